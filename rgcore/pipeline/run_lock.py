"""One run at a time in a folder, and no stale lock after a run was killed."""

import contextlib
import os
from pathlib import Path

from rgcore.errors import InputError

__all__ = ["hold_run_lock"]

_held: list[int] = []  # open for as long as the process lives: closing the file would give up the lock


def hold_run_lock(path: str | Path) -> None:
    """Claim ``path`` for this process until it ends, however it ends.

    The operating system releases the lock with the process, also after ``kill -9``, so that the same command
    can be given again at once. Where the file system has no locks, nothing is claimed.

    Raises
    ------
    InputError
        If another process holds it.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    os.set_inheritable(descriptor, False)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 32).decode(errors="replace").strip()
        os.close(descriptor)
        folder = Path(path).absolute().parents[1]
        raise InputError(
            f"another run (process {holder}) is at work in {folder}: wait for it or stop it"
        ) from None
    except OSError:
        os.close(descriptor)
        return
    os.ftruncate(descriptor, 0)
    with contextlib.suppress(OSError):
        os.write(descriptor, str(os.getpid()).encode())
    _held.append(descriptor)
