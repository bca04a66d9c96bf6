"""Random walks that are like prices in some respects: log returns without any order in time.

Sums of the draws are random walks. Each null keeps more of the data than the one before it; none keeps an order in time
beyond that of 20 days, so that a trend of a draw is an accident of a walk, or the mean return of the data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.modes.principal_components import decompose
from rgcore.pcarg.nulls.factor_garch import factor_number
from rgcore.scans.price_levels.names import RESAMPLED
from rgcore.series.moments import SampleMoments, correlation_of

__all__ = ["WALK_NULLS", "WalkNull"]

STRETCH = 20  # days in order, so that bursts of volatility stay together


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkNull:
    """A null of prices.

    Attributes
    ----------
    sentence : str
        What draws are: a phrase without a full stop.
    drift : bool
        Whether draws have the mean returns of the data.
    draw : function
        ``draw(log_returns, moments, rng=rng)`` returns (n_samples, n_variables) float64 log returns.
    """

    sentence: str
    drift: bool
    draw: Callable[..., np.ndarray]


def _independent(log_returns: np.ndarray, moments: SampleMoments, *, rng: Generator) -> np.ndarray:
    return moments.deviation * rng.standard_normal(log_returns.shape)


def _shuffled(log_returns: np.ndarray, moments: SampleMoments, *, rng: Generator) -> np.ndarray:
    return rng.permuted(log_returns, axis=0)


def _gaussian(log_returns: np.ndarray, moments: SampleMoments, *, rng: Generator) -> np.ndarray:
    modes = decompose(moments.covariance)
    drawn = rng.standard_normal(log_returns.shape) * np.sqrt(modes.variances)
    return moments.mean + drawn @ modes.components.T


def _factors(log_returns: np.ndarray, moments: SampleMoments, *, rng: Generator) -> np.ndarray:
    """Draw residuals and one factor for each mode of the correlation matrix above the Marchenko-Pastur edge."""
    modes, n_samples = decompose(correlation_of(moments.covariance)), len(log_returns)
    n_factors = factor_number(modes.variances, n_samples)
    loadings = modes.components[:, :n_factors] * np.sqrt(modes.variances[:n_factors])
    residual = np.sqrt(np.maximum(1 - (loadings**2).sum(axis=1), 0))
    drawn = rng.standard_normal((n_samples, n_factors)) @ loadings.T
    drawn += residual * rng.standard_normal(log_returns.shape)
    return moments.mean + moments.deviation * drawn


def _resampled(log_returns: np.ndarray, moments: SampleMoments, *, rng: Generator) -> np.ndarray:
    n_samples = len(log_returns)
    starts = rng.integers(0, n_samples, size=-(-n_samples // STRETCH))
    days = (starts[:, None] + np.arange(STRETCH)) % n_samples
    return log_returns[days.ravel()[:n_samples]]


WALK_NULLS: Mapping[str, WalkNull] = MappingProxyType(
    {
        "independent_walks": WalkNull(
            sentence="independent Gaussian random walks with the variances of the returns, without drift",
            drift=False,
            draw=_independent,
        ),
        "shuffled_walks": WalkNull(
            sentence="each stock's own returns in an order of its own: independent walks to the same last price",
            drift=True,
            draw=_shuffled,
        ),
        "gaussian_walks": WalkNull(
            sentence="Gaussian random walks with means and covariance of the returns",
            drift=True,
            draw=_gaussian,
        ),
        "factor_walks": WalkNull(
            sentence="Gaussian random walks of a few factors and independent residuals, with the means of the returns",
            drift=True,
            draw=_factors,
        ),
        RESAMPLED: WalkNull(
            sentence="stretches of 20 days of the data, all stocks together, drawn with replacement",
            drift=True,
            draw=_resampled,
        ),
    }
)
"""Every null of prices, by the name that column ``source`` has."""
