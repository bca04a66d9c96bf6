"""The four verdicts on a data set: Gaussian or not, excluded nulls, exponent of the spectrum, coupling."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, LEVEL, agrees
from rgcore.words.wording import count, listing, number, with_error

__all__ = ["dataset_verdicts"]


def dataset_verdicts(tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return question and verdict, each a sentence with its number, from the tables of one data set.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        At least ``pca_flow``, ``pca_exclusion``, ``pca_spectrum_summary`` and ``pca_coupling``, of one data set.
    """
    return {
        "Is what is left after removing modes Gaussian?": _gaussian(tables["pca_flow"]),
        "Which nulls are excluded?": _excluded(tables["pca_exclusion"]),
        "Is there a power-law spectrum?": _spectrum(tables["pca_spectrum_summary"]),
        "Is a coupling defined?": _coupling(tables["pca_coupling"]),
    }


def _gaussian(flow: DataFrame) -> str:
    """Judge the flow of covariance modes with all modes in, at its smallest cutoff."""
    own = flow.query("source == 'data' and scaling == 'covariance' and dropped_top == 0").sort_values(
        "n_kept"
    )
    few, every = own.iloc[0], own.iloc[-1]
    value, error = few["kurtosis_median"], few["kurtosis_median_err"]
    within = bool(agrees(value - GAUSSIAN_KURTOSIS, error))
    found = (
        f"not distinguished from it, within {LEVEL:g} standard errors of {GAUSSIAN_KURTOSIS:g}"
        if within
        else "no"
    )
    return (
        f"{found[0].upper()}{found[1:]}: the median kurtosis is {with_error(value, error)} with "
        f"{number(100 * few['kept_fraction'], 2)} % of the modes and "
        f"{with_error(every['kurtosis_median'], every['kurtosis_median_err'])} with all; a Gaussian has "
        f"{GAUSSIAN_KURTOSIS:g}."
    )


def _excluded(exclusion: DataFrame) -> str:
    """Sort nulls by whether they are excluded in every flow, in some or in none."""
    if exclusion.empty:
        return "None was compared."
    first, level = exclusion.iloc[0], f"{100 * exclusion['level'].iloc[0]:g} %"
    if exclusion["p_smallest"].max() > first["level"]:
        return f"None can be at the {level} level with so few draws: {first['draws_needed']} are needed."
    shares = exclusion.groupby("source_label")["excluded"].mean()
    groups = {
        "in every flow": shares[shares == 1],
        "in some flows": shares[(shares > 0) & (shares < 1)],
        "in none": shares[shares == 0],
    }
    parts = [f"{where}: {listing(group.index)}" for where, group in groups.items() if len(group)]
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]} (rank test at the {level} level)."


def _spectrum(summary: DataFrame) -> str:
    """Name alpha of each scaling whose spectrum has one."""
    having = summary[summary["has_exponent"]].sort_values("scaling", ascending=False)
    if having.empty:
        return "No: no range of ranks of either spectrum is a power law."
    parts = [
        f"alpha = {with_error(row.alpha, row.alpha_err)} over ranks {row.alpha_first_rank} to {row.alpha_last_rank} of "
        f"the {row.scaling} modes"
        for row in having.itertuples()
    ]
    lacking = sorted(set(summary["scaling"]) - set(having["scaling"]))
    ending = f"; the {listing(lacking)} modes have none" if lacking else ""
    return f"Yes: {listing(parts)}{ending}."


def _coupling(coupling: DataFrame) -> str:
    """Count the cutoffs at which perturbation theory is self-consistent."""
    good, every = int(coupling["perturbative"].sum()), len(coupling)
    if good == every:
        return f"Yes, at every cutoff: g between {number(coupling['g'].min())} and {number(coupling['g'].max())}."
    reasons = {
        reason
        for text in coupling.loc[~coupling["perturbative"], "failed_criteria"]
        for reason in text.split(", ")
    }
    failed = f"elsewhere these criteria of perturbation theory fail: {listing(sorted(reasons))}"
    if not good:
        return f"No, at none of {count(every, 'cutoff')}: {failed.removeprefix('elsewhere ')}."
    return f"At {good} of {count(every, 'cutoff')}; {failed}."
