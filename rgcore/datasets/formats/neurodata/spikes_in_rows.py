"""Tables without names whose columns look like the time and the cell of every spike, such as channel, unit, time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from rgcore.datasets.formats.neurodata.spike_columns import row_per_spike
from rgcore.datasets.formats.tables.entries.column_kinds import equally_spaced
from rgcore.datasets.settings import DatasetSettings
from rgcore.series import Samples, replayable

__all__ = ["spikes_in_rows", "without_spikes_in_rows"]

MOST_COLUMNS = 3  # time, channel and unit
FEWEST = 20  # spikes
LOOKED_AT = 10_000  # rows


def spikes_in_rows(rows: np.ndarray, names: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return which columns look like the times and the labels of all spikes; None if they do not.

    Labels are whole numbers that come again and again. Times are mostly different and not equally spaced; they ascend,
    or begin anew with another label at most.

    Parameters
    ----------
    rows : (n, n_columns) float64 array
        The first rows; fewer than 20 show nothing.
    names : sequence of str
    """
    rows = rows[:LOOKED_AT]
    if (
        not 1 < len(names) <= MOST_COLUMNS
        or len(rows) < FEWEST
        or not (np.isfinite(rows) & (rows >= 0)).all()
    ):
        return None
    several = [len(np.unique(column)) for column in rows.T]
    labels = [
        place for place, n in enumerate(several) if n > 1 and 2 * n < len(rows) and _whole(rows[:, place])
    ]
    times = [place for place in range(len(names)) if place not in labels]
    if len(times) != 1:
        return None
    falls = np.count_nonzero(np.diff(rows[:, times[0]]) < 0)
    if 2 * several[times[0]] < len(rows) or falls >= len(np.unique(rows[:, labels], axis=0)):
        return None
    if equally_spaced(rows[:, times[0]].tolist()):
        return None
    return names[times[0]], [names[each] for each in labels]


def _whole(column: np.ndarray) -> bool:
    return bool((column == np.floor(column)).all())


@replayable
def without_spikes_in_rows(
    blocks: Samples, names: Sequence[str], settings: DatasetSettings, path: Path
) -> Iterator[np.ndarray]:
    """Yield blocks of samples; InputError at the first one if it looks like a row per spike."""
    for number, block in enumerate(blocks):
        found = spikes_in_rows(block, names) if number == 0 else None
        if found is not None:
            raise row_per_spike(*found, settings, path)
        yield block
