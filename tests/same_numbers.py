"""Compare every table of a run, column by column and bit by bit, with those of an earlier run.

    python tests/same_numbers.py OLD [NEW] [--allow PATTERN ...]

OLD and NEW (``results`` unless given) are folders of results, tables and tables of single jobs alike. A table is named
by its path without the ending, those under ``tables/`` by their name alone: ``mcrg``, ``dbn/T2.0_replica0/history``.
One line is printed per table, and one per column that differs. What made the tables (code, versions, digests of
inputs) is not compared; units and descriptions that changed are printed as notes. The exit code is 1 if anything
differs that no ``--allow table`` or ``--allow table.column`` declares (``*`` stands for any text; added or dropped
rows are the column ``(rows)``).
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ROWS = "(rows)"


class Change(NamedTuple):
    """What differs between two columns, or that a column or a table came or went."""

    column: str
    what: str


def tables_in(folder: Path) -> dict[str, Path]:
    """Return every Parquet file below a folder by its name; files that a run is still writing are passed over."""
    paths = [path for path in sorted(folder.rglob("*.parquet")) if not path.name.startswith(".")]
    return {str(path.relative_to(folder).with_suffix("")).removeprefix("tables/"): path for path in paths}


def changes_of_table(old: Path, new: Path) -> Iterator[Change]:
    """Yield what differs between two tables, columns in the order of the old one."""
    before, after = pq.ParquetFile(old), pq.ParquetFile(new)
    names, others = before.schema_arrow.names, after.schema_arrow.names
    n_old, n_new = before.metadata.num_rows, after.metadata.num_rows
    yield from (Change(name, "is new") for name in others if name not in names)
    yield from (Change(name, "is missing") for name in names if name not in others)
    if n_old != n_new:
        yield Change(ROWS, f"{n_old} before, {n_new} now; no other column is compared")
        return
    for name in names:
        if name in others and (what := change_of_column(_column(before, name), _column(after, name))):
            yield Change(name, what)


def change_of_column(old: pa.Array, new: pa.Array) -> str | None:
    """Return a sentence on how two columns of equal length differ, or None if every bit is the same."""
    if old.type != new.type:
        return f"is {new.type}, was {old.type}"
    rows = differing_rows(old, new)
    if not rows.any():
        return None
    return f"differs in {rows.sum()} of {len(rows)} rows{_largest(old.filter(rows), new.filter(rows))}"


def differing_rows(old: pa.Array, new: pa.Array) -> np.ndarray:
    """Return (n_rows,) bool: where two columns of one type do not have the same bits."""
    if pa.types.is_nested(old.type):
        pairs = zip(old.to_pylist(), new.to_pylist(), strict=True)
        return np.array([repr(one) != repr(other) for one, other in pairs], dtype=bool)
    null = (old.is_null().to_numpy(False), new.is_null().to_numpy(False))
    return (null[0] != null[1]) | (~null[0] & ~null[1] & _unequal_bits(old, new))


def _unequal_bits(old: pa.Array, new: pa.Array) -> np.ndarray:
    """Compare entries; of floats their bits, so that 0 differs from -0 and NaN equals itself."""
    if pa.types.is_floating(old.type):
        bits = np.dtype(f"i{old.type.bit_width // 8}")
        old, new = (pa.array(_floats(each).view(bits)) for each in (old, new))
    return pc.fill_null(pc.not_equal(old, new), False).to_numpy(False)


def _floats(column: pa.Array) -> np.ndarray:
    return np.ascontiguousarray(column.to_numpy(zero_copy_only=False))


def _largest(old: pa.Array, new: pa.Array) -> str:
    """Return the largest absolute and relative difference in words; empty for columns that hold no numbers."""
    while pa.types.is_nested(old.type):
        old, new = old.flatten(), new.flatten()
    number = pa.types.is_floating(old.type) or pa.types.is_integer(old.type)
    if not number or len(old) != len(new):
        return ""
    before, after = (_floats(each.cast(pa.float64())) for each in (old, new))
    with np.errstate(invalid="ignore", divide="ignore"):
        difference = np.abs(after - before)
        relative = difference / np.maximum(np.abs(before), np.abs(after))
    known = np.isfinite(difference)
    lost = f", {(~known).sum()} of them missing or infinite" if not known.all() else ""
    if not known.any():
        return lost
    return f", by at most {difference[known].max():.3g} (relative {np.nanmax(relative[known], initial=0):.3g}){lost}"


def _column(file: pq.ParquetFile, name: str) -> pa.Array:
    return file.read(columns=[name]).column(name).combine_chunks()


def notes_of_table(old: Path, new: Path) -> Iterator[str]:
    """Yield which units, descriptions or other facts about columns changed; they are no numbers."""
    before, after = pq.read_schema(old), pq.read_schema(new)
    for field in before:
        if field.name in after.names:
            was, now = field.metadata or {}, after.field(field.name).metadata or {}
            for key in sorted({*was, *now}):
                if was.get(key) != now.get(key):
                    yield f"{field.name}: {key.decode()} {_text(was.get(key))} -> {_text(now.get(key))}"


def _text(value: bytes | None) -> str:
    return "none" if value is None else f'"{value.decode()}"'


def compare(old: Path, new: Path, allowed: Sequence[str] = ()) -> bool:
    """Print how the tables of two folders compare; return whether nothing differs but what is allowed."""
    before, after = tables_in(old), tables_in(new)
    if not before:
        raise SystemExit(f"{old} must be a folder of results with Parquet tables, but none is there")
    unused, wanted = set(allowed), True
    for table in sorted({*before, *after}):
        if table not in after or table not in before:
            changes = [Change("", "is missing" if table in before else "is new")]
        else:
            changes = list(changes_of_table(before[table], after[table]))
        declared = [{pattern for pattern in allowed if _matches(pattern, table, each)} for each in changes]
        unused.difference_update(*declared)
        wanted = wanted and all(declared)
        _print_table(table, changes, declared)
        if table in after and table in before:
            for note in notes_of_table(before[table], after[table]):
                print(f"note      {table}.{note}")
    for pattern in sorted(unused):
        print(f"note      --allow {pattern} matches no difference")
    print(
        "the same numbers" + (" but for what is allowed" if allowed else "")
        if wanted
        else "DIFFERENT NUMBERS"
    )
    return wanted


def _matches(pattern: str, table: str, change: Change) -> bool:
    return fnmatchcase(table, pattern) or fnmatchcase(f"{table}.{change.column}", pattern)


def _print_table(table: str, changes: Sequence[Change], declared: Sequence[set[str]]) -> None:
    if not changes:
        print(f"equal     {table}")
    for change, patterns in zip(changes, declared, strict=True):
        name = f"{table}.{change.column}" if change.column else table
        print(f"{'allowed' if patterns else 'DIFFERENT':<9} {name} {change.what}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", type=Path, help="results of the version before")
    parser.add_argument("new", type=Path, nargs="?", default=Path("results"), help="results of this version")
    parser.add_argument("--allow", nargs="+", action="extend", default=[], metavar="TABLE[.COLUMN]")
    choices = parser.parse_args(arguments)
    return 0 if compare(choices.old, choices.new, choices.allow) else 1


if __name__ == "__main__":
    sys.exit(main())
