"""Onsager's energy and specific heat of the Ising model on the infinite square lattice, J = k_B = 1."""

import math

from numpy.polynomial import Polynomial
from scipy.special import ellipe, ellipkm1

from rgcore.arguments.scalars import checked_coupling
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING, FROZEN

__all__ = ["onsager_energy", "onsager_specific_heat"]

HOT = 0.02  # below this coupling the closed forms lose digits, and four terms of the series are exact enough
# ln Z per site = ln 2 + 2 ln cosh K + LOOPS(tanh K): closed loops on the square lattice by their length
LOOPS = Polynomial([0, 0, 0, 0, 1, 0, 2, 0, 9 / 2, 0, 12])


def onsager_energy(coupling: float) -> float:
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
    InputError
        If the coupling is not positive and finite.
    """
    coupling = checked_coupling("coupling", coupling)
    t = math.tanh(coupling)
    if coupling < HOT:
        return -(2 * t + (1 - t**2) * LOOPS.deriv()(t))
    if coupling > FROZEN:
        return -2.0
    complement = _complementary_modulus(coupling)
    singular = 2 / math.pi * complement * ellipkm1(complement**2) if complement else 0.0
    return -(1 + float(singular)) / math.tanh(2 * coupling)


def onsager_specific_heat(coupling: float) -> float:
    """Return the specific heat per site of the infinite lattice, in units of k_B.

    C = (4/pi) (K coth 2K)^2 {K1 - E1 - (1 - tanh^2 2K) [pi/2 + (2 tanh^2 2K - 1) K1]}, Onsager (1944);
    infinite at the critical coupling, logarithmically. ``coupling`` and errors as for :func:`onsager_energy`.
    """
    coupling = checked_coupling("coupling", coupling)
    t = math.tanh(coupling)
    if coupling < HOT:
        first, second = LOOPS.deriv()(t), LOOPS.deriv(2)(t)
        return coupling**2 * (1 - t**2) * (2 - 2 * t * first + (1 - t**2) * second)
    if coupling > FROZEN:
        return 0.0
    complement = _complementary_modulus(coupling)
    if complement == 0:
        return math.inf
    k1, e1 = float(ellipkm1(complement**2)), float(ellipe(1 - complement**2))
    braces = k1 - e1 - (math.pi / 2 + complement * k1) / math.cosh(2 * coupling) ** 2
    return 4 / math.pi * (coupling / math.tanh(2 * coupling)) ** 2 * braces


def _complementary_modulus(coupling: float) -> float:
    """Return 2 tanh^2 2K - 1, whose square is 1 - k^2, without loss of digits; 0 at the critical coupling."""
    if coupling == CRITICAL_COUPLING:
        return 0.0
    hyperbolic_sine = math.sinh(2 * coupling)
    return (hyperbolic_sine - 1) * (hyperbolic_sine + 1) / math.cosh(2 * coupling) ** 2
