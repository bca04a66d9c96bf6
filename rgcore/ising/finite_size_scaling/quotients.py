"""The critical point and exponents from two sides, by quotients at the crossing of their Binder ratios.

The corrections, by which several pairs are extrapolated, assume nu = 1 and omega = 7/4 of the two-dimensional Ising
model; the value of a single pair assumes neither.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.ising.exact_results.critical_point import CRITICAL_BINDER, CRITICAL_TEMPERATURE
from rgcore.ising.finite_size_scaling.binder_slope import binder, binder_slope, log_slopes
from rgcore.ising.finite_size_scaling.reweighting import Moments, Reweighted

__all__ = ["METHODS", "Method", "pair_values"]

OMEGA = 7 / 4
"""Exponent of the leading correction to <m^2> and <m^4> in powers of 1/L: <m^2> L^2 grows as L^(7/4), and its regular
part stays finite (Salas and Sokal, J. Stat. Phys. 98, 551 (2000))."""

ANALYTIC = 1.0
"""The same for d ln|m| / dK: 1/nu, because the amplitude of m depends on the temperature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One method for one quantity.

    Attributes
    ----------
    quantity, name : str
        As the table names them.
    exact : float
        Value on the infinite lattice.
    correction : callable
        Takes the smaller side and the ratio of the sides; returns the leading correction to the value of a pair up to a
        factor that is the same for all pairs.
    inverse : bool
        The value of a pair is one over the quantity.
    """

    quantity: str
    name: str
    exact: float
    correction: Callable[[float, float], float]
    inverse: bool = False


def _shift(side: float, ratio: float) -> float:
    """Return the correction to a crossing, L^-(1/nu + omega) (1 - s^-omega) / (s^(1/nu) - 1) with nu = 1."""
    return side ** -(1 + OMEGA) * (1 - ratio**-OMEGA) / (ratio - 1)


def _height(side: float, ratio: float) -> float:
    """Return the correction to the Binder ratio there: its own at the smaller side, and that of the shift."""
    return side**-OMEGA + side * _shift(side, ratio)


def _quotient(side: float, ratio: float) -> float:
    """Return the correction to an exponent from a quotient at a crossing."""
    return side**-OMEGA * (1 - ratio**-OMEGA) / np.log(ratio)


def _analytic_quotient(side: float, ratio: float) -> float:
    """Return the same for a quantity with analytic corrections."""
    return side**-ANALYTIC * (1 - ratio**-ANALYTIC) / np.log(ratio)


METHODS = (
    Method(
        quantity="critical_temperature",
        name="binder_crossing",
        exact=CRITICAL_TEMPERATURE,
        correction=_shift,
    ),
    Method(quantity="binder_at_crossing", name="binder_crossing", exact=CRITICAL_BINDER, correction=_height),
    Method(quantity="nu", name="binder_slope", exact=1.0, correction=_quotient, inverse=True),
    Method(quantity="nu", name="modulus_log_slope", exact=1.0, correction=_analytic_quotient, inverse=True),
    Method(quantity="nu", name="square_log_slope", exact=1.0, correction=_analytic_quotient, inverse=True),
    Method(quantity="beta_over_nu", name="modulus_quotient", exact=1 / 8, correction=_quotient),
    Method(quantity="gamma_over_nu", name="susceptibility_quotient", exact=7 / 4, correction=_quotient),
)
"""Every method for every quantity, in the order of :func:`pair_values`; the first one of a quantity is quoted."""


def pair_values(small: Reweighted, large: Reweighted, crossing: float) -> np.ndarray:
    """Return what a pair of sides gives by each of ``METHODS``, at the crossing of their Binder ratios.

    An observable that grows as L^x has ln(O_large / O_small) / ln s = x there, s = ``large.side / small.side``:
    quotients, as in Ballesteros et al., Phys. Lett. B 378, 207 (1996). x is 1/nu for d U4/dK, d ln<|m|>/dK and
    d ln<m^2>/dK, -beta/nu for <|m|>, and gamma/nu for the susceptibility K L^2 <m^2>, from which nothing is
    subtracted at the critical point.

    Returns
    -------
    (len(METHODS),) float64 array
        Temperature in J/k_B, Binder ratio, three times 1/nu, beta/nu, gamma/nu.
    """
    above, below = large.moments(crossing), small.moments(crossing)
    log_ratio = np.log(large.side / small.side)
    exponents = np.log(_scaling(above) / _scaling(below)) / log_ratio
    slope, modulus_slope, square_slope, modulus, square = exponents
    return np.array(
        [
            1 / crossing,
            float(binder(below)),
            slope,
            modulus_slope,
            square_slope,
            -modulus,
            2 + square,
        ]
    )


def _scaling(moments: Moments) -> np.ndarray:
    """Return the observables that scale: three slopes, <|m|> and <m^2>."""
    return np.array([binder_slope(moments), *log_slopes(moments), *moments.mean[:2]])
