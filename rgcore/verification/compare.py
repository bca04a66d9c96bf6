"""Compare one part of a run, a table or a figure, with a reference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import pandas as pd

from rgcore.verification.cells import Cells, column_of
from rgcore.verification.deviations import in_standard_errors, in_tolerances, printed_errors
from rgcore.verification.parts import Part
from rgcore.verification.references.reference_files import Reference
from rgcore.verification.scatter import FEW_ROWS, counted_surprises, largest_but_outliers
from rgcore.verification.ways import LIMITS, Deviation, Verdict, Way

__all__ = ["compare"]

_CROSSED_OUT = "label=unreliable"  # rows of a figure that ``rgcore.figures.kit.model_points.cross_out`` drew
_NUMBER = "a number"


def compare(part: Part, reference: Reference, way: Way) -> Verdict:
    """Compare a part of a run with the same part of the reference."""
    both = _both(part, reference, way)
    numbers = {column: _largest(both, column) for column in both.numbers if not both.has_same_bits(column)}
    found = [*_columns(both), *_rows(both), *_labels(both), *numbers.values(), *_bits(both, numbers)]
    return Verdict(
        part=part.name,
        kind=part.repeatability.kind,
        way=way,
        n_rows=len(_rows_in(both.new)),
        n_cells=sum(map(len, part.cells)),
        deviations=tuple(sorted(found, key=lambda deviation: -deviation.size)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Both:
    """A part and its reference, by column: frames by row, of the reference with a column per run.

    ``runs`` and ``new`` hold labels, and "a number" where there is one.
    """

    part: Part
    way: Way
    bits: Mapping[str, str]
    numbers: Mapping[str, pd.DataFrame]
    new_numbers: Mapping[str, pd.DataFrame]
    runs: Mapping[str, pd.DataFrame]
    new: Mapping[str, pd.DataFrame]

    def is_firm(self, column: str) -> bool:
        """Whether entries must be those of the first run."""
        kind, fixed = self.part.repeatability.kind, self.part.repeatability.fixed
        return self.way != "errors" or kind == "exact" or column_of(column) in fixed

    def has_same_bits(self, column: str) -> bool:
        """Whether every bit of the column behind a column of cells is that of the first run, where that is asked."""
        name = column_of(column)
        return self.way == "bits" and name in self.bits and self.bits[name] == self.part.bits.get(name)

    def is_compared(self, column: str) -> bool:
        """Whether entries mean something by themselves in this way."""
        return self.is_firm(column) or column_of(column) not in self.part.repeatability.numbering


def _both(part: Part, reference: Reference, way: Way) -> _Both:
    before = reference.part(part.name)
    now = Cells(
        part.cells.numbers.droplevel("table").to_frame(0), part.cells.labels.droplevel("table").to_frame(0)
    )
    return _Both(
        part=part,
        way=way,
        bits=reference.about.bits.get(part.name, {}),
        numbers=_by_column(before.numbers),
        new_numbers=_by_column(now.numbers),
        runs=_by_column(_states(before)),
        new=_by_column(_states(now)),
    )


def _by_column(cells: pd.DataFrame) -> dict[str, pd.DataFrame]:
    groups = cells.groupby(level="column", sort=False)
    return {str(column): group.droplevel("column") for column, group in groups}


def _states(cells: Cells) -> pd.DataFrame:
    """Return the label of every cell of every run, "a number" for a finite one, and missing where there is no cell."""
    index = cells.numbers.index.union(cells.labels.index, sort=False)
    known = cells.labels.reindex(index).astype(object)
    return known.where(
        known.notna(), cells.numbers.reindex(index).notna().replace({True: _NUMBER, False: None})
    )


def _rows_in(columns: Mapping[str, pd.DataFrame], run: int = 0) -> set[str]:
    return {row for frame in columns.values() for row in frame.index[frame.iloc[:, run].notna()]}


def _columns(both: _Both) -> Iterator[Deviation]:
    if not both.bits:
        yield Deviation(inf, "is not in the reference")
        return
    gone, come = sorted(both.bits.keys() - both.part.bits), sorted(both.part.bits.keys() - both.bits)
    if gone:
        yield Deviation(inf, f"has no column {gone[0]}{_more(gone)}")
    if come:
        yield Deviation(inf, f"has a column {come[0]} that the reference has not{_more(come)}")


def _rows(both: _Both) -> Iterator[Deviation]:
    """Yield rows that came or went; where they depend on the seed, only if that are more than half of them."""
    varying = {column: frame for column, frame in both.runs.items() if not both.is_firm(column)}
    n_runs = next(iter(varying.values())).shape[1] if varying else 1
    runs = [_rows_in(varying or both.runs, run) for run in range(n_runs)]
    rows, always, ever = _rows_in(both.new), set.intersection(*runs), set.union(*runs)
    gone, come = sorted(always - rows), sorted(rows - ever)
    if (
        both.way == "errors"
    ):  # which points are crossed out depends on the seed, as column reliable of their table does
        gone, come = ([row for row in each if _CROSSED_OUT not in row] for each in (gone, come))
    depends = both.way == "errors" and (both.part.repeatability.by_place or always != ever)
    if depends and 2 * max(len(gone), len(come)) <= len(always):
        return
    if gone:
        yield Deviation(inf, f"has no row {gone[0]}{_more(gone)}")
    if come:
        yield Deviation(inf, f"has a row {come[0]} that the reference has not{_more(come)}")


def _labels(both: _Both) -> Iterator[Deviation]:
    for column, runs in both.runs.items():
        if column in both.new and both.is_compared(column):
            firm = both.is_firm(column)
            before = (runs.iloc[:, :1] if firm else runs).dropna()
            new = both.new[column][0].reindex(before.index).dropna()
            yield from (_firm_labels if firm else _loose_labels)(column, before.loc[new.index], new)


def _firm_labels(column: str, runs: pd.DataFrame, new: pd.Series) -> Iterator[Deviation]:
    differ = new != runs.iloc[:, 0]
    if differ.any():
        row = differ.idxmax()
        clause = f"has {new[row]} instead of {runs.iloc[:, 0][row]} in {column} of row {row}"
        yield Deviation(inf, clause + _more(differ.index[differ]))


def _loose_labels(column: str, runs: pd.DataFrame, new: pd.Series) -> Iterator[Deviation]:
    lost = (runs == _NUMBER).all(axis=1) & (new != _NUMBER)
    if 0 < len(new) <= FEW_ROWS and lost.any():
        row = lost.idxmax()
        yield Deviation(inf, f"has {new[row]} instead of a number in {column} of row {row}")
    elif len(new):
        size = counted_surprises(runs.to_numpy(str), new.to_numpy(str))
        yield Deviation(size, f"has more new values of {column} than runs with other seeds")


def _largest(both: _Both, column: str) -> Deviation:
    """Return the largest deviation of the numbers of a column."""
    if column not in both.new_numbers or not both.is_compared(column):
        return Deviation(0.0, f"has no numbers to be compared in {column}")
    new, firm = both.new_numbers[column][0], both.is_firm(column)
    if firm:
        deviations = in_tolerances(both.numbers, column, new, both.part.repeatability)
        size = deviations.max() * LIMITS[both.way] if len(deviations) else 0.0
    else:
        own = printed_errors(both.new_numbers, column)
        deviations = in_standard_errors(both.numbers, column, new, None if own is None else own[0])
        size = largest_but_outliers(deviations.to_numpy())
    if not size > 0:
        return Deviation(0.0, f"has the same {column}")
    row = deviations.idxmax()
    runs = both.numbers[column].loc[row].dropna()
    listed = ", ".join(f"{value:.9g}" for value in (runs.iloc[:1] if firm else runs))
    return Deviation(float(size), f"has {new[row]:.9g} in {column} of row {row}, the reference {listed}")


def _bits(both: _Both, numbers: Mapping[str, Deviation]) -> Iterator[Deviation]:
    """Yield columns of other bits; their size is beyond the limit, though numbers may differ by less."""
    if both.way != "bits":
        return
    limit = float(np.nextafter(LIMITS["bits"], inf))
    for column, digest in both.part.bits.items():
        if both.bits.get(column, digest) != digest:
            parts = [each.size for name, each in numbers.items() if column_of(name) == column]
            largest = max(parts, default=0.0)
            by = f", by up to {largest:.2g} tolerances" if parts else ""
            yield Deviation(max(largest, limit), f"has other bits in {column}{by}")


def _more(places: Sequence[object]) -> str:
    return f" (and {len(places) - 1} more)" if len(places) > 1 else ""
