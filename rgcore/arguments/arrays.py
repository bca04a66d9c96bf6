"""Arrays of numbers: their type, their shape, and that every entry is finite."""

import warnings
from collections.abc import Iterable

import numpy as np

from rgcore.arguments.entry_types import entries_in_words
from rgcore.arguments.scalars import real_number, shown, whole_number
from rgcore.errors import InputError

__all__ = [
    "Axes",
    "any_numbers",
    "each_of",
    "float_array",
    "list_of_counts",
    "list_of_numbers",
    "probabilities",
    "real_array",
    "require_shape",
    "symmetric_matrix",
]

_ROWS_AT_ONCE = 256  # of a large matrix
Axes = tuple[int | str, ...]


def any_numbers(name: str, values: object, *, kinds: str = "iuf") -> np.ndarray:
    """Return array-like values as an array of real numbers, of the type they have; not copied if they are one.

    ``kinds`` are the letters of the types of numpy that are taken: with "b" booleans are 0 and 1.

    Raises
    ------
    InputError
        If they are text, complex, objects, masked, booleans, or lists of unequal length.
    """
    if isinstance(values, np.ma.MaskedArray):
        raise InputError(f"{name} must not be a masked array, whose gaps would count: fill them")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            array = np.asarray(values)
    except (ValueError, TypeError, Warning):
        raise InputError(f"{name} must be an array of numbers, got {shown(values)}") from None
    if array.dtype.kind not in kinds:
        raise InputError(f"{name} must be an array of real numbers, got {_described(values, array)}")
    return array


def real_array(name: str, values: object, axes: Axes, *, finite: bool = True) -> np.ndarray:
    """Return array-like values as a float64 array of a shape; not copied if they are one.

    Parameters
    ----------
    name : str
        Of the argument, which begins the sentence.
    values : object
        What was given.
    axes : tuple
        As of :func:`require_shape`.
    finite : bool
        Whether every entry must be finite.

    Raises
    ------
    InputError
        If they are no such array.
    """
    array = any_numbers(name, values)
    require_shape(name, array, axes)
    array = array.astype(np.float64, copy=False)
    if finite and not np.isfinite(array).all():
        raise InputError(f"{name} must be finite, got {_first(array, ~np.isfinite(array))}")
    return array


def float_array(name: str, values: object, axes: Axes, *, largest: float) -> np.ndarray:
    """Return array-like values as a float32 array if they are one, else as float64; not copied if of that type.

    Parameters
    ----------
    name, values, axes
        As of :func:`real_array`.
    largest : float
        What the size of an entry may not exceed.

    Raises
    ------
    InputError
        If they are no such array.
    """
    array = any_numbers(name, values)
    require_shape(name, array, axes)
    array = array.astype(
        np.float32 if array.dtype.newbyteorder("=") == np.float32 else np.float64, copy=False
    )
    if not -largest <= array.min() <= array.max() <= largest:  # False for NaN
        found = _first(array, ~(np.abs(array) <= largest))
        raise InputError(f"{name} must hold finite numbers up to {largest:g} in size, got {found}")
    return array


def list_of_counts(name: str, values: object, *, most: int) -> list[int]:
    """Return one or more whole numbers from 1 to ``most`` as a list of ints; InputError for anything else."""
    given = _sequence(name, values, "whole numbers, such as [20, 10]")
    return [whole_number(place, value, least=1, most=most) for place, value in given]


def require_shape(name: str, array: np.ndarray, axes: Axes) -> None:
    """Raise InputError unless an array has a shape.

    Parameters
    ----------
    name : str
    array : array
    axes : tuple
        A length, or a name, for each axis: axes of one name have one length, which is at least 1. "..." in the
        first or the last place stands for any number of axes.
    """
    shape, wanted = array.shape, axes
    if axes[:1] == ("...",):
        shape, wanted = shape[max(0, array.ndim - len(axes) + 1) :], axes[1:]
    elif axes[-1:] == ("...",):
        shape, wanted = shape[: len(axes) - 1], axes[:-1]
    lengths: dict[str, int] = {}
    fits = array.ndim > 0 and len(shape) == len(wanted)
    fits = fits and all(
        length == (axis if isinstance(axis, int) else lengths.setdefault(axis, length)) and length >= 1
        for length, axis in zip(shape, wanted, strict=True)
    )
    if not fits or array.size == 0:
        words = ", ".join(map(str, axes)) + "," * (len(axes) == 1)
        raise InputError(f"{name} must have shape ({words}) and at least one entry, got shape {array.shape}")


def symmetric_matrix(name: str, values: object) -> np.ndarray:
    """Return values as a finite (n, n) float64 matrix; InputError unless symmetric to 1e-9 of its largest entry."""
    matrix = real_array(name, values, ("n", "n"))
    largest = max(abs(matrix.min()), abs(matrix.max()))
    for start in range(0, len(matrix), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        unequal = np.abs(matrix[rows] - matrix[:, rows].T) > 1e-9 * largest
        if unequal.any():
            row, column = (int(index) for index in np.argwhere(unequal)[0])
            row += start
            raise InputError(
                f"{name} must be a symmetric matrix, got {matrix[row, column]} at {[row, column]} and "
                f"{matrix[column, row]} at {[column, row]}"
            )
    return matrix


def probabilities(name: str, values: object) -> np.ndarray:
    """Return values as (n,) float64 probabilities; InputError unless none is negative and their sum is 1 to 1e-6."""
    array = real_array(name, values, ("n",))
    if array.min() < 0 or abs(array.sum() - 1) > 1e-6:
        raise InputError(
            f"{name} must be probabilities, from 0 to 1 with sum 1, got a least of {array.min():.6g} "
            f"and a sum of {array.sum():.6g}"
        )
    return array


def list_of_numbers(name: str, values: object, **limits: float) -> list[float]:
    """Return one or more real numbers as a list of floats.

    Parameters
    ----------
    name : str
    values : iterable of numbers
        A list, a tuple, an array of one axis, a column of a table; no text.
    **limits
        The range of each, as of :func:`rgcore.arguments.scalars.real_number`.

    Raises
    ------
    InputError
        If there is none, or one is no finite number in range.
    """
    given = _sequence(name, values, "numbers, such as [1.0, 2.0]")
    return [real_number(place, value, **limits) for place, value in given]


def each_of(name: str, values: object) -> list[object]:
    """Return what a sequence of numbers holds, of the types that they have; InputError if it is none, or empty."""
    return [value for _, value in _sequence(name, values, "numbers, such as [0.5, 10]")]


def _sequence(name: str, values: object, wanted: str) -> list[tuple[str, object]]:
    """Return what a sequence holds, each with the name of its place; InputError if it is none, or empty."""
    if isinstance(values, str | bytes | dict) or not isinstance(values, Iterable) or np.ndim(values) == 0:
        raise InputError(f"{name} must be a sequence of {wanted}, got {shown(values)}")
    given = [(f"{name}[{place}]", value) for place, value in enumerate(values)]
    if not given:
        raise InputError(f"{name} must hold at least one number, got none")
    return given


def _first(array: np.ndarray, wrong: np.ndarray) -> str:
    """Return the first wrong entry of an array, and where it is."""
    place = tuple(int(index) for index in np.argwhere(wrong)[0])
    return f"{array[place]} at {list(place)}"


def _described(values: object, array: np.ndarray) -> str:
    """Return what was given, in words that show why it is refused."""
    if array.ndim == 0:
        return shown(values)
    return f"{entries_in_words(array.dtype)} of shape {array.shape}"
