"""What columns and arrays with an entry per spike are called: its time, its cell, its trial."""

import re
from collections.abc import Sequence
from pathlib import Path

from rgcore.datasets.formats.arrays.time_attributes import without_time_unit
from rgcore.datasets.formats.tables.named_columns import TableLayout
from rgcore.datasets.messages import in_yaml, listing
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = [
    "is_label_part",
    "is_trial",
    "keys_of_spikes",
    "refuse_row_per_spike",
    "row_per_spike",
    "spike_columns",
]

NUMBER = r"([ _]?(ids?|idx|index|n|no|nr|num|number|names?|label))?s?"
PART = re.compile(
    rf"(probe|shank|tetrode|channel|chan|ch|electrode|array|insertion|pid|animal|subject|mouse|rat|monkey|hemisphere|"
    rf"unit|cluster|cell|neuron|sorted_unit|roi){NUMBER}",
    re.IGNORECASE,
)
PLACE = re.compile(
    rf"(population|pop|(brain_?)?(region|area)|structure|layer|site|port|slice|plane|fov|file|data_?set|experiment)"
    rf"{NUMBER}",
    re.IGNORECASE,
)
TRIAL = re.compile(
    rf"(trial|session|ses|epoch|block|sweep|segment|recording|rec|run|repeat|repetition|stim|stimulus|stimuli|"
    rf"condition|presentation|day|date|eid){NUMBER}",
    re.IGNORECASE,
)
TIME = re.compile(r"(spikes?[ _]?)?(times?|timestamps?|time[ _]stamps?|t|ts)([ _]?spikes?)?", re.IGNORECASE)
COUNT = re.compile(r"n|(n_?)?spikes|n(umber|_of)?_spikes|(spike_?)?counts?", re.IGNORECASE)
VALUE = re.compile(
    r"d?ff?0?|df[_/]f0?|fluorescence|traces?|values?|(firing_?)?rates?|activity|signal|intensity|calcium|deconvolved",
    re.IGNORECASE,
)
OF_CELLS = ("matrix", "spikes_binned")  # kinds whose samples may have a time and be of cells
LABEL = re.compile(r"senders?|gids?|ids?|labels?|node_ids?", re.IGNORECASE)


def is_trial(name: str) -> bool:
    """Return whether a column is called like one of trials, sessions or stimuli."""
    return TRIAL.fullmatch(name.rpartition("/")[2]) is not None


def is_label_part(name: str) -> bool:
    """Return whether a column is called like one that names cells, or where they are: alone or together with others."""
    name = name.rpartition("/")[2]
    return _names_cells(name) or PLACE.fullmatch(name) is not None


def _names_cells(name: str) -> bool:
    return PART.fullmatch(name) is not None


def spike_columns(columns: Sequence[str], lists: Sequence[str] = ()) -> tuple[str, tuple[str, ...]] | None:
    """Return the column that is called like the time of every row, and those called like its cell; None without such.

    There must be one of the former. Of columns of ``lists`` it is the only one, unless it is called like a trace.
    """
    times = [name for name in columns if TIME.fullmatch(without_time_unit(name))]
    if len(lists) == 1 and not VALUE.fullmatch(lists[0]):
        times = list(lists)
    labels = [name for name in columns if name not in lists and (_names_cells(name) or LABEL.fullmatch(name))]
    return (times[0], tuple(labels)) if len(times) == 1 and labels else None


def keys_of_spikes(times: str, labels: Sequence[str]) -> str:
    """Return the keys that name the column of times and those of labels, as YAML reads them."""
    named = [in_yaml(label) for label in labels]
    listed = named[0] if len(named) == 1 else f"[{', '.join(named)}]"
    return f"times: {in_yaml(times)} and labels: {listed}"


def refuse_row_per_spike(layout: TableLayout, settings: DatasetSettings, path: Path) -> None:
    """Raise InputError if a table has the time and the cell of every row, where rows are samples of variables.

    Also if it has the spike times of a cell as a list in every row, or the cell and the count, or another value.
    """
    _refuse_counts_in_rows(layout, settings, path)
    found = spike_columns(layout.columns, layout.lists)
    if found is not None and settings.index is None and settings.variables is None:
        raise row_per_spike(*found, settings, path, lists=found[0] in layout.lists)


def row_per_spike(
    times: str, labels: Sequence[str], settings: DatasetSettings, path: Path, *, lists: bool = False
) -> InputError:
    """Return the error on a table with columns of the time and the cell of every row, or of a list of times."""
    samples = f", or index: {in_yaml(times)} if rows are samples"
    return InputError(
        f"{path} must hold samples of variables for kind {settings.kind}, but {in_yaml(times)} and "
        f"{listing(list(map(in_yaml, labels)))} look like the {'times' if lists else 'time'} and the cell of every "
        f"row: write kind: spike_times with {keys_of_spikes(times, labels)}"
        f"{samples if settings.kind in OF_CELLS and not lists else ''}"
    )


def _refuse_counts_in_rows(layout: TableLayout, settings: DatasetSettings, path: Path) -> None:
    columns = [name for name in layout.columns if name not in layout.lists]
    labels = [name for name in columns if _names_cells(name)]
    counts = [name for name in columns if COUNT.fullmatch(name) or VALUE.fullmatch(name)]
    if len(labels) == len(counts) == 1 and len(columns) == 3 and settings.variables is None:
        filled = ", fill_value=0" if COUNT.fullmatch(counts[0]) else ""
        bins = next(name for name in columns if name not in (*labels, *counts))
        raise InputError(
            f"{path} must hold a column per variable for kind {settings.kind}, but {in_yaml(labels[0])} and "
            f"{in_yaml(counts[0])} look like the cell and the value of every row: save it with a column per cell, in "
            f"pandas frame.pivot_table(index={bins!r}, columns={labels[0]!r}, values={counts[0]!r}{filled})"
        )
