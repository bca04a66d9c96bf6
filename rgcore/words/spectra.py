"""What a spectrum says, in words composed from its tables."""

import numpy as np
from pandas import DataFrame, Series

from rgcore.figures.kit.selection import data_sets
from rgcore.words.wording import count, listing, number, with_error

__all__ = ["sentences"]

STRAIGHT = 0.05
"""Kolmogorov-Smirnov distance up to which a range of ranks counts as a power law, as in the fit."""

_MISFITS = 5.0  # distances of 1/N; noise of the law has up to 3.5


def sentences(spectrum: DataFrame, summary: DataFrame, flow: DataFrame) -> str:
    """Return sentences on every data set of the three tables."""
    parts = []
    for name in data_sets(summary):
        rows = summary[summary["dataset"] == name].sort_values("scaling", ascending=False)  # covariance first
        for row in rows.itertuples():
            largest = spectrum.query("dataset == @name and scaling == @row.scaling")["eigenvalue"].max()
            parts.append(f"{name}, {row.scaling}: {_noise(row, largest)} {_exponent(row)}")
        parts.append(_cleaning(name, flow[flow["dataset"] == name]))
    return " ".join(part for part in parts if part)


def _noise(row: Series, largest: float) -> str:
    return (
        f"{row.n_above_edge} of {row.n_variables} eigenvalues are above the edge "
        f"({number(100 * row.share_above_edge, 2)} % of the variance; the largest {number(largest / row.mp_upper)} "
        f"times the edge), {row.n_reproduced} stand out in time left out, and {row.n_above_naive_edge} are above the "
        f"edge of independent samples and the mean variance; noise variance "
        f"{with_error(row.mp_variance, row.mp_variance_err)}{_fit(row)}; {row.n_samples} samples worth "
        f"{row.effective_samples} independent ones."
    )


def _fit(row: Series) -> str:
    """Say whether the bulk looks like the law."""
    if row.mp_misfit * row.mp_variables <= _MISFITS:
        return ""
    return f" (no good fit: {number(100 * row.mp_misfit, 2)} % of the bulk out of place)"


def _exponent(row: Series) -> str:
    if not row.alpha_last_rank:
        resolved = min(row.n_above_edge, row.n_reproduced)
        return f"With {count(resolved, 'mode')} resolved from noise there is no exponent to speak of."
    straight = f" (other straight ranges: {number(row.alpha_least)} to {number(row.alpha_largest)})"
    if not row.alpha_distance <= STRAIGHT:
        straight = f" (no power law: distance {number(row.alpha_distance, 2)})"
    return (
        f"Over the ranks {row.alpha_first_rank} to {row.alpha_last_rank}, alpha = "
        f"{with_error(row.alpha, row.alpha_err)}{straight}; cleaned "
        f"{with_error(row.alpha_cleaned, row.alpha_cleaned_err)}; white noise there {number(row.alpha_noise, 2)}."
    )


def _cleaning(name: str, flow: DataFrame) -> str:
    """Say how far cleaning moves the median kurtosis, in its standard errors."""
    moved = (flow["kurtosis_median"] - flow["kurtosis_median_sample"]) / flow["kurtosis_median_err"]
    usable = flow.assign(moved=moved)[np.isfinite(moved)]
    if usable.empty:
        return ""
    worst = usable.loc[usable["moved"].abs().idxmax()]
    dropped = worst["dropped_top"]
    where = [f"{worst['n_kept']:.0f} {worst['scaling']} modes kept"]
    where += [f"{number(dropped)} dropped" if dropped >= 1 else f"the largest {100 * dropped:.2g} % dropped"]
    where = where if dropped else where[:1]
    inside = int((usable["moved"].abs() < 1).sum())
    return (
        f"Cleaned eigenvalues move the median kurtosis of {name} by less than its standard error at {inside} of "
        f"{len(usable)} cutoffs; most, {number(worst['moved'], 2)} errors (from "
        f"{number(worst['kurtosis_median_sample'])} to {number(worst['kurtosis_median'])}), with {listing(where)}."
    )
