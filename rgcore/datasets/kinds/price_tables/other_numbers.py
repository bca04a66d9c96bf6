"""Numbers that are not what the kind of data states: returns in the place of prices, levels in the place of returns.

The mean squared step between successive numbers, in units of their variance, distinguishes them: 2 for independent
numbers such as returns, 0.4 for numbers whose autocorrelation is 0.8, and much less for prices.
"""

from collections.abc import Sequence

import numpy as np

from rgcore.datasets.messages import in_yaml, listing
from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.errors import InputError

__all__ = [
    "log_price_warnings",
    "mean_squared_steps",
    "refuse_levels",
    "refuse_positive",
    "refuse_returns",
    "scale_warnings",
]

OF_LEVELS, OF_RETURNS = 0.4, 1.2  # mean squared step over the variance: below the one, above the other
LARGEST_LOGARITHM = 15.0  # exp(15) is 3 million
SMALL_MOVES = (
    0.005  # median size of daily log returns of currencies, and of the logarithm of a price of shares
)
LARGE_SCALE = (30.0, 300.0)  # times the others: per cent beside fractions


def refuse_returns(prices: np.ndarray, source: str) -> None:
    """Raise InputError if successive prices, (n_dates, n_shares), have nothing to do with each other."""
    steps = mean_squared_steps(prices)
    known = steps[~np.isnan(steps)]
    if known.size and np.median(known) > OF_RETURNS:
        raise InputError(
            f"{source} must hold prices, but successive ones are unlike each other, as returns are (mean squared step "
            f"{np.median(known):.2f} variances): if they are returns, or 1 + return, write kind: returns"
        )


def refuse_positive(smallest: np.ndarray, largest: np.ndarray, shares: Sequence[str], source: str) -> None:
    """Raise InputError if a share has no negative number: prices, volumes and interest rates have none.

    Parameters
    ----------
    smallest, largest : (n_shares,) arrays
        Of the returns of each share.
    shares : sequence of str
    source : str
        Opens the message.
    """
    none = (np.asarray(smallest) >= 0) & (np.asarray(largest) > 0)
    positive = [name for name, found in zip(shares, none, strict=True) if found]
    if len(positive) == len(shares):
        raise InputError(
            f"{source} must hold returns, of both signs, but no number is negative: if they are prices, write "
            "kind: prices, and if they are 1 + return, subtract 1"
        )
    if positive:
        raise InputError(
            f"{source} must hold returns, of both signs, but no number of {listing(positive)} is negative: write "
            f"exclude: [{', '.join(map(in_yaml, positive))}] if these are rates or other numbers, or name all "
            "returns under variables"
        )


def refuse_levels(steps: np.ndarray, shares: Sequence[str], source: str) -> None:
    """Raise InputError if successive returns of a share are nearly the same.

    ``steps`` are the mean squared steps of the shares, (n_shares,), in units of the variance, NaN where unknown.
    """
    levels = [name for name, step in zip(shares, steps, strict=True) if step < OF_LEVELS]
    if levels:
        smallest = 1 - np.nanmin(steps) / 2
        what = "cumulative returns, rates or returns over several rows"
        instead = (
            "take their differences"
            if len(levels) == len(shares)
            else f"write exclude: [{', '.join(map(in_yaml, levels))}], or name all returns under variables"
        )
        raise InputError(
            f"{source} must hold the returns of one row each, but those of {listing(levels)} are nearly the ones "
            f"before, as {what} are (autocorrelation up to {smallest:.2f}): {instead}"
        )


def mean_squared_steps(values: np.ndarray) -> np.ndarray:
    """Return the mean squared step of each column, in units of its variance; NaN for short and constant ones."""
    found = np.full(values.shape[1], np.nan)
    for column, numbers in enumerate(values.T):
        present = numbers[np.isfinite(numbers)]
        if len(present) >= MINIMUM_SAMPLES and (variance := present.var()) > 0:
            found[column] = np.mean(np.diff(present) ** 2) / variance
    return found


def log_price_warnings(prices: np.ndarray) -> tuple[str, ...]:
    """Return a warning if positive prices, (n_dates, n_shares), may be the logarithms of prices."""
    present = prices[np.isfinite(prices)]
    moves = np.abs(np.diff(np.log(prices), axis=0))
    moves = moves[moves > 0]
    if not len(moves) or present.max() >= LARGEST_LOGARITHM or np.median(moves) >= SMALL_MOVES:
        return ()
    return (
        f"all prices are below {LARGEST_LOGARITHM:g} and move by {100 * np.median(moves):.2g} % (median): are they "
        "logarithms of prices? their differences would be of kind: returns",
    )


def scale_warnings(returns: np.ndarray) -> list[tuple[str, ...]]:
    """Return a warning for each share whose returns, (n_dates, n_shares), are much larger than those of the others."""
    present = [each[np.isfinite(each)] for each in returns.T]
    sizes = [float(np.median(np.abs(each))) if len(each) else 0.0 for each in present]
    others = float(np.median(sizes))
    low, high = LARGE_SCALE
    return [
        (f"returns of {size / others:.0f} times the size of the others: per cent beside fractions?",)
        if others > 0 and low < size / others < high
        else ()
        for size in sizes
    ]
