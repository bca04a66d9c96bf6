"""From an array with named axes to samples times variables."""

import numpy as np

from rgcore.datasets.settings import AXES
from rgcore.errors import InputError

__all__ = ["axis_lengths", "flatten_axes"]


def axis_lengths(shape: tuple[int, ...], axes: tuple[str, ...], where: str) -> tuple[int, int]:
    """Return (n_samples, n_variables) of an array of this shape.

    Raises
    ------
    InputError
        If the array has another number of axes than are named.
    """
    if len(shape) != len(axes):
        raise InputError(
            f"{where} must have the {len(axes)} axes {list(axes)}, found shape {shape}: {_remedy(len(shape))}"
        )
    n_variables = shape[axes.index("variable")]
    n_samples = int(np.prod([n for n, axis in zip(shape, axes, strict=True) if axis != "variable"]))
    return n_samples, n_variables


def _remedy(n_axes: int) -> str:
    """Return what to do with an array of another number of axes than are named."""
    if n_axes == 1:
        return "that is one variable, so put several beside one another, in numpy with column_stack"
    if n_axes <= len(AXES):
        return "name them under axes"
    return "save an array of samples x variables, in numpy with reshape"


def flatten_axes(values: np.ndarray, axes: tuple[str, ...], where: str) -> np.ndarray:
    """Return ``values`` as (n_samples, n_variables), a view where that is possible.

    Successive samples are successive in time; a third axis (repeats) is the slowest: all of the first
    repeat comes before the second.
    """
    n_samples, n_variables = axis_lengths(values.shape, axes, where)
    order = [axes.index(axis) for axis in AXES if axis in axes]
    return values.transpose(order).reshape(n_samples, n_variables)
