"""Folders of the ALF standard, which the International Brain Laboratory and others use.

A file is called ``<object>.<attribute>.<extension>``, perhaps with a namespace before and more words in between:
``spikes.times.npy`` holds the spikes of all units in seconds, ``spikes.clusters.npy`` their units, and each
``clusters.<attribute>.npy`` one number per unit; ``clusters.metrics.pqt`` or ``.csv`` holds several.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.folders.cards import FolderCard
from rgcore.datasets.folders.unit_tables import (
    joined_tables,
    unit_table,
    without_spikes,
)
from rgcore.datasets.formats.arrays.labelled_spikes import labels_present, spikes_by_label, unit_name
from rgcore.datasets.formats.broken_files import report_broken_file
from rgcore.datasets.formats.cards import VectorReader, Vectors
from rgcore.datasets.formats.neurodata.unit_quality import refuse_several_qualities, unused_qualities
from rgcore.datasets.formats.open_file import array_shape, open_array, read_vector, vector_length
from rgcore.datasets.messages import listing
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD"]

NAME = re.compile(
    r"(?:_[^_.]+_)?(?P<object>[A-Za-z]+)[.](?P<attribute>[^.]+)(?:[.][^.]+)*[.](?:npy|csv|tsv|pqt|parquet)"
)
QUALITY = ("_phy_annotation", "group", "label", "ks2_label", "KSLabel")


def recognises_alf(folder: Path) -> bool:
    """Return whether spike times and their clusters are there."""
    return bool(_arrays(folder, "spikes", "times") and _arrays(folder, "spikes", "clusters"))


def alf_files(folder: Path) -> list[Path]:
    """Return the two arrays, and what holds one number per unit; not arrays of several axes, such as waveforms."""
    of_units = [
        path
        for path in sorted(folder.iterdir())
        if (part := _part(path)) is not None and part["object"] == "clusters"
    ]
    vectors = [path for path in of_units if path.suffix != ".npy" or _is_vector(path)]
    return [*_arrays(folder, "spikes", "times"), *_arrays(folder, "spikes", "clusters"), *vectors]


def alf_units(folder: Path, settings: DatasetSettings) -> VariableTable:
    """Return the units that have spikes, unit_<cluster>, with what the tables hold on them.

    Raises
    ------
    InputError
        If times and clusters differ in number, or units differ in quality and the config selects none.
    """
    times, labels = _times(folder), _labels(folder)
    n_times, n_labels = vector_length(times, settings), vector_length(labels, settings)
    if n_times != n_labels:
        raise InputError(
            f"folder {folder} must hold one cluster per spike, found {n_labels} in {labels.name} and {n_times} in "
            f"{times.name}: export both again, from one version of the sorting"
        )
    present = labels_present(open_array(labels, None).whole().ravel(), str(labels))
    table = unit_table(tuple(map(unit_name, present)), _units(folder))
    refuse_several_qualities(table, settings, f"folder {folder}", QUALITY)
    return table


def read_alf(folder: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return the spikes of these units, in seconds."""
    times, labels = _times(folder), _labels(folder)
    trains = spikes_by_label(
        read_vector(times, settings), open_array(labels, None).whole().ravel(), f"folder {folder}"
    )
    made = (f"{times.name} and {labels.name} of a folder of the ALF standard hold the spikes of all units",)
    units = _units(folder)
    left_out = without_spikes(list(trains), units)
    unused = unused_qualities(unit_table(names, units), names, settings, QUALITY)
    return Vectors(
        by_name={name: trains[name] for name in names},
        decisions=Decisions(made=made, left_out=left_out).and_then(unused),
        time_unit="s",
    )


def _part(path: Path) -> re.Match | None:
    return None if path.is_dir() else NAME.fullmatch(path.name)


def _arrays(folder: Path, object_name: str, attribute: str) -> list[Path]:
    parts = {path: _part(path) for path in sorted(folder.iterdir()) if path.suffix == ".npy"}
    wanted = (object_name, attribute)
    return [path for path, part in parts.items() if part and (part["object"], part["attribute"]) == wanted]


def _times(folder: Path) -> Path:
    return _only(_arrays(folder, "spikes", "times"), folder)


def _labels(folder: Path) -> Path:
    return _only(_arrays(folder, "spikes", "clusters"), folder)


def _only(paths: list[Path], folder: Path) -> Path:
    if len(paths) > 1:
        names = listing([path.name for path in paths])
        raise InputError(
            f"folder {folder} must hold the spikes of one probe, found {names}: make a folder for each"
        )
    return paths[0]


def _is_vector(path: Path) -> bool:
    return sum(extent != 1 for extent in array_shape(path)) == 1


def _units(folder: Path) -> "pd.DataFrame | None":
    """Return what the files on units hold, by the names of the units."""
    tables = []
    for path in alf_files(folder):
        part = _part(path)
        if part["object"] == "clusters":
            with report_broken_file(path):
                tables.append(_column(path, part["attribute"]) if path.suffix == ".npy" else _table(path))
    return joined_tables(tables)


def _column(path: Path, attribute: str) -> "pd.DataFrame":
    """Return an array with one entry per unit, the first that of unit 0."""
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    values = open_array(path, None).whole().ravel()
    return pd.DataFrame({attribute: values}, index=[unit_name(number) for number in range(len(values))])


def _table(path: Path) -> "pd.DataFrame":
    """Return a table with a row per unit: that of its column cluster_id, or else counted from 0."""
    import pandas as pd  # noqa: PLC0415

    if path.suffix in (".pqt", ".parquet"):
        frame = pd.read_parquet(path).reset_index()
    else:
        frame = pd.read_csv(path, sep="\t" if path.suffix == ".tsv" else ",")
    numbers = frame["cluster_id"] if "cluster_id" in frame else np.arange(len(frame))
    names = [unit_name(int(number)) for number in numbers]
    if len(set(names)) < len(names):
        raise InputError(
            f"{path} must have one row per unit, but cluster_id has {len(names) - len(set(names))} twice: "
            "delete one row of each"
        )
    return frame.set_axis(names, axis="index")


CARD = FolderCard(
    sentence="spikes of the ALF standard in seconds, with their clusters",
    recognises=recognises_alf,
    files=alf_files,
    vectors=VectorReader(variables=alf_units, read=read_alf),
)
