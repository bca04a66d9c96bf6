"""Folders in which only the user can write: what a program loads from a cache there, it executes."""

import os
import stat
import tempfile
from pathlib import Path

__all__ = ["private_folder", "temporary_cache"]


def private_folder(path: str | Path) -> Path | None:
    """Make a folder, with its parents, and return it; None where it cannot be written, or not by the user alone.

    Others must own neither the folder nor a right to write in it, and must not be able to replace it: of its parents,
    those in which everybody writes need the sticky bit, as /tmp has it. Parents that a group writes in are taken as
    they are, since the code itself often lies there.
    """
    path = Path(path)
    try:
        for parent in reversed(path.parents):
            parent.mkdir(mode=0o755, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
        return path if _is_private(path.resolve()) else None
    except OSError:
        return None


def temporary_cache() -> Path:
    """Return where caches lie, below the folder for temporary files, if those of the user cannot be written."""
    return Path(tempfile.gettempdir()) / f"rgcore-{os.getuid() if hasattr(os, 'getuid') else 'cache'}"


def _is_private(path: Path) -> bool:
    if not hasattr(os, "getuid"):  # Windows, whose rights are others
        return True
    own = path.stat()
    replaceable = any(_is_open(parent) for parent in path.parents)
    return own.st_uid == os.getuid() and not own.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not replaceable


def _is_open(folder: Path) -> bool:
    """Return whether everybody can replace what lies in a folder."""
    return folder.stat().st_mode & (stat.S_IWOTH | stat.S_ISVTX) == stat.S_IWOTH
