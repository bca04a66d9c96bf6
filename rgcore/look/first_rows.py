"""The beginning of a table that is too long or too wide to be looked at whole."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

from rgcore.datasets.formats.broken_files import report_broken_file

__all__ = ["LARGEST_TEXT", "TableShape", "table_shape", "write_first_rows"]

LARGEST_TEXT = 2 * 10**6  # bytes that are read whole
LARGEST_ROWS = 2 * 10**7  # bytes of wide rows that are looked through
PARQUET_ROWS = 1000  # of a larger table of Parquet
MOST_COLUMNS = 600  # of a table of text: each is looked at many times
COLUMNS_SHOWN = 300  # of a wider one
N_COMPARED = 20  # rows
SEPARATORS = (";", "\t", "|", ",", " ")  # a comma may be a decimal mark beside those before it


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """About how many rows and columns a table has; the separator is None unless it has many columns."""

    n_rows: int
    n_columns: int
    separator: str | None

    @property
    def has_many_columns(self) -> bool:
        """Whether :func:`write_first_rows` writes the first columns alone."""
        return self.separator is not None


def table_shape(file: Path) -> TableShape | None:
    """Return about how many rows and columns a table of text has, from its first lines; None of other tables.

    Raises
    ------
    InputError
        If it is packed and cannot be unpacked.
    """
    if file.suffix.lower() == ".parquet":
        return None
    with report_broken_file(file), _unpacked(file, "rb") as source:
        lines = [line for line in source.readlines(LARGEST_TEXT) if line.strip()]
        n_bytes = source.tell()
    if not lines:
        return None
    whole = file.stat().st_size if file.suffix.lower() != ".gz" else n_bytes
    n_rows = max(len(lines), round(len(lines) * whole / n_bytes))
    for separator in SEPARATORS:
        counts = {len(_split(line, separator)) for line in lines[1 : N_COMPARED + 1]}
        if len(counts) == 1 and max(counts) > 1:
            (n_columns,) = counts
            many = n_columns > MOST_COLUMNS and b'"' not in b"".join(lines[: N_COMPARED + 1])
            return TableShape(n_rows=n_rows, n_columns=n_columns, separator=separator if many else None)
    return None


def write_first_rows(file: Path, folder: Path, shape: TableShape | None) -> Path:
    """Write the first rows of a table, in its format, into a folder, and return their path.

    Parameters
    ----------
    file, folder : Path
    shape : TableShape or None
        As :func:`table_shape` returns it.
    """
    beginning = folder / file.name
    if beginning.exists():
        return beginning
    if file.suffix.lower() == ".parquet":
        import pyarrow as pa  # noqa: PLC0415  (slow to import, not always needed)
        import pyarrow.parquet as pq  # noqa: PLC0415

        with pq.ParquetFile(file) as whole:
            first = next(whole.iter_batches(PARQUET_ROWS, use_threads=False))
            pq.write_table(pa.Table.from_batches([first]).cast(whole.schema_arrow), beginning)
        return beginning
    many = shape is not None and shape.has_many_columns
    with _unpacked(file, "rb") as source, _unpacked(beginning, "wb") as copy:
        most = LARGEST_ROWS if many else LARGEST_TEXT
        text = source.read(most)
        if len(text) == most:
            text = text[: text.rfind(b"\n") + 1]
        copy.write(_first_columns(text, shape.separator)[:LARGEST_TEXT] if many else text)
    return beginning


def _first_columns(text: bytes, separator: str) -> bytes:
    mark = separator.encode()
    lines = [mark.join(_split(line, separator)[:COLUMNS_SHOWN]) for line in text.splitlines()]
    return b"\n".join([*lines, b""])


def _split(line: bytes, separator: str) -> list[bytes]:
    """Return the entries of a line; any number of blanks is one separator."""
    line = line.rstrip(b"\r\n")
    return re.split(rb"[ \t]+", line.strip()) if separator == " " else line.split(separator.encode())


def _unpacked(file: Path, mode: str):
    return (gzip.open if file.suffix.lower() == ".gz" else open)(file, mode)
