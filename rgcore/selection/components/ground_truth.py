"""Which rows of the ground truth a panel or a sentence is about, and which are too uncertain to be drawn."""

from collections.abc import Iterator

import numpy as np
from pandas import DataFrame

from rgcore.selection.rows import nearest

__all__ = ["COUPLING_ERROR", "NONLOCALITY_ERROR", "SHARE", "comparisons", "near_share", "twins", "weakest"]

SHARE = 0.125
"""Fraction of the modes near which exponents are read off."""

COUPLING_ERROR = 0.25
"""Standard error, relative to the bare or the measured coupling, from which on a coupling is not drawn."""

NONLOCALITY_ERROR = 0.2
"""Standard error of the ratio of local to collective coupling from which on it is not drawn."""


def near_share(rows: DataFrame, share: float) -> DataFrame:
    """Return the rows at the fraction kept nearest to ``share``."""
    return rows[rows["kept_fraction"] == nearest(rows["kept_fraction"].tolist(), share)]


def weakest(table: DataFrame) -> Iterator[tuple[int, DataFrame]]:
    """Yield dimension and rows of the lattice field of smallest u in each dimension."""
    rows = table[table["kind"] == "phi4"]
    for dimension, part in rows.groupby("dimension"):
        yield int(dimension), part[part["u"] == part["u"].min()]


def twins(table: DataFrame) -> dict[str, DataFrame]:
    """Return the rotated field of largest u, and the lattice field with the same eigenvalues if there is one."""
    rotated = table[table["kind"] == "rotated"]
    if rotated.empty:
        return {}
    rotated = rotated[rotated["u"] == rotated["u"].max()]
    same = np.all([table[name] == rotated[name].iloc[0] for name in ("dimension", "side", "u")], axis=0)
    lattice = table[same & (table["kind"] == "phi4")]
    return {"phi4": lattice, "rotated": rotated} if len(lattice) else {"rotated": rotated}


def comparisons(rows: DataFrame, quantity: str, source: str) -> DataFrame:
    """Return the rows of one quantity and one expectation, by the number of modes kept."""
    chosen = (rows["quantity"] == quantity) & (rows["expected_from"] == source)
    return rows[chosen].sort_values("n_kept")
