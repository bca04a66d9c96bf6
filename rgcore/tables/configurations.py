"""Spin configurations at one bit per spin, written and read in batches."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from rgcore.arguments.objects import function, instances
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables.atomic import replacing
from rgcore.tables.damaged_files import refuse_damaged, require_columns
from rgcore.tables.footers import STAMP_KEY, describe, read_stamp

__all__ = [
    "FROM_FILE",
    "Configurations",
    "concatenate_configurations",
    "last_spins",
    "read_configuration_batches",
    "read_observables",
    "read_packed",
    "read_parameters",
    "write_configurations",
]

FROM_FILE = "file"
"""In place of the name of a sampler, where configurations were read from a file of the user."""

SPINS_AT_ONCE = 2**24
ROWS_AT_ONCE = 2**14
COLUMNS = ("spins", "energy", "magnetization")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configurations:
    """Configurations of a square lattice, record by record: entry i belongs to chain i % n_chains.

    ``spins`` is (n, side, side) int8 of -1 or +1; ``energy`` (n,) int64 is H/J summed over the lattice;
    ``magnetization`` (n,) int64 is the sum of the spins. The chains are independent of each other; ``n_chains`` is 1
    for one chain, n for configurations that are all independent.
    """

    spins: np.ndarray
    energy: np.ndarray
    magnetization: np.ndarray
    n_chains: int = 1


def concatenate_configurations(batches: Iterable[Configurations]) -> Configurations:
    """Join successive batches of whole records."""
    parts = list(batches)
    return Configurations(
        spins=np.concatenate([part.spins for part in parts]),
        energy=np.concatenate([part.energy for part in parts]),
        magnetization=np.concatenate([part.magnetization for part in parts]),
        n_chains=parts[0].n_chains,
    )


def write_configurations(
    batches: Iterable[Configurations], path: str | Path, *, stamp: Callable[[], Stamp]
) -> None:
    """Write configurations bit-packed (bit 1 is spin +1, row by row, most significant bit first), atomically.

    Parameters
    ----------
    batches : iterable of Configurations
        Each is written before the next is drawn, so that memory holds one.
    path : str or Path
    stamp : callable
        Called without arguments after the last batch, when everything measured during the draw is known.
    """
    remaining = instances("batches", batches, Configurations)
    function("stamp", stamp)
    first = next(remaining, None)
    if first is None:
        raise InputError("batches must hold at least one batch of configurations, got none")
    schema = _schema(first)
    with (
        replacing(path) as temporary,
        pq.ParquetWriter(
            temporary, schema, compression="zstd", use_dictionary=False, write_page_checksum=True
        ) as writer,
    ):
        writer.write_table(_packed(first, schema))
        for batch in remaining:
            writer.write_table(_packed(batch, schema))
        writer.add_key_value_metadata({STAMP_KEY: describe("ising_configurations", version=2, stamp=stamp())})


def read_configuration_batches(path: str | Path, at_once: int | None = None) -> Iterator[Configurations]:
    """Read configurations in order, at most ``at_once`` at a time; by default about 2^24 spins.

    A batch need not hold whole records; entry i of the file belongs to chain i % n_chains.

    Raises
    ------
    InputError
        If ``at_once`` is below 1, or the file is damaged or another one.
    """
    if at_once is not None:
        at_once = whole_number("at_once", at_once, least=1, most=2**31 - 1)
    return _read_batches(path, at_once)


def _read_batches(path: str | Path, at_once: int | None) -> Iterator[Configurations]:
    with (
        refuse_damaged(path),
        pq.ParquetFile(path, pre_buffer=False, page_checksum_verification=True) as file,
    ):
        require_columns(path, file.schema_arrow.names, COLUMNS)
        field = file.schema_arrow.field("spins")
        side, n_chains = int(field.metadata[b"side"]), int(field.metadata[b"n_chains"])
        for batch in file.iter_batches(batch_size=at_once or max(1, SPINS_AT_ONCE // side**2)):
            packed = np.frombuffer(b"".join(batch.column("spins").to_pylist()), np.uint8)
            bits = np.unpackbits(packed.reshape(batch.num_rows, -1), axis=1, count=side * side)
            yield Configurations(
                spins=(2 * bits.view(np.int8) - 1).reshape(-1, side, side),
                energy=batch.column("energy").to_numpy(),
                magnetization=batch.column("magnetization").to_numpy(),
                n_chains=n_chains,
            )


def read_packed(path: str | Path) -> tuple[np.ndarray, int]:
    """Read the spins as they are stored, one bit each: (n, ceil(side^2 / 8)) uint8, and side.

    Bit 1 is spin +1, row by row, most significant bit first; nothing larger is ever in memory.
    """
    with (
        refuse_damaged(path),
        pq.ParquetFile(path, pre_buffer=False, page_checksum_verification=True) as file,
    ):
        require_columns(path, file.schema_arrow.names, COLUMNS)
        field = file.schema_arrow.field("spins")
        packed = np.empty((file.metadata.num_rows, field.type.byte_width), dtype=np.uint8)
        start = 0
        for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, columns=["spins"]):
            rows = np.frombuffer(b"".join(batch.column("spins").to_pylist()), dtype=np.uint8)
            packed[start : start + batch.num_rows] = rows.reshape(batch.num_rows, -1)
            start += batch.num_rows
        return packed, int(field.metadata[b"side"])


def last_spins(path: str | Path, n: int) -> np.ndarray:
    """Read the last ``n`` configurations, or all if there are fewer: (n, side^2) int8 of -1 or +1."""
    packed, side = read_packed(path)
    bits = np.unpackbits(packed[max(len(packed) - n, 0) :], axis=1, count=side * side)
    return 2 * bits.view(np.int8) - np.int8(1)


def read_observables(path: str | Path) -> tuple[np.ndarray, np.ndarray, dict]:
    """Read energies (n,) int64, magnetizations (n,) int64 and how they were drawn, and leave the spins on disk."""
    with refuse_damaged(path):
        require_columns(path, pq.read_schema(path).names, COLUMNS)
        table = pq.read_table(path, columns=["energy", "magnetization"], page_checksum_verification=True)
    return table.column("energy").to_numpy(), table.column("magnetization").to_numpy(), read_parameters(path)


def read_parameters(path: str | Path) -> dict:
    """Read how configurations were drawn: parameters and measured facts of the file's stamp."""
    stamp = read_stamp(path)
    return {**stamp["parameters"], **stamp["measured"]}


def _schema(batch: Configurations) -> pa.Schema:
    side = batch.spins.shape[1]
    spins = {"unit": "1", "description": "one bit per spin, 1 is +1, row by row", "side": str(side)}
    return pa.schema(
        [
            pa.field(
                "spins", pa.binary(-(-side * side // 8)), metadata={**spins, "n_chains": str(batch.n_chains)}
            ),
            pa.field(
                "energy", pa.int64(), metadata={"unit": "J", "description": "energy of the configuration"}
            ),
            pa.field("magnetization", pa.int64(), metadata={"unit": "1", "description": "sum of the spins"}),
        ]
    )


def _packed(batch: Configurations, schema: pa.Schema) -> pa.Table:
    packed = np.packbits(batch.spins.reshape(len(batch.spins), -1) > 0, axis=1)
    spins = pa.FixedSizeBinaryArray.from_buffers(
        schema.field("spins").type, len(packed), [None, pa.py_buffer(packed)]
    )
    return pa.Table.from_arrays([spins, pa.array(batch.energy), pa.array(batch.magnetization)], schema=schema)
