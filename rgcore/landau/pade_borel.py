"""Sums of divergent series with factorially growing coefficients, by Pade approximants of the Borel transform.

sum a_k x^k is replaced by the integral over t > 0 of exp(-t) B(x t), B(z) = sum (a_k / k!) z^k, where B is continued by
a ratio [L/M] of polynomials (Baker, Nickel, Green and Meiron, Phys. Rev. Lett. 36, 1351 (1976)).
"""

from typing import NamedTuple

import numpy as np
from scipy.integrate import quad
from scipy.interpolate import pade
from scipy.special import factorial

__all__ = ["BorelSum", "approximant", "borel_sum"]


class BorelSum(NamedTuple):
    """A sum, and half the range of the approximants that were averaged and those of one order less; NaN if it is one.

    The range is no standard error: it shows how much the choice of the approximant matters.
    """

    value: float
    spread: float


def approximant(coefficients: np.ndarray, x: float, n_denominator: int) -> float:
    """Return the Borel sum of a series at x by one approximant; NaN if that has a pole where t > 0.

    Parameters
    ----------
    coefficients : (n_orders + 1,) float array
        Of x^0, x^1, ...
    x : float
    n_denominator : int
        M, the degree of the denominator, at most n_orders; that of the numerator is n_orders - M.
    """
    transform = np.asarray(coefficients, dtype=float) / factorial(np.arange(len(coefficients)))
    try:
        top, bottom = pade(transform, n_denominator)
    except np.linalg.LinAlgError:  # the approximant does not exist
        return float("nan")
    roots = bottom.roots
    if np.any((np.abs(roots.imag) < 1e-9 * np.abs(roots)) & (roots.real * x > 0)):
        return float("nan")
    return float(quad(lambda t: np.exp(-t) * top(x * t) / bottom(x * t), 0, np.inf, limit=200)[0])


def borel_sum(coefficients: np.ndarray, x: float) -> BorelSum:
    """Return the mean of the approximants [L/M], |L - M| <= 1, M >= 1, that use every coefficient and have no pole.

    Leading coefficients that are zero are left out, so that the series begins with a number.

    Parameters
    ----------
    coefficients : (n_orders + 1,) float array
        Of x^0, x^1, ...; at least two of them from the first that is not zero.
    x : float

    Returns
    -------
    BorelSum
        NaN where no approximant is left.
    """
    coefficients = np.asarray(coefficients, dtype=float)
    first = int(np.flatnonzero(coefficients)[0])
    scale, series = x**first, coefficients[first:]
    highest, before = (scale * _approximants(part, x) for part in (series, series[:-1]))
    if not highest.size:
        return BorelSum(float("nan"), float("nan"))
    all_of_them = [*highest, *before]
    spread = float(np.ptp(all_of_them)) / 2 if len(all_of_them) > 1 else float("nan")
    return BorelSum(float(highest.mean()), spread)


def _approximants(series: np.ndarray, x: float) -> np.ndarray:
    """Return those without a pole; of a series of one number that number."""
    if len(series) == 1:
        return series.copy()
    n_orders = len(series) - 1
    degrees = [degree for degree in range(1, n_orders + 1) if abs(n_orders - 2 * degree) <= 1]
    values = np.array([approximant(series, x, degree) for degree in degrees])
    return values[np.isfinite(values)]
