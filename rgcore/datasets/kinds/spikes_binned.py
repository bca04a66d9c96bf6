"""Spike counts in bins."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from rgcore.datasets.keys.sampling import SamplingKeys
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.keys.spikes import SpikeKeys
from rgcore.datasets.keys.tables import TableKeys
from rgcore.datasets.kinds.cards import FileKindCard
from rgcore.datasets.kinds.matrices.common_factor import rates_in_bins, without_common_factor
from rgcore.datasets.kinds.matrices.lone_counts import LoneCounts
from rgcore.datasets.kinds.matrices.repeated_samples import RepeatedSamples
from rgcore.datasets.kinds.matrices.summary_samples import SummarySamples
from rgcore.datasets.kinds.matrix import check_matrix_headers, open_samples, watched
from rgcore.datasets.raw_samples import RawSamples
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.series import replayable

__all__ = ["CARD"]


def read_binned_spikes(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Open spike counts; they are kept as they are, also where a bin holds more than one spike.

    Raises
    ------
    InputError
        While the blocks are read, if an entry that is there is not a non-negative integer, or if all are multiples of
        a number above 1.
    """
    raw = watched(open_samples(files, settings), settings, (RepeatedSamples, LoneCounts, SummarySamples))
    return replace(raw, blocks=without_common_factor(_checked_blocks(raw), raw.source))


@replayable
def _checked_blocks(raw: RawSamples) -> Iterator[np.ndarray]:
    first = 0
    for block in raw.blocks:
        _refuse_other_numbers(block, raw, first)
        first += len(block)
        yield block


def _refuse_other_numbers(block: np.ndarray, raw: RawSamples, first: int) -> None:
    """Raise InputError unless all entries of a block, whose first sample is ``first``, are counts or missing."""
    wrong = np.isfinite(block) & ((block < 0) | (block != np.floor(block)))
    if wrong.any():
        sample, variable = np.argwhere(wrong)[0]
        raise InputError(
            f"{raw.source} must hold spike counts (0, 1, 2, ...), found {block[sample, variable]:g} in "
            f"variable {raw.variables[variable]}, {raw.sample_name(first + int(sample))}{rates_in_bins(block)}"
        )


CARD = FileKindCard(
    sentence="spike counts of cells in equal bins of time",
    read=read_binned_spikes,
    counts=True,
    check_headers=check_matrix_headers,
    keys=(TableKeys, SamplingKeys, SpikeKeys, SelectionKeys),
)
