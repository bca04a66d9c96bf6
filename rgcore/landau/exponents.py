"""Exponents by order of the epsilon expansion and by summation, beside the best values known: the table."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from rgcore.landau.epsilon_expansion import EXPONENTS, epsilon_series
from rgcore.landau.momentum_shell import checked_components, checked_dimensions
from rgcore.landau.pade_borel import borel_sum

__all__ = ["KNOWN", "exponent_table"]

KNOWN = {
    ("nu", 3.0, 1): (0.629971, "arXiv:1603.04436"),
    ("eta", 3.0, 1): (0.036298, "arXiv:1603.04436"),
    ("omega", 3.0, 1): (0.82968, "arXiv:1612.08471"),
    ("nu", 3.0, 2): (0.67169, "arXiv:1910.05916"),
    ("eta", 3.0, 2): (0.03810, "arXiv:1910.05916"),
    ("omega", 3.0, 2): (0.789, "arXiv:1910.05916"),
    ("nu", 3.0, 3): (0.71164, "arXiv:2005.04448"),
    ("eta", 3.0, 3): (0.03784, "arXiv:2005.04448"),
    ("omega", 3.0, 3): (0.759, "arXiv:2005.04448"),
    ("nu", 2.0, 1): (1.0, "exact"),
    ("eta", 2.0, 1): (0.25, "exact"),
}
"""Value and source by exponent, dimension and number of components: bootstrap, Monte Carlo, Onsager's solution."""


def exponent_table(dimensions: Sequence[float], components: Sequence[int]) -> pd.DataFrame:
    """Return nu, eta and omega of the Wilson-Fisher point by every known order in eps, and by Pade-Borel summation.

    Of nu the series of 1/nu is summed. Orders begin with the first coefficient that is not zero, beyond the constant of
    1/nu.

    Parameters
    ----------
    dimensions : sequence of float
        Those of at least 2 and below 4 are taken; above there is no Wilson-Fisher point. Two dimensions are left out
        for several components, which have no critical point with power laws on both sides there.
    components : sequence of int
        Numbers of components of the field, from 1.

    Returns
    -------
    DataFrame
        The columns of the table ``landau_exponents``; no row without a dimension below 4.

    Raises
    ------
    InputError
        If a list is empty or a number out of range.
    """
    rows = [
        row
        for dimension in checked_dimensions(dimensions)
        if dimension < 4.0
        for n_components in checked_components(components)
        if dimension > 2.0 or n_components == 1
        for exponent in EXPONENTS
        for row in _rows(exponent, dimension, n_components)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = ("dimension", "n_components", "exponent", "method", "order", "value", "spread", "known", "source")


def _rows(exponent: str, dimension: float, n_components: int) -> Iterator[tuple]:
    series, epsilon = epsilon_series(exponent, n_components), 4.0 - dimension
    known = KNOWN.get((exponent, dimension, n_components), (float("nan"), "none"))
    place = (dimension, n_components, exponent)
    sums = np.cumsum(series * epsilon ** np.arange(len(series)))
    for order in range(1, len(series)):
        if np.any(series[1 : order + 1]):
            yield (*place, "partial_sum", order, _exponent(exponent, sums[order]), float("nan"), *known)
    total = borel_sum(series, epsilon)
    value = _exponent(exponent, total.value)
    spread = total.spread * value**2 if exponent == "nu" else total.spread  # d(1/x) = dx / x^2
    yield (*place, "pade_borel", len(series) - 1, value, spread, *known)


def _exponent(exponent: str, summed: float) -> float:
    return float(1 / summed) if exponent == "nu" else float(summed)
