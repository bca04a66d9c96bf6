"""Long tables: a row per spike, with its time in one column and its cell in another."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions, all_of
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.formats.neurodata.spike_columns import is_trial
from rgcore.datasets.formats.neurodata.unit_quality import refuse_several_qualities
from rgcore.datasets.formats.open_file import read_table, table_layout
from rgcore.datasets.formats.tables.entries.number_format import MISSING
from rgcore.datasets.formats.tables.named_columns import numeric_values
from rgcore.datasets.kinds.spikes.all_spikes import AllSpikes, is_companion, refuse_noise_label
from rgcore.datasets.kinds.spikes.stated_unit import Beside, with_stated_unit
from rgcore.datasets.kinds.spikes.wide_table import read_wide_table
from rgcore.datasets.messages import listing, nearest_first
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_table", "read_table_of_spikes"]

MOST_CHANNELS = 1000  # different entries of a column that may be part of a label
MOST_KINDS = 8  # different entries of a column of kinds of cells
SMALL = 5_000_000  # bytes of a table that is read before a run
PAIRS = (("spike_time", "unit_id"), ("timestamps", "node_ids"))  # of times and labels that need no key


def check_table(path: Path, settings: DatasetSettings) -> None:
    """Raise InputError if a table has no columns of times and labels, and no column per cell as far as that is seen."""
    layout = table_layout(path, settings, GLANCE_ROWS)
    if _columns(list(layout.columns), path, settings) is None and path.stat().st_size <= SMALL:
        read_table_of_spikes(path, settings)


def read_table_of_spikes(path: Path, settings: DatasetSettings) -> Vectors:
    """Return the spike times of the cells that the config selects: by label, or by column if there are no labels.

    A column that holds one entry per cell can be selected by.

    Raises
    ------
    InputError
        If a column is not there, a label is missing, or a time is no number.
    """
    frame, layout = read_table(path, settings)
    pair = _columns(list(frame.columns), path, settings)
    if pair is None:
        return read_wide_table(frame, layout, path, settings)
    times, labels = pair
    frame, of_lists = _one_row_per_spike(frame, times, labels, path)
    nameless = () if layout.named else _of_few_integers(frame, (times, *labels, *(settings.exclude or ())))
    spikes, selected = _all_spikes(frame, (times, *labels), nameless, path, settings).selected(settings)
    found = spikes.trains(settings)
    names = tuple(found.by_name)
    refuse_noise_label(names, settings, str(path))
    others = tuple(name for name in frame.columns if name not in (times, *labels))
    columns = {
        name: _per_cell(frame, name, labels, path)
        for name in settings.select or ()
        if name in frame and not is_trial(name)
    }
    qualities = _kinds_of_cells(frame, [name for name in others if not is_trial(name)], labels, settings)
    refuse_several_qualities(VariableTable(names=names, columns=qualities), settings, str(path))
    kept, selection = select_variables(
        VariableTable(names=names, columns=columns, others=tuple(set(others) - set(columns))),
        settings,
        str(path),
    )
    a_spike = f"each row is a spike, at the time in column {times} and of the cell in {_listed(labels)}"
    made = (a_spike,) if of_lists is NO_DECISIONS else ()
    decisions = [
        layout.decisions,
        of_lists,
        Decisions(made=made, left_out=_not_read(others, settings, found.decisions)),
        selected,
        found.decisions,
        selection,
    ]
    found = found.only([names[place] for place in kept])
    return with_stated_unit(
        replace(found, decisions=all_of(decisions)), settings, str(path), [times], Beside()
    )


def _not_read(
    others: Sequence[str], settings: DatasetSettings, known: Decisions
) -> tuple[tuple[str, str], ...]:
    """Return the columns that nothing was read from, with the reason, but those of decisions that are known."""
    used = {*(settings.select or ()), settings.repeat, *dict(known.left_out)}
    return tuple((name, "neither times nor labels") for name in others if name not in used)


def _one_row_per_spike(
    frame: "pd.DataFrame", times: str, labels: tuple[str, ...], path: Path
) -> tuple["pd.DataFrame", Decisions]:
    """Return a table of a row per cell, whose spike times are a list, as one of a row per spike; others as they are."""
    lists = [name for name in frame.columns if name not in labels and _holds_lists(frame[name])]
    if times not in lists:
        return frame, NO_DECISIONS
    others = [name for name in lists if name != times]
    spiking = frame[times].map(lambda entry: entry is not None and len(entry) > 0)
    long = frame[spiking].drop(columns=others).explode(times, ignore_index=True)
    try:
        long[times] = long[times].astype(np.float64)
    except (TypeError, ValueError):
        raise InputError(
            f"{path} must hold lists of numbers in column {times}, one list of spike times per cell, found "
            f"{long[times].iloc[0]!r}"
        ) from None
    silent = f", {(~spiking).sum()} of them empty" if not spiking.all() else ""
    made = (f"each row is a cell, and the list in column {times} holds its spike times{silent}",)
    return long, Decisions(made=made, left_out=tuple((name, "it holds lists") for name in others))


def _holds_lists(entries: "pd.Series") -> bool:
    present = entries.dropna()
    return entries.dtype == object and len(present) > 0 and isinstance(present.iloc[0], (list, np.ndarray))


def _of_few_integers(frame: "pd.DataFrame", known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the other columns of integers that come again and again, as numbers of channels do."""
    integers = [name for name in frame.columns if name not in known and frame[name].dtype.kind in "iu"]
    return tuple(name for name in integers if frame[name].nunique() <= MOST_CHANNELS)


def _all_spikes(
    frame: "pd.DataFrame",
    columns: tuple[str, ...],
    nameless: tuple[str, ...],
    path: Path,
    settings: DatasetSettings,
) -> AllSpikes:
    """Return the spikes whose time and labels are in ``columns``."""
    times, *labels = columns
    excluded = {*(settings.exclude or ()), *columns}
    others = [
        name for name in frame.columns if is_companion(name) or name in nameless or name == settings.repeat
    ]
    if settings.repeat is not None and settings.repeat not in others:
        raise InputError(
            f"{path} must hold the column {settings.repeat} of repeat, but its columns are "
            f"{listing(nearest_first(settings.repeat, frame.columns))}"
        )
    return AllSpikes(
        times=numeric_values(frame[[times]], path)[:, 0],
        labels={name: _complete(frame, name, "the cell", path) for name in labels},
        others={
            name: _complete(frame, name, "the trial or the cell", path, f": exclude: [{name}] leaves it out")
            for name in others
            if name not in excluded
        },
        nameless=nameless,
        time_name=times,
        where=f"{path} in the columns {times} and {', '.join(labels)}",
    )


def _complete(frame: "pd.DataFrame", name: str, meaning: str, path: Path, instead: str = "") -> np.ndarray:
    """Return a column; InputError if a row has no entry."""
    gaps = frame[name].isna() | frame[name].isin(list(MISSING))
    if gaps.any():
        row = int(np.argmax(gaps.to_numpy())) + 1
        raise InputError(
            f"{path} must hold {meaning} of every spike in column {name}, but row {row} has none{instead}"
        )
    return frame[name].to_numpy()


def _listed(labels: tuple[str, ...]) -> str:
    return f"column {labels[0]}" if len(labels) == 1 else f"the columns {' and '.join(labels)}"


def _columns(columns: list[str], path: Path, settings: DatasetSettings) -> tuple[str, tuple[str, ...]] | None:
    """Return the columns of times and labels: those that the config names, or a pair that can be nothing else."""
    if settings.times is None:
        return next(((times, (label,)) for times, label in PAIRS if {times, label} <= set(columns)), None)
    for key, name in (("times", settings.times), *(("labels", name) for name in settings.labels)):
        if name not in columns:
            held = listing(nearest_first(name, columns))
            raise InputError(f"{path} must hold the column {name} of {key}, but its columns are {held}")
    return settings.times, settings.labels


def _kinds_of_cells(
    frame: "pd.DataFrame", names: Sequence[str], labels: tuple[str, ...], settings: DatasetSettings
) -> dict[str, list]:
    """Return the columns of few entries, one for each cell, that the config does not exclude."""
    kinds = {}
    for name in names if settings.select is None else ():
        if name not in (settings.exclude or ()) and frame[name].nunique() <= MOST_KINDS:
            groups = frame.groupby(list(labels), sort=True)[name]
            if not (groups.nunique(dropna=False) > 1).any():
                kinds[name] = groups.first().tolist()
    return kinds


def _per_cell(frame: "pd.DataFrame", name: str, labels: tuple[str, ...], path: Path) -> list:
    """Return the one entry that each cell has in a column, in the order of the labels."""
    groups = frame.groupby(list(labels), sort=True)[name]
    several = groups.nunique(dropna=False) > 1
    if several.any():
        cell = several.index[int(np.argmax(several.to_numpy()))]
        raise InputError(
            f"{path} must hold one entry per cell in column {name} of select, but cell {cell} of {', '.join(labels)} "
            "has several"
        )
    return groups.first().tolist()
