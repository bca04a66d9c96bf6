"""Arrays that are blocks of samples: two axes, real numbers."""

import numpy as np

from rgcore.arguments.entry_types import entries_in_words, how_to_make_numbers
from rgcore.arguments.scalars import shown
from rgcore.errors import InputError

__all__ = ["real_matrix"]

LARGEST_ITEM = 8  # bytes; kernels are compiled for numbers up to float64


def real_matrix(given: object, place: int = 0) -> np.ndarray:
    """Return something that numpy takes for an array as an (n, n_variables) array of real numbers.

    Not copied if it is one, unless its numbers are longer than float64.

    Raises
    ------
    InputError
        If it is masked or no such array; names the sample that ``place`` came before it.
    """
    if isinstance(given, np.ma.MaskedArray):
        raise InputError(
            f"samples must not be masked arrays, whose gaps would count; found one at sample {place + 1}: leave out "
            "the samples or the variables that are masked, and write array.data"
        )
    try:
        rows = np.asarray(given)
    except (ValueError, TypeError, RuntimeError):
        raise InputError(
            f"samples must be a matrix: its rows must be of one length, found {shown(given)}"
        ) from None
    if rows.ndim != 2 or rows.dtype.kind not in "biuf" or rows.shape[1] < 1:
        raise InputError(
            "samples must be a matrix of real numbers, (n_samples, n_variables), or blocks of such, found "
            f"shape {rows.shape}{_type_of(rows)} at sample {place + 1}{_how(rows)}"
        )
    return rows.astype(np.float64) if rows.dtype.itemsize > LARGEST_ITEM else rows


def _type_of(rows: np.ndarray) -> str:
    return "" if rows.dtype.kind in "biuf" else f" of {entries_in_words(rows.dtype)}"


def _how(rows: np.ndarray) -> str:
    """Return what to write instead, as the end of a sentence."""
    if rows.dtype.names:
        return ": write pandas.DataFrame(array)"
    if rows.dtype.kind in "biuf":
        return ": write array[:, None] for one variable" if rows.ndim == 1 else ""
    return how_to_make_numbers(rows.dtype).replace("save", "give")
