"""Neurodata Without Borders files, which are HDF5 files with tables of units and of intervals."""

from dataclasses import replace
from pathlib import Path

from rgcore.datasets.decisions import NO_DECISIONS
from rgcore.datasets.formats.arrays.described_array import NOTHING_DESCRIBED, Described
from rgcore.datasets.formats.arrays.hdf5_tree import open_hdf5
from rgcore.datasets.formats.arrays.trees.hdf5_numbers import count_hdf5_numbers
from rgcore.datasets.formats.cards import ArrayReader, FormatCard, VectorReader, Vectors
from rgcore.datasets.formats.hdf5 import (
    describe_hdf5,
    hdf5_array,
    hdf5_header,
    hdf5_shapes,
    notes_on_numbers,
)
from rgcore.datasets.formats.neurodata.series import describe_series, series_path
from rgcore.datasets.formats.neurodata.table_intervals import intervals_of_table, rows_of_table
from rgcore.datasets.formats.neurodata.trials import spikes_in_trials
from rgcore.datasets.formats.neurodata.unit_quality import refuse_several_qualities, unused_qualities
from rgcore.datasets.formats.neurodata.units import UnitsTable, other_tables
from rgcore.datasets.keys.sampling import During
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.time_intervals import common_intervals
from rgcore.errors import InputError

__all__ = ["CARD"]


def nwb_units(path: Path, settings: DatasetSettings) -> VariableTable:
    """Return the units, unit_<id>, with what the units table holds about each.

    Raises
    ------
    InputError
        If there is no units table, or its units differ in quality and the config selects none.
    """
    with open_hdf5(path) as file:
        units = UnitsTable(file, settings.array, path)
        variables = units.variables()
    refuse_several_qualities(variables, settings, units.where)
    return variables


def read_nwb_units(path: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return the spike times (s) of the units of these names, and the time that samples of them may be from.

    Parameters
    ----------
    path : Path
    settings : DatasetSettings
        ``array`` is the units table inside the file, None ``units``; ``obs_intervals`` and a table of ``during``
        restrict the time. ``repeat`` is a table of trials, from the start of each of which times then count.
    names : tuple of str

    Raises
    ------
    InputError
        If a table or a column is not there, or an index or an interval cannot be right.
    """
    with open_hdf5(path) as file:
        units = UnitsTable(file, settings.array, path)
        trains = units.trains(names)
        others = other_tables(file, units.name)
        apply = settings.obs_intervals == "apply"
        observed, decisions = units.observed(names) if apply else (None, NO_DECISIONS)
        if settings.repeat is not None:
            trials, made = rows_of_table(file, _trials(settings, path), path)
            where = f"table {settings.repeat} of {path}"
            found = spikes_in_trials(trains, trials, observed, settings, where)
            decisions = unused_qualities(units.variables(), names, settings).and_then(made).and_then(others)
            return replace(found, decisions=decisions.and_then(found.decisions))
        within = [] if observed is None else [observed]
        if settings.during is not None and not isinstance(settings.during, tuple):
            listed, made = intervals_of_table(file, settings.during, path)
            within.append(listed)
            decisions = decisions.and_then(made)
        decisions = unused_qualities(units.variables(), names, settings).and_then(decisions).and_then(others)
    return Vectors(
        by_name=trains,
        decisions=decisions,
        time_unit="s",
        inside=common_intervals(within) if within else None,
        observed=observed is not None,
    )


def _trials(settings: DatasetSettings, path: Path) -> During:
    """Return the table of ``repeat``, or the rows of it that ``during`` names."""
    during = settings.during
    if during is None or isinstance(during, tuple):
        return settings.repeat
    name = during if isinstance(during, str) else next(iter(during))
    if name != settings.repeat:
        raise InputError(
            f"during must name rows of the table {settings.repeat} of repeat for {path}, or intervals from the start "
            f"of a trial, such as [[0, 2]], but it names {name}"
        )
    return during


def nwb_header(path: Path, array: str | None) -> tuple[str, tuple[int, ...]]:
    """Return the name and the shape of the array to read: also of a series that ``array`` names.

    For None it is that of the only series of regions of interest.
    """
    with open_hdf5(path) as file:
        name = series_path(file, array, path)
    return hdf5_header(path, array if name is None else name)


def count_nwb_numbers(path: Path, array: str | None) -> int:
    """Return how many numbers an array, a series or a group declares, or the whole file."""
    with open_hdf5(path) as file:
        name = None if array is None else series_path(file, array, path)
    return count_hdf5_numbers(path, array if name is None else name)


def describe_nwb(path: Path, name: str) -> Described:
    """Return what the file holds about an array: its regions of interest or electrodes, and its axes."""
    with open_hdf5(path) as file:
        described = describe_series(file, name, path)
    if described is NOTHING_DESCRIBED:
        return describe_hdf5(path, name)
    return described.and_made(notes_on_numbers(path, name))


CARD = FormatCard(
    sentence="Neurodata Without Borders: units tables of spike times, and series of regions of interest or any other "
    "array of the HDF5 file",
    suffixes=(".nwb",),
    arrays=ArrayReader(
        shapes=hdf5_shapes,
        array=hdf5_array,
        n_numbers=count_nwb_numbers,
        header=nwb_header,
        describe=describe_nwb,
    ),
    vectors=VectorReader(variables=nwb_units, read=read_nwb_units),
)
