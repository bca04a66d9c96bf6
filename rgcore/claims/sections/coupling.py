"""Claims on the quartic coupling of data and its recursion, equations 20 to 22, and on spectra."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.claims.claim import OPEN, Finding, claim, rows, verdict_of, verdict_of_all
from rgcore.claims.data_sets import dataset_words
from rgcore.stats.comparison import agrees
from rgcore.words.wording import listing, number, with_error

__all__ = ["CARD"]

MARGINAL = 2.0
"""alpha at which the quartic coupling is marginal."""


@claim(
    kind="question",
    place="section 5.2 (open question)",
    sentence="The quartic coupling g of real data is small enough for perturbation theory.",
    tables=("pca_coupling",),
    figure="pca_coupling",
    page="coupling.md",
    criterion="at every cutoff of every data set no criterion of perturbation theory fails",
    overturned_by="data whose vertices are small: phi^4 fields drawn with a known coupling pass",
)
def coupling_is_small(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the cutoffs at which perturbation theory applies, per data set."""
    table = rows(tables["pca_coupling"])
    shares = table.groupby("dataset")["perturbative"].mean()
    parts = []
    for name, part in table.groupby("dataset"):
        good, largest = int(part["perturbative"].sum()), number(part["g"].abs().max())
        parts.append(f"{dataset_words(name)} {good} of {len(part)}, g up to {largest} in size")
    verdict = verdict_of_all(table["perturbative"])
    return Finding(verdict=verdict, answer=f"Cutoffs: {'; '.join(parts)}.", value=shares.max(), reference=1.0)


@claim(
    kind="slip",
    place="equation 21",
    sentence="The recursion of the coupling has one fixed point.",
    tables=("pca_fixed_points",),
    figure="pca_recursion",
    page="errata.md",
    criterion="the recursion that is integrated has one fixed point for every alpha below 2",
    overturned_by="nothing: with the linear term there are two",
)
def one_fixed_point(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the fixed points per alpha below 2."""
    table = tables["pca_fixed_points"]
    counts = rows(table[table["alpha"] < MARGINAL]).groupby("alpha").size()
    verdict = verdict_of((counts == 1).all())
    answer = f"Up to {counts.max()} fixed points, at {len(counts)} values of alpha below 2."
    return Finding(verdict=verdict, answer=answer, value=counts.max(), reference=1.0)


@claim(
    kind="slip",
    place="equation 22",
    sentence="The fixed point of the coupling is proportional to alpha - 2.",
    tables=("pca_fixed_points",),
    figure="pca_recursion",
    page="errata.md",
    criterion="g* below alpha = 2 is negative",
    overturned_by="nothing: g* is proportional to 2 - alpha",
)
def sign_of_the_fixed_point(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the slope of g* in 2 - alpha near alpha = 2."""
    table = rows(tables["pca_fixed_points"], kind="wilson_fisher")
    table = table[table["alpha"] < MARGINAL]
    row = table.loc[table["alpha"].idxmax()]
    slope = row["g"] / (MARGINAL - row["alpha"])
    answer = f"g*/(2 - alpha) = {number(slope)} at alpha = {row['alpha']:g}, to leading order 1/9."
    return Finding(verdict=verdict_of(not slope > 0), answer=answer, value=slope, reference=1 / 9)


@claim(
    kind="slip",
    place="section 5.2",
    sentence="The spectra of data have the alpha = 1 of a uniform, sloppy spectrum.",
    tables=("pca_spectrum_summary",),
    figure="pca_spectrum",
    page="spectrum.md",
    criterion="every spectrum that has an exponent has alpha within 2 standard errors of 1",
    overturned_by="other data: a spectrum uniform in the logarithm has alpha = 0",
)
def exponent_of_the_spectrum(tables: Mapping[str, DataFrame]) -> Finding:
    """List the exponents of the spectra that have one."""
    table = rows(tables["pca_spectrum_summary"])
    table = table[table["has_exponent"]]
    if table.empty:
        return Finding(verdict=OPEN, answer="No spectrum of this run is a power law over a range of its own.")
    near = agrees(table["alpha"] - 1, table["alpha_err"])
    parts = [
        f"{dataset_words(row.dataset, row.scaling)} {with_error(row.alpha, row.alpha_err)}"
        for row in table.itertuples()
    ]
    row = table.loc[(table["alpha"] - 1).abs().idxmin()]
    return Finding(
        verdict=verdict_of_all(near),
        answer=f"alpha: {listing(parts)}.",
        value=row["alpha"],
        error=row["alpha_err"],
        reference=1.0,
    )


@claim(
    place="section 4",
    sentence="A known quartic coupling can be read from data.",
    tables=("pca_ground_truth",),
    figure="pca_ground_truth_coupling",
    page="ground_truth.md",
    reference_source="bare coupling of the simulation",
    criterion="all readings within 10 per cent or 2 standard errors of the coupling that phi^4 fields were drawn with",
    overturned_by="stronger couplings: the expansion is in loops",
)
def known_coupling_recovered(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the readings that recover the bare coupling."""
    table = rows(tables["pca_ground_truth"], kind="phi4", quantity="coupling", expected_from="bare")
    right = table["agrees"] | table["recovered"]
    weak = table["loop_strength"] <= table["loop_strength"].median()
    weaker = f"{int(right[weak].sum())} of {int(weak.sum())} of those with loops up to the median"
    answer = f"{int(right.sum())} of {len(table)} readings; {weaker}."
    verdict = verdict_of_all(right)
    return Finding(verdict=verdict, answer=answer, value=right.mean(), reference=1.0)


CARD = (
    coupling_is_small,
    one_fixed_point,
    sign_of_the_fixed_point,
    exponent_of_the_spectrum,
    known_coupling_recovered,
)
