"""How far trained networks lie off the Ising models in coupling and field, and where most."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.fisher import by_hidden_units
from rgcore.words.wording import number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the signature of the Ising models, and the largest distance of the networks by hidden units."""
    table = tables["intensive_embedding"]
    first = table.iloc[0]
    parts = [
        f"The Ising models span {first['n_spacelike']:.0f} space-like and {first['n_timelike']:.0f} time-like "
        "dimensions."
    ]
    for units, rows in by_hidden_units(table):
        mean = rows.groupby("temperature")["distance"].mean()
        parts.append(
            f"With {units} hidden unit{'s' * (units != 1)} networks lie up to {number(mean.max(), 2)} nat off them, at "
            f"T = {mean.idxmax():g} J/k_B (mean over {rows['replica'].nunique()} training runs)."
        )
    return " ".join(parts)
