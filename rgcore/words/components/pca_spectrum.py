"""Sentences on spectra: modes resolved from noise, the exponent if there is one, what cross-validation changes."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.selection.rows import SCALINGS, data_sets
from rgcore.words.wording import are, count, listing, number, with_error

__all__ = ["caption_numbers", "seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return sentences on every data set: both scalings, then the flow with cross-validated eigenvalues."""
    spectrum, summary, flow = (
        tables[name] for name in ("pca_spectrum", "pca_spectrum_summary", "pca_flow_cleaned")
    )
    parts = []
    for name in data_sets(summary):
        rows = summary[summary["dataset"] == name].sort_values("scaling", key=_places)
        for row in rows.itertuples():
            largest = spectrum.query("dataset == @name and scaling == @row.scaling")["eigenvalue"].max()
            parts.append(f"{name}, {row.scaling}: {_noise(row, largest)} {_exponent(row)}")
        parts.append(_cleaning(name, flow[flow["dataset"] == name]))
    return " ".join(part for part in parts if part)


def caption_numbers(tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return how many eigenvalues of white noise are above the edge on average."""
    return {"noise_above_edge": number(tables["pca_spectrum_summary"]["n_above_edge_expected"].iloc[0])}


def _places(scalings: Series) -> Series:
    return scalings.map(SCALINGS.index)


def _noise(row: Series, largest: float) -> str:
    return (
        f"{row.n_above_edge} of {row.n_variables} eigenvalues {are(row.n_above_edge)} above the Marchenko-Pastur edge "
        f"({number(100 * row.share_above_edge, 2)} % of the variance; the largest is {number(largest / row.mp_upper)} "
        f"times the edge), {row.n_reproduced} {are(row.n_reproduced)} reproduced in left-out blocks of time, and "
        f"{row.n_above_naive_edge} {are(row.n_above_naive_edge)} above the edge for independent samples with the mean "
        f"variance. Noise variance {with_error(row.mp_variance, row.mp_variance_err)}{_fit(row)}; effective number of "
        f"samples {row.effective_samples} of {row.n_samples}."
    )


def _fit(row: Series) -> str:
    """Return a warning if the bulk is not like noise."""
    return (
        ""
        if row.mp_fits
        else (f" (poor fit, Kolmogorov-Smirnov distance {number(row.mp_misfit, 2)}: its edge is uncertain)")
    )


def _exponent(row: Series) -> str:
    if not row.alpha_last_rank:
        resolved = min(row.n_above_edge, row.n_reproduced)
        return f"{count(resolved, 'mode')} {are(resolved)} resolved from noise, too few for an exponent."
    if not row.has_exponent:
        return (
            "No range of ranks within the resolved modes is a power law (smallest Kolmogorov-Smirnov distance "
            f"{number(row.alpha_distance, 2)}): no exponent."
        )
    return (
        f"Over the ranks {row.alpha_first_rank} to {row.alpha_last_rank}, alpha = "
        f"{with_error(row.alpha, row.alpha_err)} (other ranges that count as power laws: {number(row.alpha_least)} to "
        f"{number(row.alpha_largest)}); with cross-validated eigenvalues "
        f"{with_error(row.alpha_cleaned, row.alpha_cleaned_err)}; the same fit to white noise gives "
        f"{number(row.alpha_noise, 2)}."
    )


def _cleaning(name: str, flow: DataFrame) -> str:
    """Return how far cross-validated eigenvalues change the median kurtosis, in its standard errors."""
    usable = flow[np.isfinite(flow["kurtosis_shift"])]
    if usable.empty:
        return ""
    worst = usable.loc[usable["kurtosis_shift"].abs().idxmax()]
    dropped = worst["dropped_top"]
    where = [f"{worst['n_kept']:.0f} {worst['scaling']} modes kept"]
    where += [f"{number(dropped)} removed" if dropped >= 1 else f"the largest {100 * dropped:.2g} % removed"]
    where = where if dropped else where[:1]
    inside = int(usable["shift_within_error"].sum())
    return (
        f"Cross-validated eigenvalues change the median kurtosis of {name} by less than its standard error at {inside} "
        f"of {count(len(usable), 'cutoff')}; the largest change is {number(worst['kurtosis_shift'], 2)} standard "
        f"errors ({number(worst['kurtosis_median_sample'])} to {number(worst['kurtosis_median'])}), with "
        f"{listing(where)}."
    )
