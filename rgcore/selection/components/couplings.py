"""The couplings of data in figures and captions: by scaling, and where the spectrum has an exponent."""

from collections.abc import Iterator

import numpy as np
from pandas import DataFrame

from rgcore.selection.rows import SCALINGS, data_sets, nearest_each

__all__ = ["SHOWN_EXPONENTS", "by_scaling", "coupling_points", "flow_exponents"]

_FLOW_EXPONENTS = (1.0, 2.5)
"""Exponents alpha of the density of modes whose flows are drawn, or the nearest ones that there are."""

SHOWN_EXPONENTS = (0.0, 4.0)
"""Range of alpha in which fixed points are drawn."""


def by_scaling(coupling: DataFrame) -> Iterator[tuple[str, DataFrame]]:
    """Yield scaling and its rows by fraction kept, covariance first."""
    for scaling in SCALINGS:
        rows = coupling[coupling["scaling"] == scaling].sort_values("kept_fraction")
        if len(rows):
            yield scaling, rows


def coupling_points(coupling: DataFrame) -> Iterator[tuple[str, DataFrame]]:
    """Yield each data set and its rows by covariance where the spectrum has an exponent in the range shown."""
    for name in data_sets(coupling):
        rows = coupling[(coupling["dataset"] == name) & (coupling["scaling"] == "covariance")]
        shown = rows["has_exponent"] & rows["alpha"].between(*SHOWN_EXPONENTS) & np.isfinite(rows["g"])
        yield name, rows[shown]


def flow_exponents(flow: DataFrame) -> list[float]:
    """Return the exponents of ``pca_recursion`` whose flow is drawn, ascending."""
    return nearest_each(flow["alpha"].tolist(), _FLOW_EXPONENTS)
