"""One run at a time in a folder, and no stale lock after a run was killed."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

from rgcore.errors import InputError

__all__ = ["hold_run_lock"]

_held: list[FileLock] = []  # for as long as the process lives: a lock that is forgotten is given up


def hold_run_lock(path: str | Path) -> None:
    """Claim ``path`` for this process until it ends, however it ends.

    The operating system releases the lock with the process, also after ``kill -9``, so that the same command
    can be given again at once. Where the file system has no locks, nothing is claimed. The number of the process is
    in a file beside the lock, of the same name with ``.pid`` at its end.

    Raises
    ------
    InputError
        If another process holds it.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    holder, lock = path.with_name(f"{path.name}.pid"), FileLock(path, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        process = holder.read_text(encoding="utf-8") if holder.exists() else "unknown"
        folder = path.absolute().parents[1]
        raise InputError(
            f"another run (process {process}) is at work in {folder}: wait for it or stop it"
        ) from None
    except (OSError, NotImplementedError):
        return
    _held.append(lock)
    holder.write_text(str(os.getpid()), encoding="utf-8")
