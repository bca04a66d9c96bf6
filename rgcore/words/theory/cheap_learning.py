"""How many units multiply n numbers, by training and by construction."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.selection.cheap_learning import ARCHITECTURES, smallest_networks, trained_networks
from rgcore.words.wording import listing

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the smallest trained networks within the tolerance, beside the units of the constructions."""
    table = tables["cheap_learning"]
    trained = trained_networks(table)
    smallest = smallest_networks(table).set_index(["architecture", "n_factors"])["n_units"]
    sentences = []
    for name, words in ARCHITECTURES.items():
        rows = trained[trained["architecture"] == name].drop_duplicates("n_factors")
        if rows.empty:
            continue
        found = listing(_found(row, smallest.get((name, row["n_factors"]))) for _, row in rows.iterrows())
        sentences.append(f"In {words}, training is within {rows['tolerance'].iloc[0]:.0%} with {found}.")
    return " ".join(sentences)


def _found(row: Series, n_units: int | None) -> str:
    units = "no width tried" if n_units is None else f"{n_units} units"
    return f"{units} for {row['n_factors']} factors (construction: {row['n_units_constructed']})"
