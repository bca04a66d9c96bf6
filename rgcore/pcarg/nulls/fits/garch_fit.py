"""GARCH(1,1) processes with Student-t innovations, fitted to series by maximum likelihood."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, gammaln, logit

from rgcore.pcarg.nulls.fits._garch_kernels import garch_cost

__all__ = ["GarchParameters", "fit_garch", "free_coordinates", "parameters_at"]

HIGHEST_PERSISTENCE = 0.998  # a + b; stationary below 1
_DEGREES = (2.1, 200.0)
_SHARES = (1e-6, 1 - 1e-6)
_START = (2.5, -2.4, 1.4)  # a + b = 0.92, a = 0.08 (a + b), nu = 6: typical of stocks


@dataclass(frozen=True, slots=True, kw_only=True)
class GarchParameters:
    """Parameters of several independent GARCH(1,1) processes, (n_series,) float64 arrays.

    s(t + 1)^2 = variance (1 - a - b) + a x(t)^2 + b s(t)^2 with ``arch`` a and ``garch`` b, a + b < 1; the innovations
    x / s follow Student's t with ``degrees_of_freedom`` nu, scaled to unit variance.
    """

    variance: np.ndarray
    arch: np.ndarray
    garch: np.ndarray
    degrees_of_freedom: np.ndarray


def free_coordinates(processes: GarchParameters) -> np.ndarray:
    """Return (3, n_series) float64 numbers without bounds: logits of (a + b) / 0.998 and a / (a + b), log(nu - 2)."""
    persistence = processes.arch + processes.garch
    shares = np.array([persistence / HIGHEST_PERSISTENCE, processes.arch / persistence])
    return np.array([*logit(np.clip(shares, *_SHARES)), np.log(processes.degrees_of_freedom - 2)])


def parameters_at(coordinates: np.ndarray, variance: np.ndarray) -> GarchParameters:
    """Return the parameters at (3, n_series) coordinates of :func:`free_coordinates`, nu clipped to 2.1 to 200."""
    persistence, share = HIGHEST_PERSISTENCE * expit(coordinates[0]), expit(coordinates[1])
    return GarchParameters(
        variance=variance,
        arch=persistence * share,
        garch=persistence * (1 - share),
        degrees_of_freedom=np.clip(2 + np.exp(np.minimum(coordinates[2], 10)), *_DEGREES),
    )


def fit_garch(series: np.ndarray) -> GarchParameters:
    """Fit a process to each series on its own by maximum likelihood, with the variance fixed to that of the sample.

    Variance targeting (Engle and Mezrich, Risk 9 (8), 36 (1996)): three parameters are left, a + b up to 0.998, and nu
    from 2.1 to 200, by the simplex of Nelder and Mead. If the innovations are not Student t, the a and b of this
    likelihood may be biased; those of a Gaussian likelihood would not be, but would scatter more.

    Parameters
    ----------
    series : (n_series, n_samples) float64 array
        Of mean zero, none constant.

    Raises
    ------
    ValueError
        If a series is constant.
    """
    squares = np.square(series, dtype=np.float64)
    variance = squares.mean(axis=1)
    if not (variance > 0).all():
        raise ValueError(f"a series must vary, number {int(np.argmin(variance))} does not")
    points = np.array([_fit(each / mean) for each, mean in zip(squares, variance, strict=True)])
    return parameters_at(points.T, variance)


# Ours, not that of the package arch: 2.3 ms for a series of 1,258 samples against 13.7 ms, 14 ms for 20,000 against 99,
# with the same parameters; the null of 500 stocks takes more than 1,100 fits.
def _fit(squares: np.ndarray) -> np.ndarray:
    """Return the free coordinates of the process of one series of unit variance."""

    def cost(point):
        process = parameters_at(point, 1.0)
        arch, garch, degrees = float(process.arch), float(process.garch), float(process.degrees_of_freedom)
        normal = gammaln((degrees + 1) / 2) - gammaln(degrees / 2) - 0.5 * np.log(degrees - 2)
        return garch_cost(squares, 1.0, arch, garch, degrees) - normal

    found = minimize(
        cost, _START, method="Nelder-Mead", options={"xatol": 1e-2, "fatol": 1e-6, "maxfev": 400}
    )
    return found.x
