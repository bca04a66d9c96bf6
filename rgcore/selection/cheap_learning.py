"""The rows on networks that multiply: constructions, trained networks, and the smallest that is good enough."""

from pandas import DataFrame

__all__ = ["ARCHITECTURES", "constructions", "smallest_networks", "trained_networks"]

ARCHITECTURES = {"one_layer": "one layer", "deep": "several layers"}
"""Names of the architectures in words; half a layer, the same function as a layer, is left out."""


def constructions(table: DataFrame) -> DataFrame:
    """Return the networks with known weights, by scale."""
    return table[table["source"] == "construction"].sort_values(["n_factors", "architecture", "scale"])


def trained_networks(table: DataFrame) -> DataFrame:
    """Return the trained networks, by their number of units."""
    return table[table["source"] == "training"].sort_values(["architecture", "n_factors", "n_units"])


def smallest_networks(table: DataFrame) -> DataFrame:
    """Return the smallest trained network within the tolerance, for every architecture and number of factors.

    Those of which no width was good enough have no row.
    """
    trained = trained_networks(table)
    enough = trained[trained["error"] <= trained["tolerance"]]
    return enough.groupby(["architecture", "n_factors"], sort=True).head(1)
