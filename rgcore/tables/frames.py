"""Data frames as stamped Parquet tables."""

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from rgcore.provenance import Stamp, merge_stamps
from rgcore.tables.atomic import replacing
from rgcore.tables.schema import Schema

__all__ = ["STAMP_KEY", "concatenate_tables", "read_stamp", "read_table", "write_parquet", "write_table"]

STAMP_KEY = b"rgcore"


def write_table(frame: pd.DataFrame, path: str | Path, *, schema: Schema, stamp: Stamp) -> None:
    """Write ``frame`` as the Parquet table ``schema``, sorted by its keys, atomically.

    The same frame, schema and stamp give the same bytes.

    Raises
    ------
    ValueError
        If the columns are not exactly those of the schema, a key is missing (null) or a row comes twice.
    """
    if set(frame.columns) != set(schema.names):
        missing, unknown = set(schema.names) - set(frame.columns), set(frame.columns) - set(schema.names)
        raise ValueError(f"table {schema.name}: missing columns {sorted(missing)}, unknown {sorted(unknown)}")
    keys = list(schema.keys)
    if frame[keys].isna().any(axis=None) or frame.duplicated(keys).any():
        raise ValueError(f"table {schema.name}: rows must be named once each by {keys}")
    ordered = frame[schema.names].sort_values(keys, kind="stable")
    table = pa.Table.from_pandas(ordered, schema=schema.arrow(), preserve_index=False)
    write_parquet(table, path, kind=schema.name, version=schema.version, stamp=stamp)


def write_parquet(table: pa.Table, path: str | Path, *, kind: str, version: int, stamp: Stamp) -> None:
    """Write an Arrow table atomically with its stamp as file metadata."""
    description = {"table": kind, "schema_version": version, **stamp.as_dict()}
    metadata = {STAMP_KEY: json.dumps(description, sort_keys=True).encode()}
    with replacing(path) as temporary:
        pq.write_table(table.replace_schema_metadata(metadata), temporary, compression="zstd")


def read_table(path: str | Path) -> pd.DataFrame:
    """Read a table written by :func:`write_table`."""
    return pq.read_table(path).to_pandas()


def read_stamp(path: str | Path) -> dict:
    """Return the stamp of a Parquet file: table, schema version, parameters, root seed, code, inputs, versions."""
    return json.loads(pq.read_schema(path).metadata[STAMP_KEY])


def concatenate_tables(paths: Sequence[str | Path], path: str | Path, *, schema: Schema, stamp: Stamp) -> None:
    """Join the rows of several tables of one schema into one.

    ``stamp`` describes the joining; the parameters of the parts are merged into it, each key with the one
    value, or the list of values, that the parts have.
    """
    frame = pd.concat([read_table(part) for part in paths], ignore_index=True)
    merged = merge_stamps([read_stamp(part)["parameters"] for part in paths], stamp)
    write_table(frame, path, schema=schema, stamp=merged)
