"""Claims on sloppy models: the spectra of their Fisher metrics, read as spectra of principal components."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.claims.claim import Finding, claim, rows, verdict_of
from rgcore.words.wording import number

__all__ = ["CARD"]

NEAR_ONE = 0.1


@claim(
    kind="slip",
    place="section 5.2",
    sentence="The uniform spectrum of a sloppy model corresponds to alpha = 1, that of a fixed point.",
    tables=("sloppy_alpha",),
    page="sloppiness.md",
    reference_source="exact",
    criterion=f"alpha of the Fisher metric of a sum of exponentials is within {NEAR_ONE:g} of 1",
    overturned_by="nothing: a spectrum uniform in ln(lambda) has alpha = 0 and no fixed point with few relevant terms",
)
def sloppy_models_have_alpha_one(tables: Mapping[str, DataFrame]) -> Finding:
    """Take alpha just below a cutoff at half and at all of the modes of a sloppy model."""
    row = rows(tables["sloppy_alpha"], source="model", name="exponentials").iloc[0]
    answer = (
        f"Of {row['n_eigenvalues']:.0f} eigenvalues {number(row['decades_per_mode'], 2)} decades apart: alpha = "
        f"{number(row['alpha_of_half'], 2)} up to half of them and {number(row['alpha_of_all'], 2)} up to all."
    )
    near = abs(row["alpha_of_all"] - 1) < NEAR_ONE
    return Finding(verdict=verdict_of(near), answer=answer, value=row["alpha_of_all"], reference=1.0)


CARD = (sloppy_models_have_alpha_one,)
