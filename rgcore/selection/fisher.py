"""Rows of Fisher spectra that figures and sentences are about."""

from collections.abc import Iterator

import numpy as np
from pandas import DataFrame

__all__ = [
    "DIRECTION_NAMES",
    "by_field",
    "by_hidden_units",
    "decaying",
    "guide",
    "spectra_by_level",
    "temperatures_of",
]

DIRECTION_NAMES = {
    ("field", 1): "field",
    ("isotropic", 1): "energy",
    ("axes", 1): "between axes",
    ("diagonals", 1): "between diagonals",
    ("isotropic", 2): "second isotropic",
    ("chiral", 1): "chiral",
}
"""Directions of the Ising model by symmetry and rank, stiff first."""


def temperatures_of(table: DataFrame) -> list[float]:
    """Return T/T_c of the sampled lattices, ascending."""
    return sorted(table.loc[table["model"] == "ising_resampled", "relative_temperature"].unique())


def decaying(
    table: DataFrame, ratio: float, model: str = "ising_resampled"
) -> Iterator[tuple[str, DataFrame]]:
    """Yield the name of each direction with its resolved rows of an Ising lattice at T/T_c = ``ratio``, by scale."""
    rows = table[(table["model"] == model) & (table["relative_temperature"] == ratio) & table["resolved"]]
    for (direction, rank), name in DIRECTION_NAMES.items():
        yield name, rows[(rows["direction"] == direction) & (rows["rank"] == rank)].sort_values("scale")


def guide(rows: DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return b and a power law with the predicted exponent through the eigenvalue of the second level of the rows."""
    scale = rows["scale"].to_numpy()
    at = rows.iloc[min(1, len(rows) - 1)]
    return scale, at["eigenvalue"] * (scale / at["scale"]) ** at["predicted_exponent"]


def spectra_by_level(table: DataFrame, model: str) -> Iterator[tuple[int, DataFrame]]:
    """Yield each level of a model that is not split by symmetry with its eigenvalues above 0 by rank."""
    rows = table[(table["model"] == model) & (table["eigenvalue"] > 0)]
    for level, each in rows.groupby("level"):
        yield int(level), each.sort_values("rank")


def by_field(table: DataFrame) -> Iterator[tuple[float, DataFrame]]:
    """Yield each field with the Ising models of ``intensive_embedding`` that have it, by coupling."""
    for field, rows in table[table["kind"] == "ising"].groupby("field"):
        yield float(field), rows.sort_values("temperature")


def by_hidden_units(table: DataFrame) -> Iterator[tuple[int, DataFrame]]:
    """Yield each number of hidden units with its networks of ``intensive_embedding``, by temperature."""
    for number, rows in table[table["kind"] == "rbm"].groupby("n_hidden"):
        yield int(number), rows.sort_values("temperature")
