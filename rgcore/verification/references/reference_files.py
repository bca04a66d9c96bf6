"""The reference of one config: what it is for in ``about.json``, and cells of several runs in Parquet tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables.frames import read_table, write_parquet
from rgcore.tables.schema import Column, Schema
from rgcore.tables.text import read_text, write_text
from rgcore.verification.cells import PLACE, Cells

__all__ = [
    "About",
    "Reference",
    "read_about",
    "read_reference",
    "rounded",
    "rounded_to_scatter",
    "rounding_of_first",
    "write_reference",
]

_STEPS_OF_FIRST, _STEPS_OF_OTHERS = 4096, 8  # of the range over the runs
_SMALLEST = 11  # level of brotli: a reference is written once and belongs to the repository
_STORED = ["table", "column", "row"]  # a tenth smaller than by row: numbers of one column are alike
_ABOUT, _ROWS, _NUMBERS, _LABELS = "about.json", "rows.parquet", "numbers.parquet", "labels.parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a reference is for and where it comes from.

    Attributes
    ----------
    name : str
        Its folder.
    config : dict
        Settings of its runs, those left out that no number depends on.
    config_digest, commit : str
        Digest of ``config``; commit of the code that made the runs.
    seeds : list of int
        Root seeds of the runs. The bits, and all that does not depend on the seed, are of the first.
    arithmetic : dict
        Processor and libraries of the first run.
    bits : dict
        By table or figure, a digest of the bits of every column.
    """

    name: str
    config: dict
    config_digest: str
    commit: str
    seeds: list[int]
    arithmetic: dict[str, str]
    bits: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference: numbers and labels, one column per run.

    Numbers that depend on the seed are in single precision; those of other runs than the first, to 3 % of the scatter.
    """

    about: About
    numbers: pd.DataFrame
    labels: pd.DataFrame

    def part(self, name: str) -> Cells:
        """Return numbers and labels of one table or figure, by row and column."""
        return Cells(*(_of_part(frame, name) for frame in (self.numbers, self.labels)))


def _of_part(cells: pd.DataFrame, name: str) -> pd.DataFrame:
    try:
        return cells.xs(name, level="table")
    except KeyError:
        return cells.iloc[:0].droplevel("table")


def read_about(folder: Path) -> About:
    """Read what the reference in a folder is for.

    Raises
    ------
    InputError
        If there is none.
    """
    path = folder / _ABOUT
    if not path.is_file():
        raise InputError(
            f"{folder} must hold a reference, but there is no {_ABOUT}: make reference-results makes it"
        )
    fields = json.loads(read_text(path))
    return About(name=folder.name, **fields)


def read_reference(folder: Path) -> Reference:
    """Read a whole reference."""
    rows = read_table(folder / _ROWS)["row"].to_numpy()
    numbers, labels = (read_table(folder / name) for name in (_NUMBERS, _LABELS))
    for cells in (numbers, labels):
        cells["row"] = rows[cells["row"]]
    return Reference(
        about=read_about(folder), numbers=numbers.set_index(PLACE), labels=labels.set_index(PLACE)
    )


def write_reference(reference: Reference, folder: Path) -> None:
    """Write a reference into a folder, each file atomically."""
    about = reference.about
    fields = {name: getattr(about, name) for name in About.__slots__ if name != "name"}
    stamp = Stamp(parameters={"reference": about.name, "seeds": about.seeds}, root_seed=about.seeds[0])
    rows = sorted({*_rows_of(reference.numbers), *_rows_of(reference.labels)})
    write = partial(write_parquet, version=1, stamp=stamp, compression="brotli", compression_level=_SMALLEST)
    write(
        pa.table({"row": rows}),
        folder / _ROWS,
        kind="reference_rows",
        keys=["row"],
        repeating=[],
        encodings={"row": "DELTA_BYTE_ARRAY"},
    )
    for name, kind, frame in (
        (_NUMBERS, "float64", reference.numbers),
        (_LABELS, "string", reference.labels),
    ):
        schema = _schema(name.split(".")[0], kind, about.seeds)
        numbered = frame.sort_index(level=_STORED).reset_index()
        numbered["row"] = np.searchsorted(rows, numbered["row"])
        cells = pa.Table.from_pandas(numbered, schema=schema.arrow(), preserve_index=False)
        runs = [column for column in cells.column_names if column not in PLACE]
        write(
            cells,
            folder / name,
            kind=schema.name,
            keys=PLACE,
            repeating=["table", "column"] if kind == "float64" else ["table", "column", *runs],
            encodings={"row": "DELTA_BINARY_PACKED"}
            | (dict.fromkeys(runs, "BYTE_STREAM_SPLIT") if kind == "float64" else {}),
        )
    write_text(
        json.dumps(fields, indent=0, separators=(",", ":"), ensure_ascii=False) + "\n", folder / _ABOUT
    )


def _rows_of(cells: pd.DataFrame) -> pd.Index:
    return cells.index.get_level_values("row")


def _schema(name: str, kind: str, seeds: Sequence[int]) -> Schema:
    places = [
        Column("table", "string", "1", "table or figure of the cell"),
        Column("row", "int64", "1", f"its row, as a number from 0 in {_ROWS}"),
        Column("column", "string", "1", "its column"),
    ]
    runs = [
        Column(f"seed_{seed}", kind, "as in the table", f"of the run with root seed {seed}") for seed in seeds
    ]
    return Schema(name=f"reference_{name}", version=1, keys=tuple(PLACE), columns=(*places, *runs))


def rounded(numbers: pd.Series) -> pd.Series:
    """Return numbers rounded to single precision, which takes half the space, where they are in its range."""
    with np.errstate(over="ignore", under="ignore"):
        single = numbers.astype(np.float32).astype(float)
    return single.where(np.isfinite(single), numbers)


def rounded_to_scatter(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return numbers, a column per run, rounded to a part of their range over the runs, row by row.

    The multiple is a power of 2. That of the first run is at most 1/4096 of the range, below what other rounding of
    sums may change. The others give scatter and mean alone: at most 1/8, which adds 0.5 % to the variance of four runs.
    Rows without scatter are kept: equal numbers stay equal.
    """
    values = numbers.to_numpy()
    lowest, highest = numbers.min(axis=1).to_numpy(), numbers.max(axis=1).to_numpy()
    steps = np.full(values.shape[1], _STEPS_OF_OTHERS)
    steps[0] = _STEPS_OF_FIRST
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        step = np.exp2(np.floor(np.log2((highest - lowest)[:, None] / steps)))
        coarse = np.round(values / step) * step
    equal = values == values[:, :1]
    equal[:, 0] = False
    coarse = np.where(equal, coarse[:, :1], coarse)
    varies = np.isfinite(step) & (step > 0) & np.isfinite(coarse)
    return pd.DataFrame(np.where(varies, coarse, values), index=numbers.index, columns=numbers.columns)


def rounding_of_first(numbers: pd.DataFrame) -> pd.Series:
    """Return by how much the numbers of the first run may have been rounded in a reference, by row.

    Half of the largest step that :func:`rounded_to_scatter` may have taken: the ends of the stored range are rounded by
    up to half a step of the other runs each.
    """
    stored = numbers.max(axis=1) - numbers.min(axis=1)
    return stored / (1 - 1 / _STEPS_OF_OTHERS) / (2 * _STEPS_OF_FIRST)
