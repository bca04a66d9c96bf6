"""Which columns of a table label its rows: dates, times, numbers of rows, names of variables. They are no variables.

A column is left out without being named in the config only if it cannot be a variable: an index that pandas stored, a
column without a name that counts the rows, dates as text, names as text. What may be a variable is refused.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.tables.entries.column_kinds import equally_spaced, monotone
from rgcore.datasets.formats.tables.entries.no_numbers import how_to_write
from rgcore.datasets.formats.tables.named_columns import TableLayout
from rgcore.datasets.formats.tables.text.text_columns import UNNAMED
from rgcore.datasets.messages import in_yaml, listing, nearest_first, shortened
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.errors import InputError

__all__ = ["label_columns"]

PARTS = ("year", "yr", "yyyy", "month", "weekday", "doy", "dayofyear", "day_of_year", "hour")  # of dates
OTHER_PARTS = ("mo", "mon", "day", "da", "minute", "second")  # beside them
FEWEST_NAMES = 4  # numbers that name rows
IDENTIFIER = re.compile(r"(?i:(.*[ _.-])?(id|idx|index|nr|row|obs))|.*[a-z]I[dD]")  # as column names


def label_columns(
    layout: TableLayout, settings: DatasetSettings, path: Path
) -> tuple[tuple[str, ...], Decisions]:
    """Return the columns that label rows, the one that names them first, and the decisions.

    Raises
    ------
    InputError
        If a column that ``index`` names is not there, or one that it does not name may label rows as well as be a
        variable; names the key to write.
    """
    stored = layout.columns[: layout.n_index]
    if settings.index is not None:
        for column in settings.index:
            if column not in layout.columns:
                held = listing(nearest_first(column, layout.columns))
                raise InputError(f"{path} must hold column {column}, which index names, but it holds {held}")
        labels = tuple(dict.fromkeys((*settings.index, *stored)))
        return labels, Decisions(left_out=tuple((column, "named under index") for column in settings.index))
    found = _Columns(layout, settings, path)
    truths = [column for column, kind in zip(layout.columns, layout.kinds, strict=True) if kind == "truth"]
    decisions = Decisions(
        made=(f"true and false are 1 and 0 in {listing(truths)}",) if truths else (),
        left_out=tuple((column, "the index that pandas stored") for column in stored),
    )
    others = found.of_variables() if settings.axes[0] == "variable" else found.of_samples()
    return (*stored, *others), decisions.and_then(Decisions(left_out=tuple(others.items())))


class _Columns:
    """Columns of a table that the config does not name."""

    def __init__(self, layout: TableLayout, settings: DatasetSettings, path: Path) -> None:
        self.layout, self.path = layout, path
        self.rows_are_time = settings.axes[0] != "variable"
        self.chosen = settings.variables is not None
        chosen = None if settings.variables is None else set(settings.variables)
        left_out = set(settings.exclude or ())
        columns = zip(layout.columns[layout.n_index :], layout.kinds[layout.n_index :], strict=True)
        self.kinds = {
            name: kind
            for name, kind in columns
            if not self.rows_are_time or (name not in left_out and (chosen is None or name in chosen))
        }
        first = layout.columns[layout.n_index] if len(layout.columns) > layout.n_index else None
        self.first = first if first in self.kinds and chosen is None else None
        self.numbers = layout.beginning

    def of_samples(self) -> dict[str, str]:
        """Return the columns that label samples, and a phrase each on why."""
        labels = {}
        for column, kind in self.kinds.items():
            if kind == "date":
                labels[column] = f"it contains dates (index: {in_yaml(column)})"
            elif kind == "text":
                self._refuse_text(column)
        self._refuse_dates_of_each(list(labels))
        self._refuse_parts_of_dates()
        if self.first is None or self.kinds[self.first] not in {"integer", "decimal"}:
            return labels
        if self.first == UNNAMED and _counts(self.numbers):
            return labels | {self.first: f"it counts the rows (index: {in_yaml(self.first)})"}
        if self.first == UNNAMED or (
            len(self.numbers) >= MINIMUM_SAMPLES
            and (equally_spaced(self.numbers) or _are_dates(self.numbers) or self._are_identifiers())
        ):
            self._refuse_numbers()
        return labels

    def _are_identifiers(self) -> bool:
        """Return whether the first column is called id or the like, and holds different whole numbers."""
        different = len(set(self.numbers)) == len(self.numbers)
        return different and self.kinds[self.first] == "integer" and bool(IDENTIFIER.fullmatch(self.first))

    def _refuse_dates_of_each(self, dates: list[str]) -> None:
        """Raise InputError if every second column holds dates: rows are then at another time in each variable."""
        if len(dates) > 1 and dates == list(self.kinds)[::2] and len(self.kinds) == 2 * len(dates):
            raise InputError(
                f"{self.path} must have one column of dates for all variables, but {listing(dates, 3)} come before one "
                "each: write kind: prices or kind: returns, or index: "
                f"[{', '.join(map(in_yaml, dates))}] if the dates of every row are the same"
            )

    def _refuse_parts_of_dates(self) -> None:
        """Raise InputError if columns of whole numbers are called year, month or the like."""
        whole = [column for column, kind in self.kinds.items() if kind == "integer"]
        parts = [column for column in whole if column.lower() in (*PARTS, *OTHER_PARTS)]
        if self.chosen or not any(column.lower() in PARTS for column in parts):
            return
        raise InputError(
            f"{self.path} must hold the numbers of variables alone, but {listing(parts)} may be parts of dates: write "
            f"index: [{', '.join(map(in_yaml, parts))}] if so, or index: [] if they are variables"
        )

    def of_variables(self) -> dict[str, str]:
        """Return the columns that name variables, one per row, and a phrase each on why."""
        words = [column for column, kind in self.kinds.items() if kind in {"text", "date"}]
        if words[1:] or (words and words[0] != self.first):
            listed = ", ".join(map(in_yaml, words))
            raise InputError(
                f"{self.path} must hold numbers beside the names of its variables, but columns {listing(words)} "
                f"contain text: write index: [{listed}], the one with the names first"
            )
        if self.first is None:
            return {}
        others = [column for column in self.kinds if column != self.first]
        if words or (
            not _is_number(self.first) and self.layout.named and others and all(map(_is_number, others))
        ):
            return {self.first: f"it names the variables (index: {in_yaml(self.first)})"}
        if self.first == UNNAMED and _counts(self.numbers):
            return {self.first: f"it counts the variables (index: {in_yaml(self.first)})"}
        if self.first == UNNAMED or self._may_name_rows(others):
            self._refuse_numbers()
        return {}

    def _may_name_rows(self, others: Sequence[str]) -> bool:
        """Return whether the first column may hold numbers of variables: whole and different, or in order."""
        different = len(set(self.numbers)) == len(self.numbers) >= FEWEST_NAMES
        whole = self.kinds[self.first] == "integer"
        unlike = 2 * sum(self.kinds[column] == "decimal" for column in others) > len(others)
        return different and ((whole and unlike) or monotone(self.numbers))

    def _refuse_numbers(self) -> None:
        shown = ", ".join(f"{number:.12g}" for number in self.numbers[:3])
        otherwise = "is a variable" if self.rows_are_time else "holds the first sample"
        self._refuse(self.first, f"{shown}, ...", f"index: [] if it {otherwise}")

    def _refuse_text(self, column: str) -> None:
        first = self.layout.first_entries.get(column, "")
        if how := how_to_write(first):
            raise InputError(
                f"{self.path} must hold numbers, found {shortened(first)} in column {column}{how}"
            )
        found = f"text such as {shortened(first)}" if first else "text"
        self._refuse(column, found, f"exclude: [{in_yaml(column)}] if not")

    def _refuse(self, column: str, found: str, otherwise: str) -> None:
        how = (
            "label the samples, by their times, dates or numbers"
            if self.rows_are_time
            else "name the variables"
        )
        raise InputError(
            f"{self.path} must hold the numbers of variables alone, but column {column} ({found}) may {how}: write "
            f"index: {in_yaml(column)} if it does, or {otherwise}"
        )


def _counts(numbers: Sequence[float]) -> bool:
    """Return whether numbers count from 0 or from 1."""
    return bool(numbers) and numbers[0] in {0, 1} and all(n == numbers[0] + k for k, n in enumerate(numbers))


def _are_dates(numbers: Sequence[float]) -> bool:
    """Return whether numbers can be dates such as 20210105."""
    return all(
        number.is_integer()
        and 18000101 <= number <= 21001231
        and 1 <= number // 100 % 100 <= 12
        and 1 <= number % 100 <= 31
        for number in numbers
    )


def _is_number(name: str) -> bool:
    try:
        float(name)
    except ValueError:
        return False
    return True
