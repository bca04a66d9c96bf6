"""Refuse files that change while they are read: two passes would then give numbers of two different states."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rgcore.errors import InputError

__all__ = ["FileState", "UnchangedFiles", "file_states"]


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
            raise InputError(f"{path} must stay as it is while it is read, but it is gone") from error
        states.append(FileState(path, found.st_size, found.st_mtime_ns, found.st_ino))
    return tuple(states)


@dataclass(frozen=True, slots=True)
class UnchangedFiles:
    """Blocks read from files that must be in the given states at the end of every pass."""

    blocks: Iterable[np.ndarray]
    states: tuple[FileState, ...]

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks; InputError names the file that changed, also if reading failed because of it."""
        try:
            yield from self.blocks
        except InputError:
            self.check()
            raise
        self.check()

    def check(self) -> None:
        """Raise InputError if a file is not in the state it was in."""
        for before, now in zip(self.states, file_states([state.path for state in self.states]), strict=True):
            if before != now:
                raise InputError(
                    f"{before.path} must stay as it is while it is read, but it changed: {before.size} bytes "
                    f"before, {now.size} now"
                )
