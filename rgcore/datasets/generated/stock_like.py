"""Daily returns of stocks that share a market and their sectors' factors, with bursts of volatility.

Stock i of sector s(i): r_i = volatility_i (m_i f + c_i g_s(i) + e_i x_i), m_i^2 + c_i^2 + e_i^2 = 1. The market f,
the sectors g and the residuals x_i are independent GARCH(1,1) processes of unit variance (Bollerslev, J. Econometrics
31, 307 (1986)) with Student-t innovations: x(t) = s(t) z(t), s(t + 1)^2 = (1 - a - b) + a x(t)^2 + b s(t)^2.
The correlation of stocks i and j is therefore m_i m_j, plus c_i c_j within a sector.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.random import Generator
from pydantic import Field, model_validator

from rgcore.datasets.generated.cards import GeneratedKindCard
from rgcore.series.garch import garch_from_innovations, student_innovations
from rgcore.settings import Settings

__all__ = ["CARD", "StockLikeSettings"]


class StockLikeSettings(Settings):
    """Settings of the factor model; its defaults, chosen here, give a mean correlation of 0.24 and 1.6 % a day."""

    n_variables: int = Field(ge=2, le=5000, description="stocks")
    n_samples: int = Field(ge=100, le=1_000_000, description="days")
    n_sectors: int = Field(8, ge=1, le=500, description="sectors, stocks are dealt to them in turn")
    market_share: float = Field(
        0.22, ge=0, le=0.9, description="share of variance from the market, of a middling stock"
    )
    sector_share: float = Field(0.15, ge=0, le=0.9, description="share of variance from its sector")
    loading_spread: float = Field(
        0.3, ge=0, le=1, description="loadings are uniform within this fraction of the middle"
    )
    garch_shock: float = Field(
        0.07, ge=0, le=0.99, description="a, weight of the last squared return in the variance"
    )
    garch_memory: float = Field(
        0.85, ge=0, le=0.99, description="b, weight of the last variance in the variance"
    )
    degrees_of_freedom: float = Field(5.0, ge=2.5, le=1000, description="of the Student-t innovations")
    daily_volatility: float = Field(
        0.016, ge=1e-6, le=1, description="standard deviation of the middling stock's return"
    )
    volatility_spread: float = Field(
        0.3, ge=0, le=2, description="standard deviation of the log of the volatility"
    )

    @model_validator(mode="after")
    def _variance_is_left(self) -> Self:
        largest = (self.market_share + self.sector_share) * (1 + self.loading_spread) ** 2
        if largest >= 1:
            raise ValueError(
                "market_share, sector_share and loading_spread must leave a residual, "
                f"(market_share + sector_share) (1 + loading_spread)^2 < 1, but it is {largest:g}"
            )
        total = self.garch_shock + self.garch_memory
        if total > 0.999:
            raise ValueError(f"garch_shock + garch_memory must be at most 0.999, but it is {total:g}")
        return self


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
    constant="error",
    returns=True,
    log_returns=True,
    jump="daily log return",
)
