"""Samples as somebody gives them: blocks as arrays, joined by the names of their columns, without times among them."""

import warnings
from collections.abc import Iterable, Iterator

import numpy as np

from rgcore.errors import InputError
from rgcore.series.inputs.cards import Table, card_of
from rgcore.series.inputs.checks.columns import in_order_of
from rgcore.series.inputs.checks.matrix import real_matrix
from rgcore.series.label_variables import coded_variables
from rgcore.series.monotone_variables import MonotoneVariables
from rgcore.series.suspect_variables import suspect_variables

__all__ = ["GivenSamples", "matrices"]

NUMBERED = "numpy.delete(samples, {name}, axis=1)"  # how to leave out a variable without a name


class GivenSamples:
    """Samples as somebody has them, as matrices; their first whole pass ends in an error if a variable is none.

    ``variables`` are their names, None if they have none.
    """

    def __init__(self, found: Iterable) -> None:
        self._found, self._passed, self._warned = found, False, False
        self.variables = getattr(found, "variables", None)

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the matrices; InputError in the first pass if a variable is a time, a label, a mean or a sum.

        A variable that may label the samples, of few whole numbers among others that have none, is warned of.
        """
        order = MonotoneVariables()
        for rows in matrices(self._found):
            if not self._passed:
                if not order.n_samples:
                    self._refuse_suspects(rows)
                order.add(rows)
            yield rows
        for variable, way in order.found():
            found = f"{way} from the first sample to the last, as times, dates and numbers of rows do"
            raise InputError(_why_none(variable, found, self._found))
        self._passed = True

    def _refuse_suspects(self, rows: np.ndarray) -> None:
        for variable, what in suspect_variables(rows, self.variables):
            raise InputError(_why_none(variable, what, self._found))
        for variable in () if self._warned else coded_variables(rows)[0]:
            name = variable if self.variables is None else self.variables[variable]
            warnings.warn(
                f"variable {name} holds a few whole numbers alone, and the others do not: if they label the samples, "
                f"as codes of stimuli do, leave it out{_leaving_out(name, self._found)}",
                stacklevel=3,
            )
        self._warned = True


def _why_none(variable: int, what: str, found: Iterable) -> str:
    """Return the sentence on a variable, by its place, and a phrase on what it is or does."""
    names = getattr(found, "variables", None)
    name = variable if names is None else names[variable]
    how = _leaving_out(name, found)
    if "from the first sample to the last" in what:
        how += ", or give its differences if it is one"
    return f"samples must be variables and nothing else, but variable {name} {what}: leave it out{how}"


def _leaving_out(name: str | int, found: Iterable) -> str:
    """Return how to leave out a variable, as the end of a sentence; "" if that is unclear."""
    names = getattr(found, "variables", None)
    leave_out = found.leave_out if isinstance(found, Table) and names is not None else ""
    if names is None:
        leave_out = NUMBERED
    return f", as in {leave_out.format(name=name)}" if leave_out else ""


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
