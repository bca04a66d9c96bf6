"""How many units multiply n numbers, by training and by construction."""

import math
from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.selection.cheap_learning import ARCHITECTURES, smallest_networks, trained_networks
from rgcore.words.wording import listing

__all__ = ["seen", "width_words"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the smallest networks that half of the starts train to the tolerance, beside the constructions."""
    table = tables["cheap_learning"]
    trained = trained_networks(table)
    smallest = smallest_networks(table).set_index(["architecture", "n_factors"])
    sentences = []
    for name, words in ARCHITECTURES.items():
        rows = trained[trained["architecture"] == name].drop_duplicates("n_factors")
        if rows.empty:
            continue
        found = listing(
            f"{_found(smallest, name, row['n_factors'])} for {row['n_factors']} factors "
            f"(construction: {row['n_units_constructed']})"
            for _, row in rows.iterrows()
        )
        first = rows.iloc[0]
        sentences.append(
            f"In {words}, half of {first['n_starts']} starts are within {first['tolerance']:.0%} with {found}."
        )
    return " ".join(sentences)


def _found(smallest: DataFrame, architecture: str, n_factors: int) -> str:
    place = (architecture, n_factors)
    return width_words(smallest.loc[place]) if place in smallest.index else "no width tried"


def width_words(row: Series) -> str:
    """Return such as "10 units (9 to 12)" of a smallest network: the range is what the starts do not decide."""
    low, high = row["n_units_low"], row["n_units_high"]
    if math.isnan(high):
        return f"{row['n_units']:.0f} units ({low:.0f} or more)"
    return f"{row['n_units']:.0f} units ({low:.0f}{'' if low == high else f' to {high:.0f}'})"
