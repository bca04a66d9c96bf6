"""The rows on networks that multiply: constructions, trained networks, and the smallest that mostly are good enough."""

from pandas import DataFrame, Series

__all__ = ["ARCHITECTURES", "HALF", "constructions", "smallest_networks", "trained_networks"]

ARCHITECTURES = {"one_layer": "one layer", "deep": "several layers"}
"""Names of the architectures in words; half a layer, the same function as a layer, is left out."""

HALF = 0.5  # of the starts


def constructions(table: DataFrame) -> DataFrame:
    """Return the networks with known weights, by scale."""
    return table[table["source"] == "construction"].sort_values(["n_factors", "architecture", "scale"])


def trained_networks(table: DataFrame) -> DataFrame:
    """Return the trained networks, by their number of units."""
    return table[table["source"] == "training"].sort_values(["architecture", "n_factors", "n_units"])


def smallest_networks(table: DataFrame) -> DataFrame:
    """Return, for every architecture and number of factors, the smallest network that half of the starts train well.

    ``n_units`` is the first width of which at least half of the starts are within the tolerance: more starts make it
    more certain, not smaller. ``n_units_low`` is the first width whose 95 % interval of that share reaches one half,
    ``n_units_high`` the first whose interval lies above it (NaN where none does). Where no width tried was good enough
    there is no row.
    """
    trained = trained_networks(table).set_index(["architecture", "n_factors"])
    found = trained[trained["reached"] >= HALF].groupby(level=[0, 1]).head(1)
    low = _first_width(trained[trained["reached_high"] >= HALF])
    high = _first_width(trained[trained["reached_low"] > HALF])
    return found.assign(
        n_units_low=low.reindex(found.index), n_units_high=high.reindex(found.index)
    ).reset_index()


def _first_width(rows: DataFrame) -> Series:
    return rows.groupby(level=[0, 1])["n_units"].first()
