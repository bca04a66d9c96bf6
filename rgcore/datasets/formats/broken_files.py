"""One sentence for whatever a library raises at a broken file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rgcore.datasets.formats.suffixes import data_suffix
from rgcore.errors import InputError

__all__ = ["HOW_TO_MEND", "report_broken_file"]

HOW_TO_MEND = "copy or download it again, or save it anew with the program that made it"


@contextmanager
def report_broken_file(path: Path) -> Iterator[None]:
    """Turn any failure inside into an InputError: the file is incomplete or not of its type.

    The libraries raise many types of exceptions at broken bytes (OSError, struct.error, zlib.error, TypeError, ...).
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        suffix = data_suffix(path)
        raise InputError(
            f"{path} must be a whole {suffix} file, but reading it failed ({reason}): {HOW_TO_MEND}"
        ) from error
