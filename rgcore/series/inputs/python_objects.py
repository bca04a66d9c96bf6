"""Lists and other objects of Python itself."""

from collections.abc import Iterable
from numbers import Real

import numpy as np

from rgcore.arguments.scalars import shown
from rgcore.errors import InputError
from rgcore.series.inputs.cards import InputCard, Table
from rgcore.series.inputs.checks.matrix import real_matrix

__all__ = ["CARD"]

UNORDERED = (str, bytes, dict, set, frozenset)


def _read(data: object) -> Iterable:
    if isinstance(data, dict) and data and all(isinstance(name, str) for name in data):
        raise InputError(
            f"samples must be a matrix of real numbers, or blocks of such, got a mapping of {shown(list(data))}: write "
            "pandas.DataFrame(samples) if its values are series of equal length"
        )
    if isinstance(data, UNORDERED) or not isinstance(data, Iterable):
        raise InputError(f"samples must be a matrix of real numbers, or blocks of such, got {shown(data)}")
    if isinstance(data, memoryview):  # cannot be iterated over where it has two axes
        return _read([real_matrix(data)])
    if not isinstance(data, list | tuple) or not data:
        return data
    first = data[0]
    if isinstance(first, list | tuple) and first and isinstance(first[0], Real):
        array = real_matrix(data)
        return Table(lambda: (array,))
    if getattr(first, "ndim", 2) == 1 and np.ndim(first) == 1:
        raise InputError(
            "samples must be a matrix of real numbers, or blocks of such, found a list of arrays with one axis: write "
            "numpy.column_stack(list) if each is the series of a variable, numpy.stack(list) if each is a sample"
        )
    return data


CARD = InputCard(
    library="builtins",
    objects={
        "list of lists": "a matrix: each inner list is a sample",
        "list or other iterable of blocks": "blocks of successive samples, each anything of this table; one that can "
        "be gone through again may be larger than memory",
        "generator of blocks": "gone through once and kept in a temporary file",
        "list of arrays with one axis": "refused, because they could be samples or variables",
    },
    read=_read,
)
