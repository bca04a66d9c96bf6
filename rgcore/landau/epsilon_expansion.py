"""Expansions of critical exponents in eps = 4 - d, for fields of n components.

    nu = 1/2 + a eps + a (n^2 + 23 n + 60) / (2 (n + 8)^2) eps^2,            a = (n + 2) / (4 (n + 8))
    eta = b eps^2 + b (-n^2 + 56 n + 272) / (4 (n + 8)^2) eps^3,             b = (n + 2) / (2 (n + 8)^2)
    omega = eps - 3 (3 n + 14) / (n + 8)^2 eps^2

(Wilson and Kogut, Phys. Rep. 12, 75 (1974)). :func:`epsilon_series` continues them by the functions of minimal
subtraction, to three loops, or to five for one component (Kleinert et al., hep-th/9503230). With a coupling g that is
(n + 8) g / 3 = eps + ... at the fixed point,

    beta(g) / g = -eps + (n + 8) g / 3 - (3 n + 14) g^2 / 3 + (33 n^2 + 922 n + 2960 + 96 (5 n + 22) zeta(3)) g^3 / 216
    gamma_phi(g) = (n + 2) g^2 / 36 - (n + 2)(n + 8) g^3 / 432 + 5 (n + 2)(-n^2 + 18 n + 100) g^4 / 5184
    gamma_m(g) = (n + 2) g / 3 - 5 (n + 2) g^2 / 18 + (n + 2)(5 n + 37) g^3 / 36

and omega = d beta / d g, eta = 2 gamma_phi, 1/nu = 2 - gamma_m at the fixed point.
"""

import numpy as np
from scipy.special import zeta

__all__ = ["EXPONENTS", "epsilon_series", "nu_epsilon_expansion", "nu_first_order", "nu_first_order_inverse"]

EXPONENTS = ("nu", "eta", "omega")

_FIVE_LOOPS_OF_NU = (-0.307, 0.951)
"""Fourth and fifth coefficient of 1/nu for one component, to the digits of hep-th/9503230."""

_FIVE_LOOPS_OF_ETA = 0.02566
"""Fifth coefficient of eta for one component, likewise."""


def nu_first_order(dimension: float, n_components: int = 1) -> float:
    """Return 1/2 + (n + 2) eps / (4 (n + 8)), the exponent to first order; 1/2 + eps/12 for one component."""
    return 1 / 2 + (4.0 - dimension) * (n_components + 2) / (4 * (n_components + 8))


def nu_first_order_inverse(dimension: float, n_components: int = 1) -> float:
    """Return 1/(2 - (n + 2) eps / (n + 8)), the exponent with 1/nu to first order; 1/(2 - eps/3) for one component.

    It differs from :func:`nu_first_order` in second order: the difference shows the uncertainty of the first order.
    """
    return 1 / (2 - (4.0 - dimension) * (n_components + 2) / (n_components + 8))


def nu_epsilon_expansion(dimension: float, n_components: int = 1) -> float:
    """Return nu to second order; 1/2 + eps/12 + 7 eps^2/162 for one component."""
    epsilon = 4.0 - dimension
    return nu_first_order(dimension, n_components) + _second_order_of_nu(n_components) * epsilon**2


def _second_order_of_nu(n: int) -> float:
    return (n + 2) * (n**2 + 23 * n + 60) / (8 * (n + 8) ** 3)


def epsilon_series(exponent: str, n_components: float) -> np.ndarray:
    """Return the known coefficients of eps^0, eps^1, ... of the series that is summed for an exponent.

    Parameters
    ----------
    exponent : "nu", "eta" or "omega"
        Of nu the series of 1/nu is returned.
    n_components : float
        n; whole for a field, but the series are defined for any n above -8.

    Returns
    -------
    (n_orders + 1,) float64 array
        To the third order, of eta the fourth; for one component to the fifth.
    """
    n, beta = n_components, _beta_function(n_components)
    coupling = _fixed_point(beta)
    if exponent == "omega":
        slope = np.concatenate([[0.0], beta * np.arange(2, len(beta) + 2)])
        series = _composed(slope, coupling)
        series[1] -= 1.0
        return series
    if exponent == "eta":
        gamma = [1 / 36, -(n + 8) / 432, 5 * (-(n**2) + 18 * n + 100) / 5184]
        longer = np.append(coupling, 0.0)[:5]  # g* begins with eps, so that its last order is not needed
        series = 2 * (n + 2) * _composed(np.array([0.0, 0.0, *gamma]), longer)
        return np.append(series, _FIVE_LOOPS_OF_ETA) if n == 1 else series
    gamma = (n + 2) * np.array([0.0, 1 / 3, -5 / 18, (5 * n + 37) / 36])
    series = -_composed(gamma, coupling[:4])
    series[0] = 2.0
    return np.append(series, _FIVE_LOOPS_OF_NU) if n == 1 else series


def _beta_function(n: float) -> np.ndarray:
    """Return the coefficients of g, g^2, ... in beta(g)/g + eps, for n components."""
    z3, z4, z5, z6, z7 = (float(zeta(order)) for order in range(3, 8))
    three_loops = [
        (n + 8) / 3,
        -(3 * n + 14) / 3,
        (33 * n**2 + 922 * n + 2960 + 96 * (5 * n + 22) * z3) / 216,
    ]
    if n != 1:
        return np.array(three_loops)
    four = -(3499 / 48 + 78 * z3 - 18 * z4 + 120 * z5)
    five = 764621 / 2304 + 7965 / 16 * z3 + 45 * z3**2 - 1189 / 8 * z4 + 987 * z5 - 675 / 2 * z6 + 1323 * z7
    return np.array([*three_loops, four, five])


def _fixed_point(beta: np.ndarray) -> np.ndarray:
    """Return the coefficients of eps^0, eps^1, ... of the coupling g* at which the beta function is zero."""
    wanted, coupling = np.zeros((2, len(beta) + 1))
    wanted[1] = 1.0
    outer = np.concatenate([[0.0], beta])
    for order in range(1, len(coupling)):  # each order is linear in its own coefficient
        coupling[order] += (wanted - _composed(outer, coupling))[order] / beta[0]
    return coupling


def _composed(outer: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """Return the coefficients of outer(inner(eps)), cut off at the order of ``inner``, whose first one is zero."""
    total, power = np.zeros(len(inner)), np.eye(1, len(inner))[0]
    for coefficient in outer:
        total += coefficient * power
        power = np.convolve(power, inner)[: len(inner)]
    return total
