"""Counts that are all multiples of one number, as rates per second in bins of equal width are."""

from collections.abc import Iterator

import numpy as np

from rgcore.errors import InputError
from rgcore.series import Samples, replayable

__all__ = ["rates_in_bins", "without_common_factor"]

FEWEST = 20  # entries above 0, that share no factor by accident
ROUNDED = 1e-4  # of the common factor: rates with four digits
LARGEST = 100.0  # multiples of it, by which it is known that well


@replayable
def without_common_factor(blocks: Samples, where: str) -> Iterator[np.ndarray]:
    """Yield blocks of counts, and raise InputError at their end if all are multiples of a number above 1.

    Parameters
    ----------
    blocks : Samples
        Non-negative whole numbers, NaN where one is missing.
    where : str
        Opens the message; usually the path.
    """
    factor, n_positive = 0, 0
    for block in blocks:
        if factor != 1:
            # Larger ones are not resolved, and refused elsewhere.
            present = block[(block > 0) & (block < 2.0**53)]
            n_positive += present.size
            factor = int(np.gcd.reduce(np.unique(present).astype(np.int64), initial=factor))
        yield block
    if factor > 1 and n_positive >= FEWEST:
        raise InputError(
            f"{where} must hold spike counts (0, 1, 2, ...), but all are multiples of {factor}, as {_rates(factor)} "
            f"are: write kind: matrix for rates, or divide the numbers by {factor}"
        )


def rates_in_bins(block: np.ndarray) -> str:
    """Return a phrase on what numbers that are no counts may be, and what to write; "" if that is unclear.

    Parameters
    ----------
    block : array of real numbers
        Of any shape, NaN where one is missing.
    """
    present = np.unique(block[np.isfinite(block)])
    positive = present[present > 0]
    if present[0] < 0 or not positive.size:
        return ": counts are not negative, so write kind: matrix for what is no count"
    multiples = positive / positive[0]
    if multiples[-1] > LARGEST or np.abs(multiples - np.round(multiples)).max() > ROUNDED * multiples[-1]:
        return ": write kind: matrix if these are rates"
    return (
        f": all are multiples of {positive[0]:.6g}, as {_rates(positive[0])} are, so write kind: matrix for rates, or "
        "multiply them by the width of a bin"
    )


def _rates(factor: float) -> str:
    return f"rates per second in bins of {1 / factor:.6g} s"
