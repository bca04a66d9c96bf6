"""A damaged file is a fact of life, not a bug: one sentence that names it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from rgcore.errors import InputError

__all__ = ["reading"]


@contextmanager
def reading(path: str | Path) -> Iterator[None]:
    """Turn what Arrow says of a damaged file of ours into a sentence that names the file and the remedy.

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
