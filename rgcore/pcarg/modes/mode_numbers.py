"""How many modes are kept and dropped, from fractions or numbers in the config."""

from collections.abc import Sequence
from numbers import Integral

import numpy as np

from rgcore.errors import InputError

__all__ = ["cutoff_numbers", "dropped_number"]


def dropped_number(dropped_top: float, n_variables: int) -> int:
    """Return how many of the largest modes to remove.

    Parameters
    ----------
    dropped_top : float or int
        A float is a fraction of the variables in [0, 1), rounded to a whole number; an integer a number of modes.
    n_variables : int

    Raises
    ------
    InputError
        If it is neither, or leaves no mode.
    """
    is_number = isinstance(dropped_top, Integral)
    if is_number or 0 <= dropped_top < 1:
        number = int(dropped_top) if is_number else round(dropped_top * n_variables)
        if 0 <= number < n_variables:
            return number
    raise InputError(
        f"dropped_top must be a fraction in [0, 1) (a float) or a number of modes (an integer) that leaves at least "
        f"one of {n_variables}, got {dropped_top}"
    )


def cutoff_numbers(kept: Sequence[float], n_modes: int) -> np.ndarray:
    """Return the distinct numbers of modes to keep, ascending.

    Parameters
    ----------
    kept : sequence of float or int
        A float f in (0, 1] stands for max(1, round(f n_modes)), an integer from 1 on for itself.
    n_modes : int

    Raises
    ------
    InputError
        If there is none, or one is neither such a fraction nor an integer up to ``n_modes``.
    """
    numbers = [_kept_number(each, n_modes) for each in kept]
    if not numbers or None in numbers:
        raise InputError(
            f"kept must be fractions above 0 and up to 1.0 (floats), or numbers of modes from 1 to {n_modes} "
            f"(integers), got {list(kept)}"
        )
    return np.unique(np.array(numbers, dtype=np.int64))


def _kept_number(kept: float, n_modes: int) -> int | None:
    """Return a number of modes; None for what is neither a fraction nor a number."""
    if isinstance(kept, Integral):
        return int(kept) if 1 <= kept <= n_modes else None
    return max(1, round(kept * n_modes)) if 0 < kept <= 1 else None
