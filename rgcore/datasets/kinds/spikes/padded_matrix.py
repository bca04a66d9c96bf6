"""Matrices with the spike times of one cell per row or per column, filled up with NaN to the longest train."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.time_attributes import stated_time_unit
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.format_of_file import format_card
from rgcore.datasets.formats.open_file import open_array
from rgcore.datasets.kinds.spikes.columns_of_array import NamedShape
from rgcore.datasets.raw_samples import default_names
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["PADDED_MATRIX", "holds_padded_matrix"]


def holds_padded_matrix(path: Path, settings: DatasetSettings, found: NamedShape | None) -> bool:
    """Return whether the matrix that was found, the one that is named or the only one, holds trains that end in NaN.

    Raises
    ------
    InputError
        If the array that is named is a matrix without NaN.
    """
    if found is None:
        return False
    name, shape = found
    if np.isnan(open_array(path, name).numbers()).any():
        return True
    if settings.array is None or format_card(path).arrays.one_per_file:
        return False
    raise InputError(
        f"array {name} of {path} must hold a spike train per row or column, shorter ones filled up with NaN, "
        f"but it has the shape {shape} and no NaN: save each train as an array of its own, or, if two columns hold "
        "the time and the cell of every spike, write times: v000 and labels: v001"
    )


@dataclass(frozen=True, slots=True)
class _Trains:
    """A matrix with a cell per row; its name, and whether the cells are its rows or its columns in the file."""

    rows: np.ndarray
    name: str
    are: str


def _trains(path: Path, settings: DatasetSettings) -> _Trains:
    """Return the trains.

    Raises
    ------
    InputError
        If rows and columns can both be trains, or neither can, and ``axes`` is not written.
    """
    array = open_array(path, None if format_card(path).arrays.one_per_file else settings.array)
    values = array.numbers()
    ways = [_Trains(values, array.name, "row"), _Trains(values.T, array.name, "column")]
    if "axes" in settings.model_fields_set:
        return ways[0 if settings.axes[-1] == "time" else 1]
    fitting = [way for way in ways if _are_trains(way.rows)]
    if len(fitting) != 1:
        both = "both rows and columns do" if fitting else "neither rows nor columns do"
        raise InputError(
            f"{array} must hold one spike train per row or per column, ascending and then NaN, but {both}: write axes: "
            "[variable, time] if each row is a cell, or [time, variable] if each column is"
        )
    return fitting[0]


def _are_trains(rows: np.ndarray) -> bool:
    """Return whether every row ascends, and has NaN at its end alone."""
    gaps = np.isnan(rows)
    return bool((gaps[:, 1:] >= gaps[:, :-1]).all() and not (np.diff(rows, axis=1) < 0).any())


def _cells(path: Path, settings: DatasetSettings) -> VariableTable:
    return VariableTable(names=default_names(len(_trains(path, settings).rows)))


def _read_cells(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    trains = _trains(path, settings)
    by_name = dict(zip(default_names(len(trains.rows)), trains.rows, strict=True))
    other = "time, variable" if trains.are == "row" else "variable, time"
    return Vectors(
        by_name={name: by_name[name] for name in names},
        decisions=Decisions(
            made=(f"each {trains.are} of {trains.name} is a cell (otherwise axes: [{other}])",)
        ),
        time_unit=stated_time_unit(path, [trains.name], settings.time_unit),
    )


PADDED_MATRIX = VectorReader(variables=_cells, read=_read_cells)
"""Reads each row, or each column, of a matrix as a train."""
