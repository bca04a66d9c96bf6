"""Stamps of figures, pages and texts: these have no place for one, so that it is in a file of its own.

``results/figures/mcrg.png`` has its stamp in ``results/stamps/figures/mcrg.png.json``, together with its digest.
"""

import json
from pathlib import Path

from rgcore.errors import InputError
from rgcore.provenance import Stamp, checked_stamp, file_digest
from rgcore.tables.text import read_text, write_text

__all__ = ["has_footer", "read_stamp_of", "write_stamp_beside"]


def has_footer(path: str | Path) -> bool:
    """Return whether a file has its stamp inside: Parquet files have."""
    return Path(path).suffix == ".parquet"


def write_stamp_beside(path: str | Path, stamp: Stamp) -> None:
    """Write the stamp of a finished file that has no place for it, atomically."""
    text = json.dumps({"sha256": file_digest(path), **stamp.as_dict()}, sort_keys=True, indent=1)
    write_text(f"{text}\n", _stamp_file(path))


def read_stamp_of(path: str | Path) -> dict:
    """Return the stamp of any file of ours: from inside a Parquet file, else from the file of its stamp.

    Empty if there is none.

    Raises
    ------
    InputError
        If the file is damaged, or is not the one that the stamp was written for.
    """
    if has_footer(path):
        from rgcore.tables.footers import read_stamp  # noqa: PLC0415 - loads Arrow

        return read_stamp(path)
    if not _stamp_file(path).exists():
        return {}
    try:
        stamp = checked_stamp(json.loads(read_text(_stamp_file(path))))
    except (ValueError, RecursionError):
        stamp = {}
    if not stamp:
        raise InputError(f"{_stamp_file(path)} is damaged: delete it and run the same command again")
    if stamp.pop("sha256", None) != file_digest(path):
        raise InputError(f"{path} is not the file that this workflow wrote: delete it and run again")
    return stamp


def _stamp_file(path: str | Path) -> Path:
    first, *rest = Path(path).parts
    return Path(first, "stamps", *rest[:-1], f"{rest[-1]}.json")
