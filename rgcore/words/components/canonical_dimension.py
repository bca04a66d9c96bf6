"""Where the canonical dimension of the quartic coupling of data lies beside that of its noise."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.components.detection import SHOWN_SHIFTS
from rgcore.selection.rows import SCALINGS, data_sets
from rgcore.words.wording import LEVEL_WORDS, count, number, with_error

__all__ = ["caption_numbers", "seen"]

_FROM = {"largest": "momenta from the largest eigenvalue", "edge": "modes below the edge of the noise"}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return a sentence on every data set, scaling and reference of the momenta."""
    table = tables["canonical_dimension"]
    sentences = [
        _sentence(name, scaling, shift, rows)
        for name in data_sets(table)
        for scaling in SCALINGS
        for shift in SHOWN_SHIFTS
        if len(rows := _rows(table, name, scaling, shift))
    ]
    if sentences:
        sentences.append(
            f"Above and below mean a difference of more than {LEVEL_WORDS}; neighbouring scales share their modes, so "
            "that these counts are no test."
        )
    return " ".join(sentences)


def caption_numbers(_tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return nothing: the caption has no other numbers."""
    return {}


def _rows(table: DataFrame, name: str, scaling: str, shift: str) -> DataFrame:
    chosen = (table["dataset"] == name) & (table["scaling"] == scaling) & (table["shift"] == shift)
    rows = table[chosen & np.isfinite(table["quartic"]) & np.isfinite(table["quartic_noise"])]
    return rows.sort_values("kept_fraction")


def _sentence(name: str, scaling: str, shift: str, rows: DataFrame) -> str:
    first = rows.iloc[0]
    places = rows["quartic_beside_noise"].value_counts()
    beside = ", ".join(f"{places.get(place, 0)} {place}" for place in ("above", "within", "below"))
    return (
        f"{name}, {scaling}, {_FROM[shift]}: dim(u_4) is {with_error(first['quartic'], first['quartic_err'])} at "
        f"{number(100 * first['kept_fraction'])} % of the modes (noise {number(first['quartic_noise'])}); of "
        f"{count(len(rows), 'scale')}, {beside} that of the noise."
    )
