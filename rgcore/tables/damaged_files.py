"""A damaged file of ours gives one sentence with its name, and no traceback."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from rgcore.arguments.objects import a_path
from rgcore.errors import InputError

__all__ = ["DamagedFileError", "refuse_damaged", "require_columns"]


class DamagedFileError(InputError):
    """A file of ours that cannot be read; ``path`` is its path."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(f"{path} is damaged: delete it and run the same command again")
        self.path = Path(path)


@contextmanager
def refuse_damaged(path: str | Path) -> Iterator[None]:
    """Turn an error of Arrow on a file of ours into a sentence with the file's name and the remedy.

    Raises
    ------
    InputError
        If ``path`` is no path, or that of a folder.
    DamagedFileError
        If the file is there but cannot be read.
    OSError
        If there is no such file, or the operating system refuses it, for want of rights for example.
    """
    if Path(a_path("path", path)).is_dir():
        raise InputError(f"path must be that of a file, but {path} is a folder")
    try:
        yield
    except pa.ArrowInvalid as damage:
        raise DamagedFileError(path) from damage
    except OSError as damage:
        if damage.errno is not None or isinstance(damage, FileNotFoundError):
            raise
        raise DamagedFileError(path) from damage


def require_columns(path: str | Path, found: Iterable[str], wanted: Iterable[str]) -> None:
    """Raise InputError unless a file has some columns: it may be another file of ours."""
    missing = sorted(set(wanted) - set(found))
    if missing:
        raise InputError(
            f"{path} must have the columns {', '.join(wanted)}, but {', '.join(missing)} are missing"
        )
