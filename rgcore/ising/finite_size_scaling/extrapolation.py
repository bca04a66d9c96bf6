"""Extrapolation of the values of several pairs of sides: a fit of the leading correction to scaling."""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

__all__ = ["Extrapolation", "extrapolate"]

LEAST_PROBABILITY = 0.05
_UNKNOWNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Extrapolation:
    """A weighted sum of the values of pairs.

    Attributes
    ----------
    weights : (n_pairs,) float64 array
        They sum to 1; zero for pairs that are left out.
    value, error : float
    chi_square : float
        Of the fit.
    n_free : int
        Degrees of freedom; zero for two pairs, through which the fit goes exactly.
    """

    weights: np.ndarray
    value: float
    error: float
    chi_square: float
    n_free: int


def extrapolate(values: np.ndarray, covariance: np.ndarray, corrections: np.ndarray) -> Extrapolation:
    """Fit value + amplitude * correction to all pairs by generalized least squares, and return the value.

    The smallest pair is left out for as long as the fit has a probability below 5 % and more than two pairs are left:
    it then has corrections beyond the leading one.

    Parameters
    ----------
    values, corrections : (n_pairs,) float arrays
        From the smallest pair to the largest, at least two.
    covariance : (n_pairs, n_pairs) float array
        Of the values; neighbouring pairs share a side.

    Raises
    ------
    ValueError
        If there are fewer than two pairs.
    """
    n_pairs = len(values)
    if n_pairs < _UNKNOWNS:
        raise ValueError(f"an extrapolation needs at least 2 pairs of sides, got {n_pairs}")
    for first in range(n_pairs - 1):
        kept = slice(first, n_pairs)
        fit = _fit(values[kept], covariance[kept, kept], corrections[kept], first)
        if fit.n_free == 0 or chdtrc(fit.n_free, fit.chi_square) >= LEAST_PROBABILITY:
            break
    return fit


def _fit(
    values: np.ndarray, covariance: np.ndarray, corrections: np.ndarray, n_left_out: int
) -> Extrapolation:
    design = np.stack([np.ones_like(corrections), corrections / corrections[0]], axis=1)
    weighted = np.linalg.solve(covariance, design)  # (n_pairs, 2)
    solution = np.linalg.solve(design.T @ weighted, weighted.T)  # (2, n_pairs)
    weights = solution[0]
    residuals = values - design @ (solution @ values)
    return Extrapolation(
        weights=np.concatenate([np.zeros(n_left_out), weights]),
        value=float(weights @ values),
        error=float(np.sqrt(weights @ covariance @ weights)),
        chi_square=float(residuals @ np.linalg.solve(covariance, residuals)),
        n_free=len(values) - _UNKNOWNS,
    )
