"""GARCH(1,1) processes with Student-t innovations: their variance changes in bursts.

x(t) = s(t) z(t), s(t + 1)^2 = v (1 - a - b) + a x(t)^2 + b s(t)^2, of mean variance v, with independent z of unit
variance (Bollerslev, J. Econometrics 31, 307 (1986)).
"""

import numpy as np
from numpy.random import Generator

__all__ = ["garch_from_innovations", "student_innovations"]


def student_innovations(
    shape: tuple[int, ...], degrees_of_freedom: float | np.ndarray, *, rng: Generator
) -> np.ndarray:
    """Return Student-t numbers scaled to unit variance; kurtosis 3 (nu - 2) / (nu - 4) for nu > 4.

    Parameters
    ----------
    shape : tuple of int
    degrees_of_freedom : float or array that broadcasts to ``shape``
        nu, above 2.
    rng : Generator, advanced in place
    """
    nu = np.asarray(degrees_of_freedom)
    return rng.standard_t(nu, shape) * np.sqrt((nu - 2) / nu)


def garch_from_innovations(
    innovations: np.ndarray, variance: np.ndarray, arch: float | np.ndarray, garch: float | np.ndarray
) -> np.ndarray:
    """Turn innovations z into processes of mean variance 1, in place, and return the variances of the next step.

    Parameters
    ----------
    innovations : (n_samples, n_series) float64 array
        Overwritten by x(t).
    variance : (n_series,) float64 array
        s(0)^2 in units of the mean variance. Left untouched.
    arch, garch : float or (n_series,) float64 array
        a and b, not negative, a + b < 1.

    Returns
    -------
    (n_series,) float64 array
    """
    variance = np.array(variance, dtype=np.float64)
    floor = 1 - arch - garch
    for step in range(len(innovations)):
        innovations[step] *= np.sqrt(variance)
        variance = floor + arch * innovations[step] ** 2 + garch * variance
    return variance
