"""A damaged file of ours gives one sentence with its name, and no traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from rgcore.errors import InputError

__all__ = ["DamagedFileError", "refuse_damaged"]


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
    DamagedFileError
        If the file is there but cannot be read.
    OSError
        If the operating system refuses it, for want of rights for example; the file may be whole.
    """
    try:
        yield
    except pa.ArrowInvalid as damage:
        raise DamagedFileError(path) from damage
    except OSError as damage:
        if damage.errno is not None:
            raise
        raise DamagedFileError(path) from damage
