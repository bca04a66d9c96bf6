"""Which data sets are compared as returns and as levels."""

from collections.abc import Mapping
from typing import Any

from rgcore.scans.price_levels.names import DEFAULT_DRAWS

__all__ = ["compared_prices"]


def compared_prices(
    chosen: Mapping[str, Mapping[str, Any] | None], datasets: Mapping[str, Mapping[str, Any] | None]
) -> dict[str, int]:
    """Return the number of draws of each data set that the block ``scans.price_levels`` names and that is not off."""
    return {
        name: settings.get("n_draws", DEFAULT_DRAWS)
        for name, settings in chosen.items()
        if settings is not None and datasets.get(name) is not None
    }
