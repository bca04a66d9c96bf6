"""Named arrays in one stamped Parquet file: one row per array, no pickles, the same bytes for the same arrays."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from rgcore.arguments.arrays import any_numbers
from rgcore.arguments.objects import a_text, an_instance, mapping, one_of
from rgcore.provenance import Stamp
from rgcore.tables.damaged_files import DamagedFileError, refuse_damaged, require_columns
from rgcore.tables.frames import write_parquet

__all__ = ["read_arrays", "write_arrays"]

_SCHEMA = pa.schema(
    [
        pa.field("name", pa.string(), metadata={"unit": "1", "description": "name of the array"}),
        pa.field("dtype", pa.string(), metadata={"unit": "1", "description": "numpy type, little-endian"}),
        pa.field("shape", pa.list_(pa.int64()), metadata={"unit": "1", "description": "lengths of the axes"}),
        pa.field("data", pa.large_binary(), metadata={"unit": "1", "description": "entries in C order"}),
    ]
)


def write_arrays(
    arrays: Mapping[str, np.ndarray], path: str | Path, *, kind: str, stamp: Stamp, compression: str = "zstd"
) -> None:
    """Write numeric arrays under their names, atomically.

    Parameters
    ----------
    arrays : mapping of str to array
        Of any shape; bool, integer or float.
    path : str or Path
    kind : str
        What the file holds, such as ``"dbn"``; kept in its metadata.
    stamp : Stamp
    compression : "zstd" or "none"
        Weights hardly get smaller, and uncompressed they are written in half the time.

    Raises
    ------
    InputError
        If an array holds something else, or an argument is of another type.
    """
    a_text("kind", kind)
    an_instance("stamp", stamp, Stamp)
    one_of("compression", compression, ("zstd", "none"))
    arrays = {
        a_text("a name of arrays", name): any_numbers(str(name), array, kinds="biuf")
        for name, array in mapping("arrays", arrays).items()
    }
    ordered = [
        np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
        for array in arrays.values()
    ]
    lengths = np.cumsum([0, *(array.nbytes for array in ordered)], dtype=np.int64)
    joined = np.concatenate(
        [array.reshape(-1).view(np.uint8) for array in ordered] or [np.empty(0, np.uint8)]
    )
    data = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(ordered), [None, pa.py_buffer(lengths), pa.py_buffer(joined)]
    )
    names, dtypes = list(arrays), [array.dtype.str for array in ordered]
    shapes = [list(array.shape) for array in arrays.values()]
    table = pa.Table.from_arrays(
        [pa.array(names), pa.array(dtypes), pa.array(shapes, pa.list_(pa.int64())), data], schema=_SCHEMA
    )
    write_parquet(table, path, kind=kind, version=1, stamp=stamp, compression=compression)


def read_arrays(path: str | Path) -> dict[str, np.ndarray]:
    """Read the arrays written by :func:`write_arrays`, in their order; InputError for another file."""
    with refuse_damaged(path):
        require_columns(path, pq.read_schema(path).names, _SCHEMA.names)
        rows = pq.read_table(path, page_checksum_verification=True).to_pylist()
    try:
        return {
            row["name"]: np.frombuffer(row["data"], dtype=row["dtype"]).reshape(row["shape"]).copy()
            for row in rows
        }
    except (TypeError, ValueError) as damage:  # a type that is none, entries that do not fill the shape
        raise DamagedFileError(path) from damage
