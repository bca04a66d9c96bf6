"""Tables whose second line shows which columns are cells, as those of Inscopix do: accepted, rejected, undecided."""

import ast
from collections.abc import Sequence
from contextlib import suppress

from rgcore.datasets.formats.neurodata.unit_quality import BAD, GOOD
from rgcore.datasets.select_variables import VariableTable

__all__ = ["variables_of_columns"]

STATUS = "status"


def variables_of_columns(columns: Sequence[str]) -> VariableTable:
    """Return the columns of a table as variables, in their order, with their ``status`` if a header has such a line.

    A header of two lines comes as pandas writes it, ('C00', 'accepted').
    """
    pairs = [_pair(column) for column in columns]
    if not pairs or None in pairs or not {status.strip().lower() for _, status in pairs} <= {*GOOD, *BAD}:
        return VariableTable(names=tuple(columns))
    names, status = zip(*pairs, strict=True)
    return VariableTable(names=names, columns={STATUS: status})


def _pair(column: str) -> tuple[str, str] | None:
    if column.startswith("(") and column.endswith(")"):
        with suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            found = ast.literal_eval(column)
            if isinstance(found, tuple) and len(found) == 2 and all(isinstance(each, str) for each in found):
                return found
    return None
