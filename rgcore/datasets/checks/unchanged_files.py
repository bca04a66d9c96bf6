"""Refuse files that change while they are read: two passes would then give numbers of two different states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rgcore.errors import InputError
from rgcore.series import Samples, replayable

__all__ = ["FileState", "blocks_of_unchanged_files", "file_states"]


@dataclass(frozen=True, slots=True)
class FileState:
    """State of a file: size in bytes, time of the last change in nanoseconds, inode number."""

    path: Path
    size: int
    changed_ns: int
    inode: int


def file_states(files: Sequence[Path]) -> tuple[FileState, ...]:
    """Return the present states of files; InputError if one is gone."""
    states = []
    for path in files:
        try:
            found = path.stat()
        except OSError as error:
            raise InputError(
                f"{path} must stay as it is while it is read, but it is gone: put it back and run again"
            ) from error
        states.append(FileState(path, found.st_size, found.st_mtime_ns, found.st_ino))
    return tuple(states)


@replayable
def blocks_of_unchanged_files(blocks: Samples, states: Sequence[FileState]) -> Iterator[np.ndarray]:
    """Yield blocks read from files that must be in the given states at the end of every pass.

    Raises
    ------
    InputError
        Names the file that changed, also if reading failed because of it.
    """
    try:
        yield from blocks
    except InputError:
        _check(states)
        raise
    _check(states)


def _check(states: Sequence[FileState]) -> None:
    for before, now in zip(states, file_states([state.path for state in states]), strict=True):
        if before != now:
            raise InputError(
                f"{before.path} must stay as it is while it is read, but it changed: {before.size} bytes "
                f"before, {now.size} now: run again when nothing writes to it"
            )
