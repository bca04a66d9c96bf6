"""Data frames as stamped Parquet tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from rgcore.arguments.objects import a_frame, an_instance, paths_of
from rgcore.arguments.scalars import checked_temperature, whole_number
from rgcore.errors import InputError
from rgcore.provenance import Stamp, joined_stamp
from rgcore.tables.atomic import replacing
from rgcore.tables.damaged_files import refuse_damaged
from rgcore.tables.footers import STAMP_KEY, describe, read_stamp
from rgcore.tables.schema import Schema

if TYPE_CHECKING:
    import pandas as pd  # slow to load, and a job that joins tables does without

__all__ = [
    "checked_place",
    "concatenate_tables",
    "read_parts",
    "read_table",
    "read_tables",
    "with_place",
    "write_parquet",
    "write_table",
    "write_tables",
]


def write_table(frame: pd.DataFrame, path: str | Path, *, schema: Schema, stamp: Stamp) -> None:
    """Write ``frame`` as the Parquet table ``schema``, sorted by its keys, atomically.

    The same frame, schema and stamp give the same bytes.

    Raises
    ------
    InputError
        If the columns are not exactly those of the schema, a key is missing (null) or a row comes twice.
    """
    an_instance("schema", schema, Schema)
    an_instance("stamp", stamp, Stamp)
    a_frame("frame", frame)  # perhaps without rows: a small data set has no spectra of clusters
    if set(frame.columns) != set(schema.names):
        missing, unknown = set(schema.names) - set(frame.columns), set(frame.columns) - set(schema.names)
        raise InputError(f"table {schema.name}: missing columns {sorted(missing)}, unknown {sorted(unknown)}")
    keys = list(schema.keys)
    if frame[keys].isna().any(axis=None) or frame.duplicated(keys).any():
        raise InputError(f"table {schema.name}: rows must be named once each by {keys}")
    ordered = frame[schema.names].sort_values(keys, kind="stable")
    try:
        table = pa.Table.from_pandas(ordered, schema=schema.arrow(), preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as mistake:
        raise InputError(
            f"table {schema.name}: columns must be of the types of the schema: {mistake}"
        ) from None
    write_parquet(table, path, kind=schema.name, version=schema.version, keys=keys, stamp=stamp)


def write_tables(parts: object, paths: object, *, schemas: Mapping[str, Schema], stamp: Stamp) -> None:
    """Write several frames as :func:`write_table` does, attributes of ``parts`` and ``paths`` by name."""
    for name, schema in schemas.items():
        write_table(getattr(parts, name), getattr(paths, name), schema=schema, stamp=stamp)


def write_parquet(
    table: pa.Table,
    path: str | Path,
    *,
    kind: str,
    version: int,
    stamp: Stamp,
    keys: Sequence[str] = (),
    compression: str = "zstd",
    compression_level: int | None = None,
    repeating: Sequence[str] | None = None,
    encodings: Mapping[str, str] | None = None,
) -> None:
    """Write an Arrow table atomically with its stamp, and the columns that name a row, as file metadata.

    ``compression_level`` is that of the library by default; ``repeating`` names the columns whose values are stored
    once each, where that saves space; None: all. ``encodings`` has Parquet's name of the encoding of other columns.
    """
    metadata = {STAMP_KEY: describe(kind, version=version, stamp=stamp, keys=keys)}
    with replacing(path) as temporary:
        pq.write_table(
            table.replace_schema_metadata(metadata),
            temporary,
            compression=compression,
            compression_level=compression_level,
            use_dictionary=True if repeating is None else list(repeating),
            column_encoding=None if encodings is None else dict(encodings),
            write_page_checksum=True,
        )


def read_table(path: str | Path) -> pd.DataFrame:
    """Read a table written by :func:`write_table`."""
    return _read(path).to_pandas()


def _read(path: str | Path) -> pa.Table:
    with refuse_damaged(path):
        return pq.read_table(path, page_checksum_verification=True)


def read_tables(paths: Sequence[str | Path]) -> dict[str, pd.DataFrame]:
    """Read several tables, each under the name of its file without the ending."""
    return {Path(path).stem: read_table(path) for path in paths_of("paths", paths)}


def read_parts(parts: Mapping[str, Sequence[str | Path]]) -> dict[str, pd.DataFrame]:
    """Read tables of one or several files each, by name, with their rows as :func:`concatenate_tables` joins them."""
    return {
        name: _joined(paths_of(name, paths), [read_stamp(path) for path in paths]).to_pandas()
        for name, paths in parts.items()
    }


def concatenate_tables(paths: Sequence[str | Path], path: str | Path, *, stamp: Stamp) -> None:
    """Join the rows of tables of one schema into one, sorted by the columns that name a row.

    ``stamp`` describes the joining; its parameters are those of the parts, each key with the one value, or the
    list of values, that the parts have, and its code names that of the parts too.

    Raises
    ------
    InputError
        If the parts are not tables of one schema, or name a row twice.
    """
    an_instance("stamp", stamp, Stamp)
    stamps = [read_stamp(part) for part in paths_of("paths", paths)]
    ordered = _joined(paths, stamps)
    keys, kind, version = stamps[0]["keys"], stamps[0]["table"], stamps[0]["schema_version"]
    merged = joined_stamp(stamp, stamps)
    write_parquet(ordered, path, kind=kind, version=version, keys=keys, stamp=merged)


def _joined(paths: Sequence[str | Path], stamps: Sequence[Mapping[str, object]]) -> pa.Table:
    """Return the rows of tables with these stamps as one table, sorted by the columns that name a row."""
    kinds = sorted({str(each.get("table")) for each in stamps})
    if len(kinds) > 1 or "keys" not in stamps[0]:
        raise InputError(f"paths must be of tables of one schema, got {', '.join(kinds)}")
    table = pa.concat_tables([_read(part).replace_schema_metadata() for part in paths])
    keys = stamps[0]["keys"]
    if table.select(keys).group_by(keys).aggregate([]).num_rows != table.num_rows:
        raise InputError(f"table {kinds[0]}: rows must be named once each by {keys}")
    return table.sort_by([(key, "ascending") for key in keys]).combine_chunks()


def with_place(frame: pd.DataFrame, *, temperature: float, replica: int) -> pd.DataFrame:
    """Return a copy of rows with the temperature (J/k_B) and the replica of their network before them.

    Raises
    ------
    InputError
        If the temperature is not positive and finite, or the replica is not a whole number.
    """
    temperature, replica = checked_place(temperature, replica)
    placed = frame.copy()
    placed.insert(0, "temperature", temperature)
    placed.insert(1, "replica", replica)
    return placed


def checked_place(temperature: float | str, replica: int | str) -> tuple[float, int]:
    """Return temperature and replica of a network as numbers; both may be the texts of a file's name."""
    replica = int(replica) if isinstance(replica, str) and replica.isdecimal() else replica
    temperature = checked_temperature("temperature", temperature)
    return temperature, whole_number("replica", replica, least=0, most=2**31)
