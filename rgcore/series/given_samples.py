"""Samples as somebody gives them: blocks as arrays, joined by the names of their columns, without times among them."""

from collections.abc import Iterable, Iterator

import numpy as np

from rgcore.errors import InputError
from rgcore.series.inputs.cards import Table, card_of
from rgcore.series.inputs.checks.columns import in_order_of
from rgcore.series.inputs.checks.matrix import real_matrix
from rgcore.series.monotone_variables import MonotoneVariables

__all__ = ["GivenSamples", "matrices"]

NUMBERED = "numpy.delete(samples, {name}, axis=1)"  # how to leave out a variable without a name


class GivenSamples:
    """Samples as somebody has them, as matrices; their first whole pass ends in an error if a variable is in order.

    ``variables`` are their names, None if they have none.
    """

    def __init__(self, found: Iterable) -> None:
        self._found, self._passed = found, False
        self.variables = getattr(found, "variables", None)

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the matrices; InputError at the end of the first pass if a variable rises or falls throughout."""
        order = MonotoneVariables()
        for rows in matrices(self._found):
            if not self._passed:
                order.add(rows)
            yield rows
        for variable, way in order.found():
            raise InputError(_why_none(variable, way, self._found))
        self._passed = True


def _why_none(variable: int, way: str, found: Iterable) -> str:
    names = getattr(found, "variables", None)
    name = variable if names is None else names[variable]
    leave_out = found.leave_out if isinstance(found, Table) and names is not None else ""
    if names is None:
        leave_out = NUMBERED
    how = f", as in {leave_out.format(name=name)}" if leave_out else ""
    return (
        f"samples must be variables and nothing else, but variable {name} {way} from the first sample to the last, as "
        f"times, dates and numbers of rows do: leave it out{how}, or give its differences if it is one"
    )


def matrices(blocks: Iterable) -> Iterator[np.ndarray]:
    """Yield blocks as arrays; anything that is taken as samples is taken as a block, named columns by their names."""
    names, n_variables, n_seen = None, None, 0
    for given in blocks:
        rows, found = (given, None) if type(given) is np.ndarray else _converted(given)
        rows = real_matrix(rows, n_seen)
        if n_variables is not None and rows.shape[1] != n_variables:
            raise InputError(
                f"all blocks of samples must hold {n_variables} variables as the first, found {rows.shape[1]} "
                f"at sample {n_seen + 1}"
            )
        rows = in_order_of(names, found, rows, n_seen)
        names, n_variables, n_seen = names or found, rows.shape[1], n_seen + len(rows)
        yield rows


def _converted(given: object) -> tuple[object, tuple[str, ...] | None]:
    """Return a block as something that numpy takes for an array, and the names of its columns."""
    card = card_of(given)
    found = given if card is None or isinstance(given, np.ndarray) else card.read(given)
    return (np.concatenate(list(found)), found.variables) if isinstance(found, Table) else (given, None)
