"""Daily returns of stocks that share a market and their sectors' factors, with bursts of volatility.

Stock i of sector s(i): r_i = volatility_i (m_i f + c_i g_s(i) + e_i x_i), m_i^2 + c_i^2 + e_i^2 = 1. The market f,
the sectors g and the residuals x_i are independent GARCH(1,1) processes of unit variance (Bollerslev, J. Econometrics
31, 307 (1986)) with Student-t innovations: x(t) = s(t) z(t), s(t + 1)^2 = (1 - a - b) + a x(t)^2 + b s(t)^2.
The correlation of stocks i and j is therefore m_i m_j, plus c_i c_j within a sector.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.datasets.cards import GeneratedKindCard
from rgcore.datasets.ranges import ranged
from rgcore.errors import InputError
from rgcore.stats import garch_from_innovations, student_innovations

__all__ = ["CARD", "StockLikeSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLikeSettings:
    """Settings of the factor model. The defaults give a mean correlation of 0.24 and 1.6 % a day."""

    n_variables: int = ranged(200, 2, 5000, "1", "stocks")
    n_samples: int = ranged(1300, 100, 1_000_000, "1", "days")
    n_sectors: int = ranged(8, 1, 500, "1", "sectors, stocks are dealt to them in turn")
    market_share: float = ranged(
        0.22, 0.0, 0.9, "1", "share of variance from the market, of a middling stock"
    )
    sector_share: float = ranged(0.15, 0.0, 0.9, "1", "share of variance from its sector")
    loading_spread: float = ranged(
        0.3, 0.0, 1.0, "1", "loadings are uniform within this fraction of the middle"
    )
    garch_shock: float = ranged(0.07, 0.0, 0.99, "1", "a, weight of the last squared return in the variance")
    garch_memory: float = ranged(0.85, 0.0, 0.99, "1", "b, weight of the last variance in the variance")
    degrees_of_freedom: float = ranged(5.0, 2.5, 1000.0, "1", "of the Student-t innovations")
    daily_volatility: float = ranged(
        0.016, 1e-6, 1.0, "1", "standard deviation of the middling stock's return"
    )
    volatility_spread: float = ranged(0.3, 0.0, 2.0, "1", "standard deviation of the log of the volatility")

    def __post_init__(self) -> None:
        """Check what no single range can."""
        largest = (self.market_share + self.sector_share) * (1 + self.loading_spread) ** 2
        if largest >= 1:
            raise InputError(
                "market_share, sector_share and loading_spread must leave a residual, "
                f"(market_share + sector_share) (1 + loading_spread)^2 < 1, found {largest:g}"
            )
        if self.garch_shock + self.garch_memory > 0.999:
            total = self.garch_shock + self.garch_memory
            raise InputError(f"garch_shock + garch_memory must be at most 0.999, found {total:g}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loadings:
    """Weights, sector and volatility of the stocks, (n_variables,) each: ``sector`` int64, the others float64."""

    market: np.ndarray
    within_sector: np.ndarray
    residual: np.ndarray
    sector: np.ndarray
    volatility: np.ndarray


def stock_like_returns(settings: StockLikeSettings, *, rng: Generator) -> np.ndarray:
    """Return (n_samples, n_variables) float64 daily log returns."""
    loadings = draw_loadings(settings, rng=rng)
    n_series = 1 + settings.n_sectors + settings.n_variables
    series = garch_series(n_series, settings, rng=rng)
    market, sectors, residuals = np.split(series, [1, 1 + settings.n_sectors], axis=1)
    common = market * loadings.market + sectors[:, loadings.sector] * loadings.within_sector
    return loadings.volatility * (common + residuals * loadings.residual)


def draw_loadings(settings: StockLikeSettings, *, rng: Generator) -> Loadings:
    """Return loadings uniform about their middle and log-normal volatilities."""
    n_variables, spread = settings.n_variables, settings.loading_spread
    market = np.sqrt(settings.market_share) * rng.uniform(1 - spread, 1 + spread, n_variables)
    within_sector = np.sqrt(settings.sector_share) * rng.uniform(1 - spread, 1 + spread, n_variables)
    return Loadings(
        market=market,
        within_sector=within_sector,
        residual=np.sqrt(1 - market**2 - within_sector**2),
        sector=np.arange(n_variables) % settings.n_sectors,
        volatility=settings.daily_volatility
        * np.exp(settings.volatility_spread * rng.standard_normal(n_variables)),
    )


def garch_series(n_series: int, settings: StockLikeSettings, *, rng: Generator) -> np.ndarray:
    """Return (n_samples, n_series) float64 independent GARCH(1,1) processes of unit variance.

    Started at the mean variance 1 and run in for 20 relaxation times 1 / (1 - a - b) before the first sample.
    """
    a, b = settings.garch_shock, settings.garch_memory
    run_in = int(np.ceil(20 / (1 - a - b)))
    shocks = student_innovations(
        (run_in + settings.n_samples, n_series), settings.degrees_of_freedom, rng=rng
    )
    garch_from_innovations(shocks, np.ones(n_series), a, b)
    return shocks[run_in:]


CARD = GeneratedKindCard(
    sentence="daily returns of stocks that share a market and their sectors' factors, with bursts of volatility",
    settings=StockLikeSettings,
    generate=stock_like_returns,
    returns=True,
    jump="daily log return",
)
