"""Folders of Kilosort and phy.

``spike_times.npy`` holds the spikes of all units in samples, ``spike_clusters.npy`` their units, ``params.py`` the
number of samples per second, and tables ``cluster_*.tsv`` one row per unit: ``group`` is what was decided in phy,
``KSLabel`` what Kilosort proposes. ``params.py`` is read as text and not executed.
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
from rgcore.datasets.formats.open_file import open_array, read_vector, vector_length
from rgcore.datasets.messages import listing
from rgcore.datasets.select_variables import VariableTable
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD"]

TIMES, LABELS, PARAMETERS = "spike_times.npy", "spike_clusters.npy", "params.py"
TABLES = ("cluster_group.tsv", "cluster_groups.csv", "cluster_KSLabel.tsv")  # of a column, the first counts
QUALITY = ("group", "KSLabel")  # columns on whether a unit is one cell; the first that is there counts
RATE = re.compile(
    r"^[ \t]*sample_rate[ \t]*=[ \t]*([0-9]+[.]?[0-9]*(?:[eE][+-]?[0-9]+)?)[ \t]*(?:#.*)?\r?$", re.MULTILINE
)


def recognises_kilosort(folder: Path) -> bool:
    """Return whether spike times and their clusters are there."""
    return (folder / TIMES).is_file() and (folder / LABELS).is_file()


def kilosort_files(folder: Path) -> list[Path]:
    """Return the two arrays, the parameters if they are there, and the tables on units."""
    names = {path.name for path in folder.glob("cluster_*.tsv") if not path.name.startswith(".")}
    names |= {name for name in (*TABLES, PARAMETERS) if (folder / name).is_file()}
    return [folder / name for name in (TIMES, LABELS, *sorted(names))]


def kilosort_units(folder: Path, settings: DatasetSettings) -> VariableTable:
    """Return the units that have spikes, unit_<cluster>, with what the tables hold on them.

    Raises
    ------
    InputError
        If times and clusters differ in number, the sampling rate is nowhere, or units differ in quality and the config
        selects none.
    """
    n_times, n_labels = (vector_length(folder / name, settings) for name in (TIMES, LABELS))
    if n_times != n_labels:
        raise InputError(
            f"folder {folder} must hold one cluster per spike, found {n_labels} in {LABELS} and {n_times} in {TIMES}: "
            "export both again, from one version of the sorting"
        )
    _time_unit(folder, settings)
    names = tuple(map(unit_name, labels_present(_labels(folder), f"folder {folder}")))
    table = unit_table(names, _units(folder))
    refuse_several_qualities(table, settings, f"folder {folder}", QUALITY)
    return table


def read_kilosort(folder: Path, settings: DatasetSettings, names: tuple[str, ...]) -> Vectors:
    """Return the spikes of these units.

    Raises
    ------
    InputError
        If times in samples are no integers.
    """
    times = read_vector(folder / TIMES, settings)
    unit, rate, phrase = _time_unit(folder, settings)
    if unit == "samples":
        _refuse_fractions(times, folder)
    trains = spikes_by_label(times, _labels(folder), f"folder {folder}")
    made = (f"{TIMES} and {LABELS} of a folder of Kilosort hold the spikes of all units", *phrase)
    units = _units(folder)
    unused = unused_qualities(unit_table(names, units), names, settings, QUALITY)
    return Vectors(
        by_name={name: trains[name] for name in names},
        decisions=Decisions(made=made, left_out=without_spikes(list(trains), units)).and_then(unused),
        time_unit=unit,
        sampling_rate=rate,
    )


def _labels(folder: Path) -> np.ndarray:
    return open_array(folder / LABELS, None).whole().ravel()


def _time_unit(folder: Path, settings: DatasetSettings) -> tuple[str, float | None, tuple[str, ...]]:
    """Return the unit of times, the number of samples per second, and a phrase on where this number stands."""
    unit, rate = settings.time_unit or "samples", settings.sampling_rate
    if unit != "samples":
        return unit, None, ()
    stated = _stated_rates(folder)
    if rate is None:
        rate = _sampling_rate(folder)
        return unit, rate, (f"{PARAMETERS} holds the number of samples per second, {rate:g} (sampling_rate)",)
    if stated - {rate}:
        found = listing([f"{each:g}" for each in sorted(stated)])
        return (
            unit,
            rate,
            (f"there are {rate:g} samples per second (sampling_rate), though {PARAMETERS} holds {found}",),
        )
    return unit, rate, ()


def _refuse_fractions(times: np.ndarray, folder: Path) -> None:
    wrong = times != np.floor(times)
    if wrong.any():
        found = times[int(np.argmax(wrong))]
        raise InputError(
            f"{folder / TIMES} must hold times in samples, which are integers, found {found:.10g}: if they are "
            "seconds, write time_unit: s"
        )


def _sampling_rate(folder: Path) -> float:
    """Return the number of samples per second that params.py holds as text."""
    path, rates = folder / PARAMETERS, _stated_rates(folder)
    if len(rates) != 1 or not 0 < min(rates) < 1e9:
        several = listing([f"{rate:g}" for rate in sorted(rates)])
        held = f"holds {several or 'none as a plain number'}" if path.is_file() else "is not there"
        raise InputError(
            f"{path} must hold one positive sample_rate, but it {held}: write sampling_rate, in samples per second"
        )
    return rates.pop()


def _stated_rates(folder: Path) -> set[float]:
    path = folder / PARAMETERS
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return set(map(float, RATE.findall(text)))


def _units(folder: Path) -> "pd.DataFrame | None":
    """Return all columns of the tables on units by their names, as text; of a column in two tables the first."""
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    paths = {path.name: path for path in kilosort_files(folder)[2:] if path.name != PARAMETERS}
    tables = []
    for name in [*filter(paths.__contains__, TABLES), *(name for name in paths if name not in TABLES)]:
        with report_broken_file(paths[name]):
            frame = pd.read_csv(paths[name], sep="\t", dtype=str, keep_default_na=False)
            key = next((column for column in ("cluster_id", "id") if column in frame), None)
            if key is not None:
                tables.append(frame.set_index(frame.pop(key).astype(int).map(unit_name)))
        if key is None and name in TABLES:
            held = listing(list(map(str, frame.columns)))
            raise InputError(
                f"{paths[name]} must have the column cluster_id, separated by tabs, but it holds {held}"
            )
        if key is not None and tables[-1].index.has_duplicates:
            twice = tables[-1].index[tables[-1].index.duplicated()][0]
            raise InputError(
                f"{paths[name]} must have one row per cluster, but that of {twice} comes twice: delete one"
            )
    return joined_tables(tables)


CARD = FolderCard(
    sentence="spikes of Kilosort or phy in samples, with their clusters",
    recognises=recognises_kilosort,
    files=kilosort_files,
    parts=(TIMES, LABELS),
    vectors=VectorReader(variables=kilosort_units, read=read_kilosort),
)
