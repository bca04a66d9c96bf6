"""GARCH(1,1) laws with Student-t innovations fitted to series by maximum likelihood."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, gammaln, logit

from rgcore.pcarg.nulls._garch_kernels import garch_cost

__all__ = ["GarchLaws", "fit_garch", "free_coordinates", "garch_log_likelihood", "laws_at"]

HIGHEST_PERSISTENCE = 0.998  # a + b; stationary below 1
_DEGREES = (2.1, 200.0)
_SHARES = (1e-6, 1 - 1e-6)
_START = (2.5, -2.4, 1.4)  # a + b = 0.92, a = 0.08 (a + b), nu = 6: a middling stock


@dataclass(frozen=True, slots=True, kw_only=True)
class GarchLaws:
    """Laws of several independent series, (n_series,) float64 arrays.

    s(t + 1)^2 = variance (1 - a - b) + a x(t)^2 + b s(t)^2 with ``shock`` a and ``memory`` b, a + b < 1, and
    innovations of Student's t with ``degrees_of_freedom`` nu, scaled to unit variance.
    """

    variance: np.ndarray
    shock: np.ndarray
    memory: np.ndarray
    degrees_of_freedom: np.ndarray


def garch_log_likelihood(
    series: np.ndarray, variance: float, shock: float, memory: float, degrees_of_freedom: float
) -> float:
    """Return the mean log likelihood per sample of one series, started at the mean variance.

    Parameters
    ----------
    series : (n_samples,) float64 array
        Of mean zero.
    variance, shock, memory, degrees_of_freedom : float
        As in :class:`GarchLaws`; all positive, a + b < 1, nu > 2.
    """
    nu = degrees_of_freedom
    normal = gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * np.log(np.pi * (nu - 2))
    squares = np.square(series, dtype=np.float64)
    return float(normal - garch_cost(squares, float(variance), float(shock), float(memory), float(nu)))


def free_coordinates(laws: GarchLaws) -> np.ndarray:
    """Return (3, n_series) float64 numbers without bounds: logits of (a + b) / 0.998 and a / (a + b), log(nu - 2)."""
    persistence = laws.shock + laws.memory
    shares = np.array([persistence / HIGHEST_PERSISTENCE, laws.shock / persistence])
    return np.array([*logit(np.clip(shares, *_SHARES)), np.log(laws.degrees_of_freedom - 2)])


def laws_at(coordinates: np.ndarray, variance: np.ndarray) -> GarchLaws:
    """Return the laws at (3, n_series) coordinates of :func:`free_coordinates`, nu kept from 2.1 to 200."""
    persistence, share = HIGHEST_PERSISTENCE * expit(coordinates[0]), expit(coordinates[1])
    return GarchLaws(
        variance=variance,
        shock=persistence * share,
        memory=persistence * (1 - share),
        degrees_of_freedom=np.clip(2 + np.exp(np.minimum(coordinates[2], 10)), *_DEGREES),
    )


def fit_garch(series: np.ndarray) -> GarchLaws:
    """Fit a law to each series on its own by maximum likelihood with the variance fixed to the sample's.

    Variance targeting (Engle and Mezrich, Risk 9 (8), 36 (1996)): three parameters are left, a + b up to 0.998, and nu
    from 2.1 to 200, by the simplex of Nelder and Mead. If the innovations are no Student t the a and b of this
    likelihood may be off; of a Gaussian one they would not, but would scatter more.

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
    return laws_at(points.T, variance)


def _fit(squares: np.ndarray) -> np.ndarray:
    """Return the free coordinates of the law of one series of unit variance."""

    def cost(point):
        law = laws_at(point, 1.0)
        shock, memory, degrees = float(law.shock), float(law.memory), float(law.degrees_of_freedom)
        normal = gammaln((degrees + 1) / 2) - gammaln(degrees / 2) - 0.5 * np.log(degrees - 2)
        return garch_cost(squares, 1.0, shock, memory, degrees) - normal

    found = minimize(
        cost, _START, method="Nelder-Mead", options={"xatol": 1e-2, "fatol": 1e-6, "maxfev": 400}
    )
    return found.x
