"""Spins and states of units: arrays of two values, whatever their type."""

import numpy as np

from rgcore.arguments.arrays import Axes, any_numbers, require_shape
from rgcore.errors import InputError

__all__ = ["spins", "states"]


def spins(name: str, values: object, axes: Axes) -> np.ndarray:
    """Return spins as an int8 array; not copied if they are one.

    Parameters
    ----------
    name : str
        Of the argument, which begins the sentence.
    values : object
        What was given: -1 and +1 of any real type. Booleans and 0/1 are refused: write 2 * bits - 1.
    axes : tuple
        The shape, as of :func:`rgcore.arguments.arrays.require_shape`.

    Raises
    ------
    InputError
        If a value is neither -1 nor +1, or the shape is another.
    """
    array = any_numbers(name, values)
    require_shape(name, array, axes)
    if array.dtype != np.int8:
        _require_two_values(name, array, -1)
        return array.astype(np.int8)
    all_odd = int(np.bitwise_and.reduce(array, axis=None)) & 1  # min and max alone let 0 pass
    if not all_odd or array.min() < -1 or array.max() > 1:
        _require_two_values(name, array, -1)
    return array


def states(name: str, values: object, n_units: int, low: float) -> np.ndarray:
    """Return states (n, n_units) of units of the values ``low`` and 1 in a type with a sign; else not copied.

    Raises
    ------
    InputError
        If a value is neither ``low`` nor 1, or the shape is another.
    """
    if low == -1:
        array = any_numbers(name, values)
        return (
            spins(name, array, ("n", n_units)) if array.dtype.kind != "f" else _of(name, array, n_units, low)
        )
    array = _of(name, any_numbers(name, values, kinds="biuf" if low == 0 else "iuf"), n_units, low)
    return array.astype(np.int8) if array.dtype.kind in "bu" else array


def _of(name: str, array: np.ndarray, n_units: int, low: float) -> np.ndarray:
    require_shape(name, array, ("n", n_units))
    _require_two_values(name, array, low)
    return array


def _require_two_values(name: str, array: np.ndarray, low: float) -> None:
    """Raise InputError unless every entry is ``low`` or 1, with the first other one and where it is."""
    wrong = (array != low) & (array != 1)
    if wrong.any():
        place = tuple(int(index) for index in np.argwhere(wrong)[0])
        remedy = "" if array.min() < 0 or low != -1 else ": write 2 * bits - 1 for bits 0 and 1"
        remedy = ": write (spins + 1) // 2 for spins" if low == 0 and array[place] == -1 else remedy
        raise InputError(f"{name} must be {low:g} or {1:g}, got {array[place]:g} at {list(place)}{remedy}")
