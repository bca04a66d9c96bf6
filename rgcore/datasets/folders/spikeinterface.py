"""Folders in which SpikeInterface saves a sorting (numpy_folder), also as part of an analyzer.

``spikes.npy`` has a record per spike: its time in samples, the place of its unit among the ids, and its segment;
``numpysorting_info.json`` has these ids and the number of samples per second, and each ``properties/<name>.npy`` one
entry per unit.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from rgcore.arguments.entry_types import entries_in_words
from rgcore.datasets.decisions import Decisions
from rgcore.datasets.folders.cards import FolderCard
from rgcore.datasets.formats.arrays.labelled_spikes import spikes_by_label, unit_name
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.neurodata.unit_quality import refuse_several_qualities, unused_qualities
from rgcore.datasets.formats.npy import read_header
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["CARD"]

SPIKES, INFO, PROPERTIES = "spikes.npy", "numpysorting_info.json", "properties"
FIELDS = ("sample_index", "unit_index", "segment_index")


def recognises_sorting(folder: Path) -> bool:
    """Return whether spikes and what describes them are there."""
    return (folder / SPIKES).is_file() and (folder / INFO).is_file()


def sorting_files(folder: Path) -> list[Path]:
    """Return the spikes, what describes them, and the properties of units."""
    return [folder / SPIKES, folder / INFO, *sorted((folder / PROPERTIES).glob("*.npy"))]


def sorting_units(folder: Path, settings: DatasetSettings) -> VariableTable:
    """Return the units that have spikes, unit_<id>, with their properties.

    Raises
    ------
    InputError
        If there are several segments, or units differ in quality and the config selects none.
    """
    ids, _ = _info(folder)
    present = np.unique(_spikes(folder, len(ids))["unit_index"]).tolist()
    columns = {
        name: [entries[place] for place in present] for name, entries in _properties(folder, len(ids)).items()
    }
    table = VariableTable(names=tuple(unit_name(ids[place]) for place in present), columns=columns)
    refuse_several_qualities(table, settings, f"folder {folder}")
    return table


def read_sorting(folder: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return the spikes of these units, in samples."""
    ids, rate = _info(folder)
    spikes = _spikes(folder, len(ids))
    by_place = spikes_by_label(spikes["sample_index"], spikes["unit_index"], f"folder {folder}")
    present = [unit_name(ids[place]) for place in np.unique(spikes["unit_index"]).tolist()]
    trains = dict(zip(present, by_place.values(), strict=True))
    silent = [unit_name(each) for each in ids if unit_name(each) not in trains]
    made = (
        f"{SPIKES} of a sorting of SpikeInterface holds the spikes of all units, {INFO} {rate:g} samples per second",
    )
    columns = _properties(folder, len(ids))
    unused = unused_qualities(
        VariableTable(names=tuple(map(unit_name, ids)), columns=columns), names, settings
    )
    left_out = tuple((name, "it has no spikes") for name in silent)
    return Vectors(
        by_name={name: trains[name] for name in names},
        decisions=Decisions(made=made, left_out=left_out).and_then(unused),
        time_unit="samples",
        sampling_rate=rate,
        rates={f"sampling_frequency of {INFO}": rate},
    )


def _info(folder: Path) -> tuple[list[int | str], float]:
    """Return the ids of the units and the number of samples per second."""
    with report_broken_file(folder / INFO):
        held = json.loads((folder / INFO).read_text(encoding="utf-8"))
    if not isinstance(held, dict) or {"unit_ids", "sampling_frequency"} - set(held):
        raise InputError(f"{folder / INFO} must have unit_ids and sampling_frequency, found {_shortly(held)}")
    rate = held["sampling_frequency"]
    if not isinstance(rate, int | float) or not 0 < rate < 1e9:
        raise InputError(f"{folder / INFO} must have a positive sampling_frequency, found {rate!r}")
    return held["unit_ids"], float(rate)


def _shortly(held: Any) -> str:
    return ", ".join(map(str, list(held)[:10])) if isinstance(held, dict | list) else type(held).__name__


def _spikes(folder: Path, n_units: int) -> np.ndarray:
    """Return the records; InputError if they are of several segments, whose times have clocks of their own."""
    path = folder / SPIKES
    with report_broken_file(path):
        spikes = np.load(path, allow_pickle=False)
    if spikes.dtype.names is None or set(FIELDS) - set(spikes.dtype.names):
        raise InputError(
            f"{path} must hold records with {', '.join(FIELDS)}, found {entries_in_words(spikes.dtype)}"
        )
    segments = np.unique(spikes["segment_index"])
    if len(segments) > 1:
        raise InputError(
            f"{path} must hold one segment, but it has {len(segments)}, whose times count from the start of each: save "
            "one, such as sorting.select_segments([0]).save(folder=...)"
        )
    places = spikes["unit_index"]
    if spikes.size and not 0 <= places.min() <= places.max() < n_units:
        raise InputError(
            f"{path} must have a unit_index below the {n_units} units of {INFO}, found {places.min()} to {places.max()}"
        )
    return spikes


def _properties(folder: Path, n_units: int) -> dict[str, list[Any]]:
    """Return the properties with a word, a number or a truth value per unit."""
    columns = {}
    for path in sorting_files(folder)[2:]:
        with report_broken_file(path), path.open("rb") as handle:
            header = read_header(handle)
        if header.shape == (n_units,) and header.dtype.kind in "biufU":
            columns[path.stem] = np.load(path, allow_pickle=False).tolist()
    return columns


CARD = FolderCard(
    sentence="a sorting of SpikeInterface, its spikes in samples",
    recognises=recognises_sorting,
    files=sorting_files,
    vectors=VectorReader(variables=sorting_units, read=read_sorting),
)
