"""Exact results for the Ising model on the side x side torus, J = k_B = 1.

Kaufman, Phys. Rev. 76, 1232 (1949): with cosh g_q = cosh 2K coth 2K - cos(pi q / L) and
g_0 = 2K + ln tanh K, negative above T_c,

    Z = (1/2) (2 sinh 2K)^(L^2 / 2) [ prod 2cosh(L g_q / 2) + prod 2sinh(L g_q / 2)   over odd q < 2L
                                    + prod 2cosh(L g_q / 2) + prod 2sinh(L g_q / 2) ] over even q < 2L.

How no digit is lost. A mode has 2 sinh 2K exp(g_q) = y_q, finite at every K, so that a product of L modes and its
share of the prefactor is prod y_q^(L/2) (1 +- exp(-L g_q)); logarithms of these are summed. The mode q = 0 changes
sign at K_c, where the logarithm of its sinh is undefined: that mode stays outside the logarithms, as a factor with
two derivatives. All derivatives are analytic, and variances are formed from differences between the four products.
"""

import math
from dataclasses import dataclass

import numpy as np

from rgcore.arguments.scalars import checked_coupling, checked_side
from rgcore.ising.exact_results.critical_point import FROZEN

__all__ = ["torus_energy", "torus_log_partition", "torus_log_probabilities", "torus_specific_heat"]

HOT = 3e-5  # below this coupling the shortest closed loops are exact enough, and the modes would lose digits


@dataclass(frozen=True, slots=True)
class _Jet:
    """A function of the coupling: its value and its first two derivatives."""

    value: np.ndarray | float
    first: np.ndarray | float
    second: np.ndarray | float


def torus_log_partition(coupling: float, side: int) -> float:
    """Return ln Z of the whole torus of side**2 spins, in nats.

    Parameters
    ----------
    coupling : float
        K = J / (k_B T), above 0. The relative error of this and of the other functions of the torus stays
        below 1e-10 up to K = 2.
    side : int
        L, at least 2, where two neighbours share two bonds.

    Raises
    ------
    InputError
        If the coupling is not positive and finite, or the side not a whole number from 2 to 65535.
    """
    return _log_partition(*_checked(coupling, side)).value


def torus_log_probabilities(energies: np.ndarray, coupling: float, side: int) -> np.ndarray:
    """Return ln p = -K E - ln Z of configurations, in nats.

    Parameters
    ----------
    energies : (n,) array
        E of each, of the whole torus, in units of J.
    coupling, side
        As for :func:`torus_log_partition`, which has the errors.
    """
    return -coupling * energies - torus_log_partition(coupling, side)


def torus_energy(coupling: float, side: int) -> float:
    """Return the mean energy per site, -(1/L^2) d ln Z / dK, in units of J, from 0 (hot) to -2.

    Parameters and errors as for :func:`torus_log_partition`.
    """
    coupling, side = _checked(coupling, side)
    return -_log_partition(coupling, side).first / side**2


def torus_specific_heat(coupling: float, side: int) -> float:
    """Return the specific heat per site, (K^2 / L^2) d^2 ln Z / dK^2, in units of k_B.

    It is K^2 times the variance of the energy per site, times L^2. Parameters and errors as for
    :func:`torus_log_partition`.
    """
    coupling, side = _checked(coupling, side)
    curvature = _log_partition(coupling, side).second
    return coupling**2 * curvature / side**2 if curvature else 0.0


def _checked(coupling: float, side: int) -> tuple[float, int]:
    return checked_coupling("coupling", coupling), checked_side("side", side)


def _log_partition(coupling: float, side: int) -> _Jet:
    if coupling > FROZEN:
        return _Jet(2 * side**2 * coupling + math.log(2), 2.0 * side**2, 0.0)
    return _hot(coupling, side) if coupling < HOT else _kaufman(coupling, side)


def _kaufman(coupling: float, side: int) -> _Jet:
    """Return ln Z as the logarithm of the sum of the four products, each relative to the first."""
    zero_log, zero_cosh, zero_sinh = _zero_mode(coupling, side)
    odd, even = np.arange(1, 2 * side, 2), np.arange(2, 2 * side, 2)
    one = _Jet(1.0, 0.0, 0.0)
    products = [
        (_log_product(coupling, side, odd, +1), one),
        (_log_product(coupling, side, odd, -1), one),
        (_add(_log_product(coupling, side, even, +1), zero_log), zero_cosh),
        (_add(_log_product(coupling, side, even, -1), zero_log), zero_sinh),
    ]
    first = products[0][0]
    ratios = [_ratio(log, first, factor) for log, factor in products]
    total = sum(r.value for r in ratios)
    slope = sum(r.first for r in ratios) / total
    curvature = sum(r.second for r in ratios) / total - slope**2
    return _Jet(first.value + math.log(total / 2), first.first + slope, first.second + curvature)


def _ratio(log: _Jet, reference: _Jet, factor: _Jet) -> _Jet:
    """Return factor exp(log - reference)."""
    scale = math.exp(log.value - reference.value)
    slope, curvature = log.first - reference.first, log.second - reference.second
    return _Jet(
        scale * factor.value,
        scale * (slope * factor.value + factor.first),
        scale * ((curvature + slope**2) * factor.value + 2 * slope * factor.first + factor.second),
    )


def _log_product(coupling: float, side: int, modes: np.ndarray, sign: int) -> _Jet:
    """Return ln prod_q y_q^(L/2) (1 + sign exp(-L g_q)) over modes q, none of them 0, and its derivatives."""
    gap, log_y = _gaps(coupling, side, modes)
    decay = np.exp(-side * gap.value)
    share = sign * decay / (1 + sign * decay)
    tail_first = -side * gap.first * share
    tail_second = -side * gap.second * share + (side * gap.first) ** 2 * share / (1 + sign * decay)
    return _Jet(
        float((side / 2 * log_y.value + np.log1p(sign * decay)).sum()),
        float((side / 2 * log_y.first + tail_first).sum()),
        float((side / 2 * log_y.second + tail_second).sum()),
    )


def _gaps(coupling: float, side: int, modes: np.ndarray) -> tuple[_Jet, _Jet]:
    """Return g_q and ln y_q of modes q, none of them 0, with s = sinh 2K, c = cosh 2K and x = cos(pi q / L).

    R = s sinh g_q, R^2 = delta (delta + 2 s) with delta = s (cosh g_q - 1) = (1 - s)^2 + s (1 - x), and
    d ln y_q / dK = 2 c Q / R with Q = (R + s^2 - 1) / s.
    """
    s, c = math.sinh(2 * coupling), math.cosh(2 * coupling)
    bend = 2 * np.sin(np.pi * modes / (2 * side)) ** 2  # 1 - x
    delta = (1 - s) ** 2 + s * bend
    delta_first = 2 * c * (bend - 2 * (1 - s))
    root = np.sqrt(delta * (delta + 2 * s))
    root_first = (delta_first * (delta + s) + 2 * c * delta) / root
    quotient = (root + s**2 - 1) / s
    if s < 0.5:  # the same without the cancellation
        x = 1 - bend
        quotient = (3 * s + s * x**2 - 2 * x * c**2) / (root + 1 - s**2)
    quotient_first = (root_first + 4 * s * c - 2 * c * quotient) / s
    slope = 2 * c * quotient / root
    curvature = (4 * s * quotient + 2 * c * quotient_first - slope * root_first) / root
    if s > 2:  # likewise
        u, w = 1 / s, delta / s + 1  # w = cosh g_q = s + u - x
        bracket = s * w * (u - 1 + bend) - s + (u + 2 * u**3) * root**2 * u**2 + w * (1 + u**2 - u**4)
        curvature = 4 * (s / root) ** 3 * bracket - 4 * u**2
    gap = _Jet(np.log1p((delta + root) / s), slope - 2 * c / s, curvature + 4 / s**2)
    return gap, _Jet(np.log(2 * (delta + s + root)), slope, curvature)


def _zero_mode(coupling: float, side: int) -> tuple[_Jet, _Jet, _Jet]:
    """Return the mode q = 0 as (2 sinh 2K)^(L/2) 2cosh(L g_0 / 2) = exp(log) cosh_factor, and with sinh_factor.

    log = (L/2) ln(2 sinh 2K exp|g_0|), where 2 sinh 2K exp|g_0| is (1 + exp(-2K))^2 above T_c and
    (exp(2K) - 1)^2 below; the factors are 1 + z and (sign of g_0) (1 - z) with z = exp(-L |g_0|).
    """
    s, c, boost = math.sinh(2 * coupling), math.cosh(2 * coupling), math.exp(2 * coupling)
    gap = 2 * coupling + math.log(math.tanh(coupling))
    sign = 1 if gap > 0 else -1
    base, growth = (math.expm1(2 * coupling), boost) if sign > 0 else (1 + 1 / boost, -1 / boost)
    log = _Jet(side * math.log(base), 2 * side * growth / base, -4 * side * sign * boost**sign / base**2)
    rate, rate_first = -side * sign * (2 + 2 / s), side * sign * 4 * c / s**2  # of ln z
    z = math.exp(-side * abs(gap))
    z_first, z_second = rate * z, (rate_first + rate**2) * z
    cosh_factor = _Jet(1 + z, z_first, z_second)
    sinh_factor = _Jet(-sign * math.expm1(-side * abs(gap)), -sign * z_first, -sign * z_second)
    return log, cosh_factor, sinh_factor


def _hot(coupling: float, side: int) -> _Jet:
    """Return ln Z by its shortest closed loops: plaquettes, and straight lines around the torus."""
    t = math.tanh(coupling)
    loops = 2 / side * t**side + t**4
    loops_first = 2 * t ** (side - 1) + 4 * t**3  # by t, and dt/dK = 1 - t^2
    loops_second = 2 * (side - 1) * t ** (side - 2) + 12 * t**2
    first = 2 * t + (1 - t**2) * loops_first
    second = (1 - t**2) * (2 - 2 * t * loops_first + (1 - t**2) * loops_second)
    value = math.log(2) + 2 * math.log(math.cosh(coupling)) + loops
    return _Jet(side**2 * value, side**2 * first, side**2 * second)


def _add(one: _Jet, other: _Jet) -> _Jet:
    return _Jet(one.value + other.value, one.first + other.first, one.second + other.second)
