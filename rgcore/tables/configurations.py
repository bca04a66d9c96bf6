"""Spin configurations at one bit per spin."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from rgcore.provenance import Stamp
from rgcore.tables.frames import read_stamp, write_parquet

__all__ = ["Configurations", "read_configurations", "write_configurations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configurations:
    """Configurations of a square lattice in the order in which the chain gave them.

    ``spins`` is (n, side, side) int8 of -1 or +1; ``energy`` (n,) int64 is H/J summed over the lattice;
    ``magnetization`` (n,) int64 is the sum of the spins.
    """

    spins: np.ndarray
    energy: np.ndarray
    magnetization: np.ndarray


def write_configurations(configurations: Configurations, path: str | Path, *, stamp: Stamp) -> None:
    """Write configurations bit-packed (bit 1 is spin +1, row by row, most significant bit first), atomically."""
    n_samples, side, _ = configurations.spins.shape
    packed = np.packbits(configurations.spins.reshape(n_samples, side * side) > 0, axis=1)
    width = packed.shape[1]
    schema = pa.schema(
        [
            pa.field(
                "spins",
                pa.binary(width),
                metadata={
                    "unit": "1",
                    "description": "one bit per spin, 1 is +1, row by row",
                    "side": str(side),
                },
            ),
            pa.field(
                "energy", pa.int64(), metadata={"unit": "J", "description": "energy of the configuration"}
            ),
            pa.field("magnetization", pa.int64(), metadata={"unit": "1", "description": "sum of the spins"}),
        ]
    )
    spins = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(width), n_samples, [None, pa.py_buffer(np.ascontiguousarray(packed))]
    )
    columns = [spins, pa.array(configurations.energy), pa.array(configurations.magnetization)]
    table = pa.Table.from_arrays(columns, schema=schema)
    write_parquet(table, path, kind="ising_configurations", version=1, stamp=stamp)


def read_configurations(path: str | Path) -> tuple[Configurations, dict]:
    """Read configurations and how they were drawn (parameters and measured facts of the file's stamp)."""
    table = pq.read_table(path)
    side = int(table.schema.field("spins").metadata[b"side"])
    column = table.column("spins").combine_chunks()
    column = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    width = column.type.byte_width
    packed = np.frombuffer(column.buffers()[1], dtype=np.uint8)[: len(column) * width].reshape(-1, width)
    bits = np.unpackbits(packed, axis=1, count=side * side)
    spins = (2 * bits.astype(np.int8) - 1).reshape(-1, side, side)
    configurations = Configurations(
        spins=spins,
        energy=table.column("energy").to_numpy(),
        magnetization=table.column("magnetization").to_numpy(),
    )
    stamp = read_stamp(path)
    return configurations, {**stamp["parameters"], **stamp["measured"]}
