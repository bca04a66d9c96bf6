"""What may be concluded at each cutoff: consistency of perturbation theory, existence of a spectral exponent."""

import numpy as np
import pandas as pd

from rgcore.pcarg.coupling.coupling_fixed_points import MARGINAL_ALPHA
from rgcore.pcarg.coupling.running_coupling import BREAKING, LARGE
from rgcore.pcarg.spectra.spectral_exponent import FEWEST_RANKS
from rgcore.stats.comparison import agrees, beside

__all__ = ["coupling_verdicts"]


def coupling_verdicts(coupling: pd.DataFrame, summary: pd.DataFrame) -> pd.DataFrame:
    """Return ``pca_coupling`` with its verdicts.

    The slope of the last eigenvalues above each cutoff can be computed for any spectrum. ``has_exponent`` asks for
    more: at least 8 resolved modes, the cutoff within the range of their ranks that is a power law, at least 8 ranks in
    the fit, and a slope resolved from that of white noise. Elsewhere ``alpha``, its standard error and
    ``g_fixed_point`` are NaN.

    Parameters
    ----------
    coupling : DataFrame
        Rows of ``pca_coupling`` without its verdicts.
    summary : DataFrame
        Rows of ``pca_spectrum_summary`` of the same data sets.
    """
    keys = ["dataset", "scaling"]
    ranges = summary[[*keys, "has_exponent", "alpha_first_rank", "alpha_last_rank"]]
    ranges = ranges.rename(columns={"alpha_first_rank": "first", "alpha_last_rank": "last"})
    found = coupling[[*keys, "n_kept"]].merge(ranges, on=keys, how="left", validate="many_to_one")
    inside = (found["n_kept"] >= found["first"]) & (found["n_kept"] <= found["last"])
    from_noise = beside(coupling["alpha"] - coupling["alpha_noise"], coupling["alpha_err"])
    resolved = np.isin(from_noise, ["above", "below"])
    enough = coupling["n_kept"] - coupling["alpha_first_rank"] + 1 >= FEWEST_RANKS
    exists = (found["has_exponent"].eq(True) & inside).to_numpy() & resolved & enough
    return coupling.assign(
        **{name: coupling[name].where(exists) for name in ("alpha", "alpha_err", "g_fixed_point")},
        failed_criteria=[_breaking(words) for words in coupling["objections"]],
        g_limit=LARGE / 6,
        alpha_marginal=MARGINAL_ALPHA,
        alpha_resolved=resolved,
        has_exponent=exists,
        agrees_with_fixed_point=exists & agrees(coupling["g"] - coupling["g_fixed_point"], coupling["g_err"]),
        agrees_with_recursion=agrees(coupling["recursion_deviation"], 1.0),
    )


def _breaking(objections: str) -> str:
    """Return the objections that break the expansion, or "none"."""
    return ", ".join(name for name in objections.split(", ") if name in BREAKING) or "none"
