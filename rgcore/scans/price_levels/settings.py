"""Settings of the comparison of returns with levels."""

from pydantic import Field

from rgcore.scans.price_levels.names import DEFAULT_DRAWS
from rgcore.settings import Settings

__all__ = ["PriceLevelSettings"]


class PriceLevelSettings(Settings):
    """Prices as returns and as levels, beside random walks."""

    n_draws: int = Field(
        DEFAULT_DRAWS,
        ge=2,
        le=10_000,
        description="draws of each of the five kinds of random walks; 39 allow p = 0.05",
    )
