"""Shares that do not move, or have no entries, for a long time: suspended, delisted, listed late or padded."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    pass

__all__ = ["holiday_warnings", "longest_run", "still_warnings"]

FEWEST_HOLIDAYS = 3
LONG_RUN = 10  # rows, two weeks of trade; liquid shares of the S&P 500 stand still for at most 3


def still_warnings(
    returns: np.ndarray, dates: tuple[str, ...], present: np.ndarray, when: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """Return the warnings about each share.

    Parameters
    ----------
    returns : (n_samples, n_shares) float64 array
        Missing ones are NaN.
    dates : tuple of str
        Of the returns.
    present : (n_dates, n_shares) bool array
        Which entries of the table are there, prices or returns.
    when : tuple of str
        Dates of these.
    """
    least = max(LONG_RUN, len(returns) // 100)
    return [
        (*_still(returns[:, share] == 0, dates, least), *_absent(~present[:, share], when, least))
        for share in range(returns.shape[1])
    ]


def longest_run(mask: np.ndarray) -> tuple[int, int]:
    """Return where the longest run of True begins and its length; the first of several, (0, 0) if there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not len(starts):
        return 0, 0
    place = int(lengths.argmax())
    return int(starts[place]), int(lengths[place])


def holiday_warnings(returns: np.ndarray, dates: tuple[str, ...]) -> tuple[str, ...]:
    """Return a warning if there are several dates on which no share moves; parameters as in ``still_warnings``."""
    still = (returns == 0).all(axis=1)
    if returns.shape[1] == 1 or still.sum() < FEWEST_HOLIDAYS:
        return ()
    return (
        f"no share moves on {still.sum()} of {len(still)} dates, the first {dates[int(still.argmax())]}: holidays with "
        "the prices of the day before?",
    )


def _still(still: np.ndarray, dates: tuple[str, ...], least: int) -> list[str]:
    start, length = longest_run(still)
    if length < least:
        return []
    if start + length == len(still):
        return [f"does not move from {dates[start]} on, {length} dates to the end: delisted, or padded?"]
    if start == 0:
        return [
            f"does not move up to {dates[length - 1]}, {length} dates from the beginning: listed late, or padded?"
        ]
    return [
        f"does not move from {dates[start]} to {dates[start + length - 1]}, {length} dates: suspended, or padded?"
    ]


def _absent(gaps: np.ndarray, dates: tuple[str, ...], least: int) -> list[str]:
    if not gaps.any() or gaps.all():
        return []
    first, last = int((~gaps).argmax()), len(gaps) - 1 - int((~gaps)[::-1].argmax())
    texts = []
    if first > 0:
        texts.append(f"has no entry before {dates[first]}, {first} dates: listed late?")
    if last < len(gaps) - 1:
        texts.append(f"has no entry after {dates[last]}, {len(gaps) - 1 - last} dates: delisted?")
    start, length = longest_run(gaps[first : last + 1])
    if length >= least:
        start += first
        texts.append(
            f"has no entry from {dates[start]} to {dates[start + length - 1]}, {length} dates: suspended?"
        )
    return texts
