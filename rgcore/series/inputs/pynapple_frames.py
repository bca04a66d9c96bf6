"""Time series of pynapple."""

from typing import Any

import numpy as np

from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table, require_two_axes, rows_at_once

__all__ = ["CARD"]


def _read(data: Any) -> Table:
    if type(data).__name__ == "TsGroup":
        raise InputError(
            "samples must be counts in bins, found spike times in a pynapple TsGroup: write group.count(0.02) for "
            "bins of 0.02 s"
        )
    if not hasattr(data, "columns"):
        raise InputError(
            f"samples must be a matrix of real numbers, found a pynapple {type(data).__name__}: write a TsdFrame"
        )
    require_two_axes(data, "a TsdFrame")

    def blocks():
        return (np.asarray(data.values[rows]) for rows in rows_at_once(*data.shape))

    return Table(blocks, tuple(map(str, data.columns)))


CARD = InputCard(
    library="pynapple",
    objects={
        "TsdFrame": "columns are variables and name them; epochs of its time support follow one another without a gap",
        "TsGroup": "refused, because bins have no width yet; `group.count(0.02)` is a TsdFrame",
    },
    read=_read,
)
