"""Exact results for the Ising model on the infinite square lattice, J = k_B = 1."""

import math

from numpy.polynomial import Polynomial
from scipy.special import ellipe, ellipkm1

__all__ = [
    "CRITICAL_COUPLING",
    "CRITICAL_TEMPERATURE",
    "correlation_length",
    "energy",
    "magnetization",
    "specific_heat",
]

CRITICAL_COUPLING = math.log1p(math.sqrt(2)) / 2
CRITICAL_TEMPERATURE = 1 / CRITICAL_COUPLING

HOT = 0.02  # below this coupling the closed forms lose digits, and four terms of the series are exact enough
# ln Z per site = ln 2 + 2 ln cosh K + LOOPS(tanh K): closed loops on the square lattice by their length
LOOPS = Polynomial([0, 0, 0, 0, 1, 0, 2, 0, 9 / 2, 0, 12])


def energy(coupling: float) -> float:
    """Return the energy per site of the infinite lattice, in units of J.

    e = -coth 2K [1 + (2/pi) (2 tanh^2 2K - 1) K1(k)], k = 2 sinh 2K / cosh^2 2K, with K1 the complete
    elliptic integral of modulus k: Onsager, Phys. Rev. 65, 117 (1944).

    Parameters
    ----------
    coupling : float
        K = J / (k_B T), above 0.

    Returns
    -------
    float
        From 0 (K = 0) to -2 (K infinite); -sqrt 2 at the critical coupling.

    Raises
    ------
    ValueError
        If the coupling is not positive.
    """
    _check(coupling)
    t = math.tanh(coupling)
    if coupling < HOT:
        return -(2 * t + (1 - t**2) * LOOPS.deriv()(t))
    complement = _complementary_modulus(coupling)
    singular = 2 / math.pi * complement * ellipkm1(complement**2) if complement else 0.0
    return -(1 + float(singular)) / math.tanh(2 * coupling)


def specific_heat(coupling: float) -> float:
    """Return the specific heat per site of the infinite lattice, in units of k_B.

    C = (4/pi) (K coth 2K)^2 {K1 - E1 - (1 - tanh^2 2K) [pi/2 + (2 tanh^2 2K - 1) K1]}, Onsager (1944);
    infinite at the critical coupling, logarithmically. ``coupling`` and errors as for :func:`energy`.
    """
    _check(coupling)
    t = math.tanh(coupling)
    if coupling < HOT:
        first, second = LOOPS.deriv()(t), LOOPS.deriv(2)(t)
        return coupling**2 * (1 - t**2) * (2 - 2 * t * first + (1 - t**2) * second)
    complement = _complementary_modulus(coupling)
    if complement == 0:
        return math.inf
    k1, e1 = float(ellipkm1(complement**2)), float(ellipe(1 - complement**2))
    braces = k1 - e1 - (math.pi / 2 + complement * k1) / math.cosh(2 * coupling) ** 2
    return 4 / math.pi * (coupling / math.tanh(2 * coupling)) ** 2 * braces


def magnetization(coupling: float) -> float:
    """Return the spontaneous magnetization per site: (1 - sinh^-4 2K)^(1/8) below T_c, 0 above.

    Yang, Phys. Rev. 85, 808 (1952). ``coupling`` and errors as for :func:`energy`.
    """
    _check(coupling)
    if coupling <= CRITICAL_COUPLING:
        return 0.0
    return (1 - math.sinh(2 * coupling) ** -4) ** 0.125


def correlation_length(coupling: float) -> float:
    """Return the exponential correlation length along an axis of the infinite lattice, in lattice spacings.

    1/xi = -ln tanh K - 2K above T_c and 2 (2K + ln tanh K) below, where it belongs to the connected
    correlation; infinite at the critical coupling. McCoy and Wu, The Two-Dimensional Ising Model (1973).
    ``coupling`` and errors as for :func:`energy`.
    """
    _check(coupling)
    inverse = 2 * coupling + math.log(math.tanh(coupling))
    if coupling == CRITICAL_COUPLING or inverse == 0:
        return math.inf
    return 1 / (2 * inverse) if inverse > 0 else -1 / inverse


def _complementary_modulus(coupling: float) -> float:
    """Return 2 tanh^2 2K - 1, whose square is 1 - k^2, without loss of digits; 0 at the critical coupling."""
    if coupling == CRITICAL_COUPLING:
        return 0.0
    hyperbolic_sine = math.sinh(2 * coupling)
    return (hyperbolic_sine - 1) * (hyperbolic_sine + 1) / math.cosh(2 * coupling) ** 2


def _check(coupling: float) -> None:
    if not 0 < coupling < math.inf:
        raise ValueError(f"coupling must be positive and finite, got {coupling}")
