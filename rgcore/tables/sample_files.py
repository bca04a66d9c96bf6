"""Samples of many variables in one stamped Parquet file, written and read in blocks of bounded size."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from rgcore.arguments.arrays import any_numbers
from rgcore.arguments.objects import an_instance, instances
from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables.atomic import replacing
from rgcore.tables.columns_at_once import COLUMNS_AT_ONCE
from rgcore.tables.damaged_files import refuse_damaged
from rgcore.tables.footers import STAMP_KEY, describe

__all__ = ["StoredSamples", "open_samples", "write_samples"]

ROW_GROUP_BYTES = 3 * 2**23  # smaller row groups make a larger footer, larger ones more memory
PAGE_BYTES = 2**20
DATES_KEY = b"dates"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSamples:
    """Samples in a file. Iterating gives them in order as fresh (n, n_variables) float64 blocks, again each time.

    The blocks are as the file holds them, some 25 MB each, and transposed views of (n_variables, n) arrays: the
    columns lie together. ``dates`` are those of the samples, None if they have none.
    """

    path: Path
    variables: tuple[str, ...]
    n_samples: int
    dates: tuple[str, ...] | None = None

    @property
    def n_variables(self) -> int:
        """How many variables there are."""
        return len(self.variables)

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks; InputError if the file is damaged."""
        with refuse_damaged(self.path), _opened(self.path) as file:
            for group in range(file.num_row_groups):
                yield self._block(file, group)

    def _block(self, file: pq.ParquetFile, group: int) -> np.ndarray:
        columns = np.empty((self.n_variables, file.metadata.row_group(group).num_rows))
        for start in range(0, self.n_variables, COLUMNS_AT_ONCE):
            names = list(self.variables[start : start + COLUMNS_AT_ONCE])
            table = file.read_row_group(group, columns=names, use_threads=False).select(names)
            for place, column in zip(columns[start:], table.columns, strict=False):
                place[:] = column.chunk(0).to_numpy()
        return columns.T

    def to_array(self) -> np.ndarray:
        """Return all samples as one (n_samples, n_variables) float64 array in C order."""
        samples = np.empty((self.n_samples, self.n_variables))
        start = 0
        for block in self:
            samples[start : start + len(block)] = block
            start += len(block)
        return samples


def write_samples(
    blocks: Iterable[np.ndarray],
    path: str | Path,
    *,
    variables: Sequence[str],
    stamp: Stamp,
    dates: Sequence[str] | None = None,
) -> None:
    """Write samples, one float64 column per variable, atomically.

    The same samples give the same bytes, however they come cut into blocks. Memory holds a few blocks.

    Parameters
    ----------
    blocks : iterable of (n, n_variables) arrays
        Each is written before the next but one is taken. Left untouched.
    path : str or Path
    variables : sequence of str
        Names of the columns, each once.
    stamp : Stamp
    dates : sequence of str, optional
        One per sample, where samples have dates.

    Raises
    ------
    InputError
        If a block has another number of columns, an entry is not finite, a name comes twice, or there is another
        number of dates than of samples.
    """
    names = list(instances("variables", variables, str))
    an_instance("stamp", stamp, Stamp)
    if len(set(names)) != len(names) or not names:
        raise InputError("variables must be named once each, at least one")
    schema = pa.schema(
        [
            pa.field(
                name, pa.float64(), metadata={"unit": "as in the data", "description": "samples in order"}
            )
            for name in names
        ]
    )
    with (
        replacing(path) as temporary,
        pq.ParquetWriter(
            temporary,
            schema,
            compression="zstd",
            use_dictionary=False,
            write_statistics=False,
            data_page_size=PAGE_BYTES,
            write_page_checksum=True,
        ) as writer,
    ):
        n_samples = 0
        for columns in _row_groups(blocks, len(names)):
            n_samples += columns.shape[1]
            arrays = [pa.array(column) for column in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=columns.shape[1])
        metadata = {STAMP_KEY: describe("dataset", version=2, stamp=stamp)}
        if dates is not None:
            metadata[DATES_KEY] = _stored_dates(dates, n_samples)
        writer.add_key_value_metadata(metadata)


def _stored_dates(dates: Sequence[str], n_samples: int) -> bytes:
    texts = list(instances("dates", dates, str))
    if len(texts) != n_samples:
        raise InputError(f"dates must be one per sample, {n_samples}, got {len(texts)}")
    return json.dumps(texts).encode()


def open_samples(path: str | Path) -> StoredSamples:
    """Open a file written by :func:`write_samples`; its samples are read when they are iterated over.

    Raises
    ------
    InputError
        If the file is damaged.
    """
    with refuse_damaged(path), _opened(path) as file:
        dates = (file.metadata.metadata or {}).get(DATES_KEY)
        return StoredSamples(
            path=Path(path),
            variables=tuple(file.schema_arrow.names),
            n_samples=file.metadata.num_rows,
            dates=None if dates is None else tuple(json.loads(dates)),
        )


def _opened(path: str | Path) -> pq.ParquetFile:
    return pq.ParquetFile(path, pre_buffer=False, page_checksum_verification=True)


def _row_groups(blocks: Iterable[np.ndarray], n_variables: int) -> Iterator[np.ndarray]:
    """Yield (n_variables, n) float64 arrays of one n that depends on n_variables alone; the last may be shorter."""
    n_rows = max(1, ROW_GROUP_BYTES // (8 * n_variables))
    waiting, filled = np.empty((n_variables, n_rows)), 0
    if hasattr(blocks, "__array__") or isinstance(blocks, str | dict) or not isinstance(blocks, Iterable):
        raise InputError(
            "blocks must be a list of (n, n_variables) arrays, or another iterable: write [samples]"
        )
    for given in blocks:
        block = any_numbers("blocks", given, kinds="biuf")
        if block.ndim != 2 or block.shape[1] != n_variables:
            raise InputError(f"blocks must be (n, {n_variables}), found shape {block.shape}")
        if not np.isfinite(block).all():
            raise InputError("samples must be finite")
        start = 0
        while start < len(block):
            taken = min(n_rows - filled, len(block) - start)
            waiting[:, filled : filled + taken] = block[start : start + taken].T
            start, filled = start + taken, filled + taken
            if filled == n_rows:
                yield waiting
                filled = 0
    if filled:
        yield waiting[:, :filled]
