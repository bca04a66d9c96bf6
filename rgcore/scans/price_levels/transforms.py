"""How prices are taken before their covariance is: as returns, as levels, or as levels without their trend.

Samples are log returns r(t), t = 1 ... T. The price at the end of day t is p(t) = p(0) exp(r(1) + ... + r(t)), where
p(0), the price before the first sample, is 1 if it is not known: then levels are normalized levels.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

__all__ = ["TRANSFORMS", "Transform", "without_trend"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transform:
    """A way to take prices.

    Attributes
    ----------
    sentence : str
        What its samples are: a phrase without a full stop.
    levels : bool
        Whether they are sums of returns, whose autocorrelation is as long as the series.
    take : function
        ``take(log_returns, first_prices)`` of (n_samples, n_variables) and (n_variables,) float64 arrays returns
        (n_samples, n_variables).
    """

    sentence: str
    levels: bool
    take: Callable[[np.ndarray, np.ndarray], np.ndarray]


def without_trend(levels: np.ndarray) -> np.ndarray:
    """Return (n_samples, n_variables) levels minus the straight line fitted to each by least squares in time."""
    time = np.arange(len(levels)) - (len(levels) - 1) / 2
    slopes = time @ levels / (time @ time)
    return levels - levels.mean(axis=0) - np.outer(time, slopes)


def _log_levels(log_returns: np.ndarray, first_prices: np.ndarray) -> np.ndarray:
    return np.cumsum(log_returns, axis=0)


def _levels(log_returns: np.ndarray, first_prices: np.ndarray) -> np.ndarray:
    return first_prices * np.exp(np.cumsum(log_returns, axis=0))


def _normalized_levels(log_returns: np.ndarray, first_prices: np.ndarray) -> np.ndarray:
    return np.exp(np.cumsum(log_returns, axis=0))


TRANSFORMS: Mapping[str, Transform] = MappingProxyType(
    {
        "log_returns": Transform(
            sentence="ln p(t) - ln p(t-1), the samples of the other tables",
            levels=False,
            take=lambda log_returns, first_prices: log_returns,
        ),
        "returns": Transform(
            sentence="p(t) / p(t-1) - 1",
            levels=False,
            take=lambda log_returns, first_prices: np.expm1(log_returns),
        ),
        "levels": Transform(
            sentence="p(t) in the unit of the file; in units of the first price where that is not known",
            levels=True,
            take=_levels,
        ),
        "normalized_levels": Transform(sentence="p(t) / p(0)", levels=True, take=_normalized_levels),
        "log_levels": Transform(sentence="ln p(t)", levels=True, take=_log_levels),
        "detrended_levels": Transform(
            sentence="p(t) minus its straight line in time",
            levels=True,
            take=lambda *prices: without_trend(_levels(*prices)),
        ),
        "detrended_log_levels": Transform(
            sentence="ln p(t) minus its straight line in time",
            levels=True,
            take=lambda *prices: without_trend(_log_levels(*prices)),
        ),
    }
)
"""Every way to take prices, by the name that column ``transform`` has."""
