"""The exponents of a data set as rows of a table: value, range, whether a power law is excluded, and beside what."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.selection.rows import SCALINGS
from rgcore.words.wording import number, with_error

__all__ = ["alpha_of_ranges", "exponent_rows"]

_QUANTITIES = {
    "variance": "variance of a cluster, against its size",
    "silence": "-ln(probability of silence) of a cluster, against its size",
    "eigenvalue": "eigenvalues within clusters, against rank / size",
    "dynamic": "-1/ln C(1) of a cluster (its time and its share of white noise), against its size",
    "relaxation": "relaxation time of a cluster, against its size",
}


def exponent_rows(tables: Mapping[str, DataFrame]) -> list[dict[str, str]]:
    """Return ``quantity``, ``value``, ``fitted`` (range), ``law`` (a power law?) and ``beside`` of every exponent.

    Of a quantity without an exponent, ``value`` is "none" and ``law`` is the reason.
    """
    summary, exponents = tables["pca_spectrum_summary"], tables["coarse_graining_exponents"]
    spectral = [
        _of_spectrum(row)
        for scaling in SCALINGS
        for row in summary[summary["scaling"] == scaling].itertuples()
    ]
    data = exponents[exponents["source"] == "data"].sort_values("exponent")
    shifted = exponents[exponents["source"] == "shuffled"].set_index("exponent")["value"]
    return [*spectral, *(_of_clusters(row, shifted) for row in data.itertuples())]


def alpha_of_ranges(row) -> str:
    """Return the extremes of alpha over all ranges of ranks that are power laws, of a row of ``pca_spectrum_summary``.

    The choice of a range may change alpha by many of its standard errors.
    """
    return f"{number(row.alpha_least)} to {number(row.alpha_largest)} over all ranges that are power laws"


def _of_spectrum(row) -> dict[str, str]:
    quantity = (
        f"alpha of the {row.scaling} modes: number of modes with 1/variance below lambda, against lambda"
    )
    if not row.has_exponent:
        why = (
            "no range of ranks is a power law" if row.alpha_last_rank else "too few modes resolved from noise"
        )
        return {"quantity": quantity, "value": "none", "fitted": "", "law": why, "beside": ""}
    return {
        "quantity": quantity,
        "value": with_error(row.alpha, row.alpha_err),
        "fitted": f"ranks {row.alpha_first_rank} to {row.alpha_last_rank}; {alpha_of_ranges(row)}",
        "law": "not excluded",
        "beside": f"white noise {number(row.alpha_noise, 2)}",
    }


def _scatter(row) -> str:
    """Return the standard deviation over realizations of the model; of recorded data nothing."""
    if np.isnan(row.realization_err):
        return ""
    return f"; between {row.n_realizations} realizations of the model ± {number(row.realization_err, 2)}"


def _of_clusters(row, shifted: Series) -> dict[str, str]:
    found = {"quantity": _QUANTITIES[row.exponent], "value": "none", "fitted": "", "beside": ""}
    if np.isnan(row.value):
        return {**found, "law": row.note or "not defined"}
    ends = f"{number(row.fit_low, 2)} to {number(row.fit_high, 2)}"
    beside = (
        f"{row.beside_shuffled} shifted data, {number(shifted[row.exponent])}" if row.beside_shuffled else ""
    )
    return {
        **found,
        "value": f"{with_error(row.value, row.value_err)}{_scatter(row)}",
        "fitted": f"rank / size {ends}" if row.exponent == "eigenvalue" else f"sizes {ends}",
        "law": "not excluded"
        if row.power_law
        else "excluded for these clusters: the slope changes over the range",
        "beside": beside,
    }
