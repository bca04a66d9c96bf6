"""Files appear under their final name whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rgcore.arguments.objects import a_path
from rgcore.errors import InputError

__all__ = ["replacing"]


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a fresh name beside ``path``; rename it to ``path`` on success, remove it on failure.

    The temporary name ends like the final one, for writers that choose the format by the ending, and is
    unique, so that an orphan of a killed run cannot write into the file of the next one.

    Raises
    ------
    InputError
        If ``path`` is no path, or that of a folder.
    """
    final = Path(a_path("path", path))
    if final.is_dir():
        raise InputError(f"path must be that of a file, but {final} is a folder")
    final.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{final.stem}.", suffix=f".tmp{final.suffix}", dir=final.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)  # mkstemp makes files that no one else can read
        temporary.replace(final)
    finally:
        temporary.unlink(missing_ok=True)
