"""What the comparison of returns with levels costs."""

from rgcore.scans.price_levels.choice import compared_prices
from rgcore.scans.price_levels.names import TRANSFORM_NAMES, WALK_NAMES
from rgcore.subject import Config, entries_of_data, megabytes_for_data

__all__ = ["price_level_megabytes", "price_level_seconds"]

_MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY = 330, 100
_SECONDS_PER_ENTRY = 6e-8  # of a flow of 200 stocks


def price_level_seconds(config: Config) -> float:
    """Return the seconds of all draws of all data sets of prices, each taken in every way."""
    n_draws = compared_prices(config["scans"]["price_levels"], config["datasets"])
    n_flows = len(TRANSFORM_NAMES) * len(WALK_NAMES)
    entries = [sum(entries_of_data({"datasets": {name: config["datasets"][name]}})) for name in n_draws]
    flows = [n_flows * n * each for n, each in zip(n_draws.values(), entries, strict=True)]
    return 1.0 + _SECONDS_PER_ENTRY * sum(flows)


def price_level_megabytes(config: Config) -> float:
    """Return the memory of the largest data set of prices: its returns, a draw, and what is derived from them."""
    chosen = compared_prices(config["scans"]["price_levels"], config["datasets"])
    blocks = {name: config["datasets"][name] for name in chosen}
    return megabytes_for_data({"datasets": blocks}, _MEGABYTES_OF_A_PROCESS, _BYTES_PER_ENTRY)
