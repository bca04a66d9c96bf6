"""Folders in which only the user can write: what a program loads from a cache there, it executes."""

import os
import stat
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

__all__ = ["private_cache", "private_folder", "temporary_cache", "user_cache"]

_OF_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def private_folder(path: str | Path) -> Path | None:
    """Make a folder, with its parents, and return it without links; None where it cannot be written or is not private.

    Where it is None, no folder is left behind that was made here.

    A folder is private if it belongs to the user and only its owner can write in it, and nobody else but root can
    replace it: each of its parents belongs to the user or to root, and only its owner can write in it, unless it has
    the sticky bit, as /tmp has it, with which nobody can rename what belongs to another. A right to write of a group
    counts even if nobody else is in the group: who is in it can change, and not all computers list the same.
    """
    path = Path(path)
    made = []
    try:
        for folder, mode in [*((parent, 0o755) for parent in reversed(path.parents)), (path, 0o700)]:
            if not folder.exists():
                made.append(folder)
            folder.mkdir(mode=mode, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
        real = path.resolve()
        if _is_private(real):
            return real
    except OSError:
        pass
    for folder in reversed(made):
        with suppress(OSError):  # it could not be made, or another process uses it
            folder.rmdir()
    return None


def private_cache() -> Path | None:
    """Make the folder of caches of rgcore, the user's or else a temporary one; None where neither is private."""
    own = user_cache()
    return (own and private_folder(own)) or private_folder(temporary_cache())


def user_cache() -> Path | None:
    """Return where rgcore has its folder among the caches of the user, made or not; None for a user without a home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rgcore"
    except RuntimeError:
        return None


def temporary_cache() -> Path:
    """Return where caches lie, below the folder for temporary files, if those of the user cannot be written."""
    return Path(tempfile.gettempdir()) / f"rgcore-{os.getuid() if hasattr(os, 'getuid') else 'cache'}"


def _is_private(path: Path) -> bool:
    if not hasattr(os, "getuid"):  # Windows, whose rights are others
        return True
    own = os.getuid()
    found = path.stat()
    if found.st_uid != own or found.st_mode & _OF_OTHERS:
        return False
    return all(_keeps(parent.stat(), {0, own}) for parent in path.parents)


def _keeps(folder: os.stat_result, trusted: Collection[int]) -> bool:
    """Return whether only the trusted users can replace what they have in a folder."""
    return folder.st_uid in trusted and (
        not folder.st_mode & _OF_OTHERS or bool(folder.st_mode & stat.S_ISVTX)
    )
