"""A damaged file of ours gives one sentence with its name and the remedy, and no traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from rgcore.errors import InputError

__all__ = ["refuse_damaged"]


@contextmanager
def refuse_damaged(path: str | Path) -> Iterator[None]:
    """Turn an error of Arrow on a file of ours into a sentence with the file's name and the remedy.

    Raises
    ------
    InputError
        If the file is there but cannot be read.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except (pa.ArrowInvalid, OSError) as damage:
        raise InputError(f"{path} is damaged: delete it and run the same command again") from damage
