"""The four verdicts on a data set: Gaussian or not, excluded nulls, exponent of the spectrum, coupling."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, LEVEL, agrees
from rgcore.words.datasets.exponents import alpha_of_ranges
from rgcore.words.datasets.outliers import main_flow
from rgcore.words.wording import are, at_cutoffs, listing, number, with_error

__all__ = ["dataset_verdicts"]


def dataset_verdicts(tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return question and verdict, each a sentence with its number, from the tables of one data set.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        At least ``pca_flow``, ``pca_exclusion``, ``pca_spectrum_summary`` and ``pca_coupling``, of one data set; with
        ``pca_vertices`` the verdict on the coupling mentions vertices that are within perturbation theory.
    """
    return {
        "Is what is left after removing modes Gaussian?": _gaussian(
            main_flow(tables), tables["pca_exclusion"]
        ),
        "Which nulls are excluded?": _excluded(tables["pca_exclusion"]),
        "Is there a power-law spectrum?": _spectrum(tables["pca_spectrum_summary"], tables["pca_coupling"]),
        "Is a coupling defined?": _coupling(tables["pca_coupling"], tables.get("pca_vertices")),
    }


def _gaussian(own: DataFrame, exclusion: DataFrame) -> str:
    """Judge the flow of covariance modes with all modes in, at its smallest cutoff, with and without few samples."""
    few, every = own.iloc[0], own.iloc[-1]
    found = (
        f"{_answer(few, _gaussian_null_excluded(exclusion))}: the median kurtosis is "
        f"{with_error(few['kurtosis_median'], few['kurtosis_median_err'])} with "
        f"{number(100 * few['kept_fraction'], 2)} % of the modes and "
        f"{with_error(every['kurtosis_median'], every['kurtosis_median_err'])} with all; a Gaussian has "
        f"{GAUSSIAN_KURTOSIS:g}."
    )
    if np.isnan(few["kurtosis_without"]):
        return found
    samples = (
        "sample that contributes"
        if few["n_influential"] == 1
        else f"{few['n_influential']} samples that contribute"
    )
    values = (with_error(row["kurtosis_without"], row["kurtosis_without_err"]) for row in (few, every))
    return f"{found} Without the {samples} most it is {listing(values)}."


def _answer(few: Series, null_excluded: bool) -> str:
    """Return the answer from the smallest cutoff; with what other samples and a null add to it."""
    near = f"within {LEVEL:g} standard errors of {GAUSSIAN_KURTOSIS:g}"
    without, error = few["kurtosis_without"] - GAUSSIAN_KURTOSIS, few["kurtosis_without_err"]
    agrees_without = bool(np.isfinite(without)) and bool(agrees(without, error))
    if not agrees(few["kurtosis_median"] - GAUSSIAN_KURTOSIS, few["kurtosis_median_err"]):
        return f"Not with all samples, though {near} without a few of them" if agrees_without else "No"
    if without > 0 and not agrees_without:  # a wide error may hide what a few samples make
        also = ", and the Gaussian null is excluded in this flow" if null_excluded else ""
        return f"At the smallest cutoff it is {near} with all samples, but above without a few of them{also}"
    if null_excluded:
        return f"At the smallest cutoff it is {near}, but the Gaussian null is excluded in this flow"
    return f"Not distinguished from it, {near}"


def _gaussian_null_excluded(exclusion: DataFrame) -> bool:
    """Return whether the Gaussian null is excluded in the flow of covariance modes with all modes in."""
    rows = exclusion.query("source == 'gaussian' and scaling == 'covariance' and dropped_top == 0")
    return bool(rows["excluded"].any())


def _excluded(exclusion: DataFrame) -> str:
    """Sort nulls by whether they are excluded in every flow, in some or in none."""
    if exclusion.empty:
        return "None was compared."
    first, level = exclusion.iloc[0], f"{100 * exclusion['level'].iloc[0]:g} %"
    if exclusion["p_smallest"].max() > first["level"]:
        n_draws = int(exclusion["n_draws"].min())
        return (
            f"None can be at the {level} level with {n_draws} draws of each: {first['draws_needed']} are needed "
            "(pcarg.n_null_draws in the config)."
        )
    reproduced = exclusion[["reproduces_kurtosis", "reproduces_autocorrelation"]].all(axis=1)
    judged = exclusion[reproduced.groupby(exclusion["source_label"]).transform("all")]
    shares = judged.groupby("source_label")["excluded"].mean()
    others = sorted(set(exclusion["source_label"]) - set(judged["source_label"]))
    groups = {
        "in every flow": shares[shares == 1],
        "in some flows": shares[(shares > 0) & (shares < 1)],
        "in none": shares[shares == 0],
    }
    parts = [
        f"{where}: {listing(group.index)} ({_p_values(judged, group)})"
        for where, group in groups.items()
        if len(group)
    ]
    parts += [f"no verdict on {listing(others)}"] if others else []
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]} (rank test at the {level} level, p corrected)."


def _p_values(judged: DataFrame, group: Series) -> str:
    """Return the range of the corrected p of a group of nulls over all flows."""
    values = judged.loc[judged["source_label"].isin(group.index), "p_corrected"]
    low, high = number(values.min(), 2), number(values.max(), 2)
    return f"p = {low}" if low == high else f"p = {low} to {high}"


def _spectrum(summary: DataFrame, coupling: DataFrame) -> str:
    """Name alpha of each scaling whose spectrum has one; "yes" is for one that exists at every cutoff."""
    spectra = summary.sort_values("scaling", ascending=False)
    having = spectra[spectra["has_exponent"]]
    if having.empty:
        return _no_exponent(spectra)
    parts = [
        f"alpha = {with_error(row.alpha, row.alpha_err)} over ranks {row.alpha_first_rank} to {row.alpha_last_rank} of "
        f"the {row.scaling} modes ({alpha_of_ranges(row)})"
        for row in having.itertuples()
    ]
    found = "; ".join([listing(parts), *map(_lacking, spectra[~spectra["has_exponent"]].itertuples())])
    exists = coupling["has_exponent"]
    if not exists.any():
        return (
            f"A power law fits a range of the whole spectrum, but at no cutoff of {len(exists)} is there an exponent: "
            f"{found}."
        )
    return f"{'Yes' if exists.all() else 'Partly'}, {at_cutoffs(exists)}: {found}."


def _no_exponent(spectra: DataFrame) -> str:
    """Return "no" where power laws were looked for and not found; of too few modes there is no verdict."""
    judged = spectra["alpha_last_rank"] > 0
    if judged.all():
        return "No: no range of ranks of either spectrum is a power law."
    few = "; ".join(map(_lacking, spectra[~judged].itertuples()))
    if judged.any():
        (scaling,) = spectra.loc[judged, "scaling"]
        return f"No: no range of ranks of the {scaling} modes is a power law; {few}."
    return f"Not decided: {few}."


def _lacking(row) -> str:
    """Return why a spectrum has no exponent."""
    if row.alpha_last_rank:
        return f"the {row.scaling} modes have none"
    resolved = min(row.n_above_edge, row.n_reproduced)
    return f"{resolved} of {row.n_variables} {row.scaling} modes {are(resolved)} resolved from noise, too few"


def _coupling(coupling: DataFrame, vertices: DataFrame | None) -> str:
    """Count the cutoffs at which perturbation theory is self-consistent, without a cubic vertex and with one."""
    good, where = coupling["perturbative"], at_cutoffs(coupling["perturbative"])
    if good.all():
        return f"Yes, {where}: g between {number(coupling['g'].min())} and {number(coupling['g'].max())}."
    reasons = {reason for text in coupling.loc[~good, "failed_criteria"] for reason in text.split(", ")}
    failed = f"these criteria of perturbation theory fail: {listing(sorted(reasons))}"
    with_cubic = _with_cubic_vertex(vertices)
    if not good.any():
        return f"No, {where}: {failed}.{with_cubic}"
    return f"{where[0].upper()}{where[1:]}; elsewhere {failed}.{with_cubic}"


def _with_cubic_vertex(vertices: DataFrame | None) -> str:
    """Return where the cubic and the quartic vertex, read together, are within perturbation theory; "" for nowhere."""
    if vertices is None or not vertices["perturbative"].any():
        return ""
    return (
        " A cubic and a quartic vertex read together, which take skewness into account, meet their criteria "
        f"{at_cutoffs(vertices['perturbative'])}."
    )
