"""Rows of the Fisher metric of networks that figures, sentences and claims are about."""

from pandas import DataFrame

__all__ = ["KINDS", "SHARES", "networks"]

KINDS = {"enumerated": "enumerated networks", "first_layer": "first layers of the run"}
"""Kinds of networks in words."""

SHARES = {"share_coupling": "K", "share_field": "h", "share_shuffled": "K, shuffled sites"}
"""Directions of the Ising model whose share in the stiff directions is taken."""


def networks(table: DataFrame, kind: str, source: str = "ising") -> DataFrame:
    """Return the networks of a kind, as trained or the null, by temperature."""
    return table[(table["kind"] == kind) & (table["source"] == source)].sort_values("temperature")
