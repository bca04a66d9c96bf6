"""Checkpoints in files: apart from the outputs of a job, which Snakemake deletes before it tries the job again."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables.array_files import read_arrays, write_arrays
from rgcore.tables.footers import read_stamp

__all__ = ["FileCheckpoint", "keep_checkpoint"]

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)  # the last when a terminal is closed


class FileCheckpoint:
    """Keeps the state of a training run in one file, atomically: a :class:`rgcore.checkpoint.Checkpoint`.

    Parameters
    ----------
    path : Path
    stamp : Stamp
        Settings, inputs and code of the training run. A file with another stamp is of another run, and is not used.
    every_epochs : int
        The state is stored every so many epochs,
    every_minutes : float
        or minutes, whichever comes first; after minutes at the end of the minibatch.
    log : logging.Logger
    clock : callable that returns seconds
    """

    def __init__(
        self,
        path: Path,
        stamp: Stamp,
        *,
        every_epochs: int,
        every_minutes: float,
        log: logging.Logger,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path, self._stamp, self._log, self._clock = Path(path), stamp, log, clock
        self._described = stamp.as_stored()
        self._every_epochs, self._every_seconds = every_epochs, 60 * every_minutes
        self._epochs, self._kept_at = 0, clock()
        self._asked_to_stop: int | None = None
        self._interrupted = False

    def restore(self) -> dict[str, np.ndarray] | None:
        """Return the state in the file, or None where there is none of this training run."""
        for orphan in self._path.parent.glob(f".{self._path.stem}.*.tmp{self._path.suffix}"):
            orphan.unlink(missing_ok=True)  # of a process that was killed as it wrote
        if not self._path.exists():
            return None
        try:
            differences = _differences(read_stamp(self._path), self._described)
            if differences:
                text = " and ".join(differences)
                self._log.warning(
                    "checkpoint %s was made with other %s: the training starts over", self._path, text
                )
                return None
            arrays = read_arrays(self._path)
        except InputError:
            self._log.warning("checkpoint %s is damaged: the training starts over", self._path)
            return None
        self._log.info("going on from checkpoint %s", self._path)
        return arrays

    def offer(self, arrays: Callable[[], dict[str, np.ndarray]], *, at_epoch_end: bool) -> None:
        """Keep the state if it is time to; if the process was asked to stop, keep it and stop.

        Raises
        ------
        SystemExit
            With the code of a process that ended by the signal.
        """
        self._epochs += at_epoch_end
        due = at_epoch_end and self._epochs >= self._every_epochs
        if not (due or self._asked_to_stop or self._clock() - self._kept_at >= self._every_seconds):
            return
        write_arrays(arrays(), self._path, kind="checkpoint", stamp=self._stamp, compression="none")
        self._epochs, self._kept_at = 0, self._clock()
        if self._asked_to_stop:
            self._log.info(
                "asked to stop: the state is kept in %s, the same command goes on there", self._path
            )
            raise SystemExit(128 + self._asked_to_stop)

    def ask_to_stop(self, number: int, _frame: object = None) -> None:
        """Take a signal: the state is kept at the next minibatch; a second Ctrl-C stops at once.

        Raises
        ------
        KeyboardInterrupt
            If SIGINT comes for the second time.
        """
        if number == signal.SIGINT and self._interrupted:
            raise KeyboardInterrupt
        self._interrupted |= number == signal.SIGINT
        self._asked_to_stop = number

    def remove(self) -> None:
        """Remove the file: the training is over and its results are written."""
        self._path.unlink(missing_ok=True)


@contextmanager
def keep_checkpoint(checkpoint: FileCheckpoint) -> Iterator[FileCheckpoint]:
    """Let signals ask ``checkpoint`` to keep the state and stop; remove its file at a clean end.

    These are SIGTERM, SIGINT and SIGHUP, without those that the process was started to ignore, as nohup does.
    """
    if threading.current_thread() is not threading.main_thread():  # only that may take signals
        yield checkpoint
        checkpoint.remove()
        return
    taken = [number for number in _SIGNALS if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, checkpoint.ask_to_stop) for number in taken}
    try:
        yield checkpoint
        checkpoint.remove()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _differences(found: Mapping[str, object], wanted: Mapping[str, object]) -> list[str]:
    """Return what differs between two stamps, in words."""
    changed = []
    for name, value in wanted.items():
        if found.get(name) == value:
            continue
        if isinstance(value, Mapping):
            other = found.get(name) or {}
            keys = sorted(key for key in {*value, *other} if value.get(key) != other.get(key))
            changed.append(f"{name} ({', '.join(keys)})")
        else:
            changed.append(name.replace("_", " "))
    return changed
