"""What the files of a data set hold, before anything is left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.naming import default_names
from rgcore.errors import InputError
from rgcore.series.block_length import block_length

__all__ = ["ArrayBlocks", "Recording", "make_recording"]


@dataclass(frozen=True, slots=True)
class ArrayBlocks:
    """Blocks of a (n_samples, n_variables) array in memory: fresh each time."""

    values: np.ndarray

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield (n, n_variables) float64 arrays in order."""
        length = block_length(self.values.shape[1])
        for start in range(0, len(self.values), length):
            yield np.array(self.values[start : start + length], dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """Samples times variables as found.

    ``blocks`` gives fresh (n, n_variables) float64 blocks in the order of the samples, NaN where an entry is missing,
    again each time; ``variables`` are the names; ``source`` is the path, for messages; ``dates`` has one text per
    sample, or is None if samples are only counted; ``span`` says what a sample is in time, "" if that is not known.
    """

    blocks: Iterable[np.ndarray]
    n_samples: int
    variables: tuple[str, ...]
    source: str
    dates: tuple[str, ...] | None = None
    span: str = ""

    def sample_name(self, index: int) -> str:
        """Return what a message calls a sample: its date, or its number counted from 1."""
        return self.dates[index] if self.dates is not None else f"sample {index + 1}"


def make_recording(
    blocks: Iterable[np.ndarray], shape: tuple[int, int], variables: tuple[str, ...] | None, source: str
) -> Recording:
    """Return a recording without dates; ``variables`` None names them v000, v001, ...

    Raises
    ------
    InputError
        If a name comes twice.
    """
    names = default_names(shape[1]) if variables is None else variables
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"{source} must name each variable once, but {twice} comes twice")
    return Recording(blocks=blocks, n_samples=shape[0], variables=tuple(names), source=source)
