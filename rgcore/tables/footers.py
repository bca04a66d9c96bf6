"""Stamps in the footers of Parquet files."""

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from rgcore.provenance import Stamp, checked_stamp
from rgcore.tables.damaged_files import refuse_damaged

__all__ = ["STAMP_KEY", "describe", "read_stamp"]

STAMP_KEY = b"rgcore"


def describe(kind: str, *, version: int, stamp: Stamp, keys: Sequence[str] = ()) -> bytes:
    """Return the metadata of a file under ``STAMP_KEY``, as JSON."""
    description = {"table": kind, "schema_version": version, "keys": list(keys), **stamp.as_dict()}
    return json.dumps(description, sort_keys=True).encode()


def read_stamp(path: str | Path) -> dict:
    """Return the stamp of a file: table, schema version, parameters, measured, root seed, code, inputs, versions.

    Empty for a Parquet file that this project did not write, whatever it has under the name of a stamp.
    """
    with refuse_damaged(path):
        text = (pq.read_metadata(path).metadata or {}).get(STAMP_KEY, "{}")
    try:
        return checked_stamp(json.loads(text))
    except (ValueError, RecursionError):
        return {}
