"""The momentum-shell recursion of the phi^4 theory at one loop: its right-hand side and Jacobian.

The weight is exp(-H) with H = integral [(1/2)(grad S)^2 + (1/2) r S^2 + (1/4) u S^4], S of n components, S^2 = S.S,
cutoff 1. Modes in the shell exp(-ds) < k < 1 are integrated out and lengths rescaled by exp(ds):

    dr/ds = 2 r + (n + 2) K_d u / (1 + r)
    du/ds = (4 - d) u - (n + 8) K_d u^2 / (1 + r)^2

(Wilson and Kogut, Phys. Rep. 12, 75 (1974), in these conventions; books that write u S^4 or (u/4!) S^4 have
u/4 or 6 u in the place of u.)
"""

import numpy as np
from scipy.special import gamma

from rgcore.arguments.arrays import list_of_numbers
from rgcore.arguments.scalars import real_number, whole_number

__all__ = ["checked_components", "checked_dimensions", "flow_velocity", "jacobian", "shell_factor"]

HIGHEST_DIMENSION = 10.0  # there r* of the truncated recursion is infinite


def shell_factor(dimension: float) -> float:
    """Return K_d = 2 / ((4 pi)^(d/2) Gamma(d/2)), the area of the unit sphere over (2 pi)^d.

    Parameters
    ----------
    dimension : float
        d, at least 2 and below 10; need not be whole.

    Raises
    ------
    InputError
        If ``dimension`` is outside that range.
    """
    dimension = real_number("dimension", dimension, least=2, below=HIGHEST_DIMENSION)
    return float(2 / ((4 * np.pi) ** (dimension / 2) * gamma(dimension / 2)))


def checked_dimensions(dimensions: object) -> list[float]:
    """Return dimensions as floats; InputError unless there is one, and each is at least 2 and below 10."""
    return list_of_numbers("dimensions", dimensions, least=2, below=HIGHEST_DIMENSION)


def checked_components(components: object) -> list[int]:
    """Return numbers of components as integers; InputError unless there is one, and each is from 1 to 100."""
    list_of_numbers("components", components, least=1, most=100)
    return [whole_number("components", number, least=1, most=100) for number in components]


def flow_velocity(r: float, u: float, dimension: float, n_components: int = 1) -> np.ndarray:
    """Return (dr/ds, du/ds) at one point.

    Parameters
    ----------
    r : float
        Mass in units of the squared cutoff, above -1, where the propagator 1 / (1 + r) of the shell diverges.
    u : float
        Quartic coupling in units of cutoff^(4 - d).
    dimension : float
    n_components : int
        n, of the field.

    Returns
    -------
    (2,) float64 array
    """
    strength, of_mass, of_coupling = shell_factor(dimension) * u, n_components + 2, n_components + 8
    return np.array(
        [
            2 * r + of_mass * strength / (1 + r),
            (4 - dimension) * u - of_coupling * strength * u / (1 + r) ** 2,
        ],
    )


def jacobian(r: float, u: float, dimension: float, n_components: int = 1) -> np.ndarray:
    """Return the derivative of :func:`flow_velocity`: rows (dr/ds, du/ds), columns (r, u).

    Returns
    -------
    (2, 2) float64 array
    """
    of_mass, of_coupling = ((n_components + number) * shell_factor(dimension) for number in (2, 8))
    return np.array(
        [
            [2 - of_mass * u / (1 + r) ** 2, of_mass / (1 + r)],
            [2 * of_coupling * u**2 / (1 + r) ** 3, (4 - dimension) - 2 * of_coupling * u / (1 + r) ** 2],
        ]
    )
