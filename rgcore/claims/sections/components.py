"""Claims on principal components as a momentum shell: Figures 3 and 6, and what they decide."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.claims.claim import (
    DEPENDS,
    NOT_REPRODUCED,
    OPEN,
    REPRODUCED,
    Finding,
    claim,
    rows,
    verdict_of,
    verdict_of_all,
)
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, LEVEL, agrees
from rgcore.words.wording import listing, number, with_error

__all__ = ["CARD"]

NEARLY_UNCHANGED = 2.0  # factor between the kurtosis with all and with the fewest modes
CHANCE = 0.5  # area under the ROC of a score that contains nothing
USEFUL = 0.8  # area from which on a score is called useful here
MOST = 0.9  # share of the comparisons that must agree


def _ends(tables: Mapping[str, DataFrame], dataset: str) -> tuple[Series, Series]:
    """Return the rows of the flow of a data set with the fewest modes and with all of them."""
    flow = rows(
        tables["pca_flow"], dataset=dataset, source="data", scaling="covariance", dropped_top=0.0
    ).sort_values("n_kept")
    return flow.iloc[0], flow.iloc[-1]


def _flow_in_words(first: Series, last: Series) -> str:
    few, every = (with_error(row["kurtosis_median"], row["kurtosis_median_err"]) for row in (first, last))
    return f"median kurtosis {every} with all modes, {few} with {first['kept_fraction']:.0%} of them"


@claim(
    place="section 3.4, Figure 3",
    sentence="Principal components of a Gaussian cloud are its axes, with their variances.",
    tables=("pca_gaussian",),
    figure="fig3_pca_gaussian",
    page="spectrum.md",
    reference_source="exact",
    criterion="both variances within 2 standard errors of those the cloud was drawn with",
    overturned_by="nothing",
)
def axes_of_a_cloud(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare both variances with those of the distribution."""
    table = rows(tables["pca_gaussian"], kind="component")
    within = agrees(table["variance"] - table["variance_exact"], table["variance_err"])
    parts = [
        f"{with_error(row.variance, row.variance_err)} (exact {row.variance_exact:g})"
        for row in table.itertuples()
    ]
    return Finding(
        verdict=verdict_of(within.all()),
        answer=f"Variances {listing(parts)}.",
        value=table["variance"].iloc[0],
        error=table["variance_err"].iloc[0],
        reference=table["variance_exact"].iloc[0],
    )


@claim(
    place="section 4, Figure 6a",
    sentence="The fourth moment of neurons remains nearly unchanged as modes are removed.",
    tables=("pca_flow",),
    figure="fig6_moment_flow",
    page="nulls.md",
    criterion="for the neural-like set the kurtosis changes by less than a factor of two",
    overturned_by="the recording of the source, which is not public; public recordings of the kind fall as well",
)
def neurons_remain_unchanged(tables: Mapping[str, DataFrame]) -> Finding:
    """Take the factor by which the kurtosis falls."""
    first, last = _ends(tables, "neural_like")
    factor = last["kurtosis_median"] / first["kurtosis_median"]
    verdict = verdict_of(1 / NEARLY_UNCHANGED < factor < NEARLY_UNCHANGED)
    answer = (
        f"It falls by a factor of {number(factor)}: {_flow_in_words(first, last)} (neural-like, synthetic)."
    )
    return Finding(verdict=verdict, answer=answer, value=factor, reference=NEARLY_UNCHANGED)


@claim(
    place="section 4, Figure 6b",
    sentence="The fourth moment of stocks flows to the Gaussian value 3.",
    tables=("pca_flow",),
    figure="fig6_moment_flow",
    page="nulls.md",
    reference_source="exact (Gaussian)",
    criterion="kurtosis of the stock-like set at the smallest cutoff within 2 standard errors of 3",
    overturned_by="smaller cutoffs, or other prices",
)
def stocks_become_gaussian(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the kurtosis with the fewest modes with 3."""
    first, last = _ends(tables, "stock_like")
    value, error = first["kurtosis_median"], first["kurtosis_median_err"]
    falls = last["kurtosis_median"] > value + LEVEL * error
    reaches = bool(agrees(value - GAUSSIAN_KURTOSIS, error))
    verdict = verdict_of(reaches)
    answer = (
        f"It {'falls' if falls else 'does not fall'}: {_flow_in_words(first, last)} (stock-like, synthetic)."
    )
    return Finding(verdict=verdict, answer=answer, value=value, error=error, reference=GAUSSIAN_KURTOSIS)


@claim(
    place="section 4, Figure 6",
    sentence="The flow of neurons shows interactions beyond pair correlations.",
    tables=("pca_exclusion",),
    figure="fig6_moment_flow",
    page="nulls.md",
    criterion="thresholded Gaussians with the means and pair covariances of the set are excluded in every flow",
    overturned_by="a statistic that uses more than one fourth moment per variable",
)
def flow_beyond_pair_correlations(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the flows of the neural-like set in which a thresholded Gaussian is excluded."""
    table = rows(tables["pca_exclusion"], dataset="neural_like", source="dichotomized")
    if table["p_smallest"].max() > table["level"].max():
        return Finding(verdict=OPEN, answer=f"Too few draws: {table['draws_needed'].max()} are needed.")
    excluded = int(table["excluded"].sum())
    verdict = verdict_of_all(table["excluded"])
    largest = number(table["p_corrected"].max())
    residual = number(100 * table["pair_residual"].max(), 2)
    answer = (
        f"Excluded in {excluded} of {len(table)} flows; the largest corrected p value is {largest}. The set is of "
        f"cells without interaction, and the draws deviate from its pair covariances by {residual} %, "
        "from those of rare cells by more: an exclusion here is no evidence of more than pair correlations."
    )
    return Finding(verdict=verdict, answer=answer, value=excluded, reference=len(table))


@claim(
    place="section 4",
    sentence="Removing principal components is the momentum shell: on a lattice the modes are plane waves in order.",
    tables=("pca_ground_truth",),
    figure="pca_ground_truth",
    page="ground_truth.md",
    reference_source="exact",
    criterion="kept modes of free fields span those of plane waves, and their spectrum has the exponent of these, as "
    "far as sampling noise of that size allows: each within 2 standard errors in more than nine of ten comparisons",
    overturned_by="fewer samples than modes, where noise decides the order",
)
def components_are_a_momentum_shell(tables: Mapping[str, DataFrame]) -> Finding:
    """Count the cutoffs at which modes and exponent are those of plane waves seen with sampling noise."""
    table = rows(tables["pca_ground_truth"], kind="free", expected_from="sampling noise")
    spaces, exponents = (rows(table, quantity=name) for name in ("subspace_weight", "alpha"))
    share = min(spaces["agrees"].mean(), exponents["agrees"].mean())
    answer = (
        f"{int(spaces['agrees'].sum())} of {len(spaces)} sets of kept modes overlap with plane waves as expected with "
        f"sampling noise (by {number(spaces['measured'].min())} to {number(spaces['measured'].max())}); "
        f"{int(exponents['agrees'].sum())} of {len(exponents)} exponents are those of plane waves seen with noise."
    )
    return Finding(verdict=REPRODUCED if share > MOST else DEPENDS, answer=answer, value=share, reference=1.0)


@claim(
    kind="question",
    place="section 5",
    sentence="Measures of flows, clusters and spectra distinguish interaction or criticality from a shared drive.",
    tables=("bench_scores",),
    figure="model_bench",
    page="model_bench.md",
    criterion=f"area under the ROC of all measures together above {CHANCE:g} with 95 per cent confidence for one of "
    f"them; undecided if a 95 per cent interval contains both {CHANCE:g}, chance, and {USEFUL:g}, a useful score",
    overturned_by="other measures, or models that this bench does not contain",
)
def interaction_told_from_drive(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare areas under the ROC on models whose answer is known with chance."""
    table = rows(tables["bench_scores"], score="combined", bins="both")
    table = rows(table[table["question"].isin(["interacting", "critical"])])
    parts = [
        f"{row.question} {number(row.auc, 2)} (95 % interval {number(row.auc_low, 2)} to {number(row.auc_high, 2)})"
        for row in table.itertuples()
    ]
    best = table["auc"].max() if np.isfinite(table["auc"]).any() else float("nan")
    return Finding(
        verdict=_told(table),
        answer=f"Area under the ROC: {listing(parts)}; {CHANCE:g} is chance, {USEFUL:g} would be useful.",
        value=best,
        reference=CHANCE,
    )


def _told(scores: DataFrame) -> str:
    """Return the verdict on intervals of areas: one above chance, none, or too wide to decide."""
    if (scores["auc_low"] > CHANCE).any():
        return REPRODUCED
    excluded = scores["auc_high"] < USEFUL  # False without an interval
    return NOT_REPRODUCED if excluded.all() else OPEN


CARD = (
    axes_of_a_cloud,
    neurons_remain_unchanged,
    stocks_become_gaussian,
    flow_beyond_pair_correlations,
    components_are_a_momentum_shell,
    interaction_told_from_drive,
)
