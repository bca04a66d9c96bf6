"""Variables that are none of their own: counters, times that begin anew, codes of labels, means and sums of the others.

All are found in the first block of samples, by exact relations that no measurement has; those that depend on a name are
known by it.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from rgcore.series.label_variables import (
    FEWEST_SAMPLES,
    FIRST_ROWS,
    beginning_of,
    called_labels,
    of_trials,
    one_hot,
)

__all__ = ["suspect_variables"]

FEWEST_REPEATS, FEWEST_NUMBERS = 3, 3
FEWEST_OTHERS, FEWEST_SPREAD = (
    2,
    3,
)  # variables of which another one may be the mean, or the median and the spread
LARGEST_SHARE = 0.9  # of a variable in the sum of all: above, it is that sum by its size alone
EXACT, ROUNDED = 1e-3, 0.02  # standard deviations
SUMMARIES = {
    *(
        "average",
        "avg",
        "mean",
        "total",
        "sum",
        "grandtotal",
        "grandmean",
        "rowmean",
        "rowsum",
        "all",
        "median",
    ),
    *("max", "maximum", "min", "minimum", "sd", "std", "stdev", "stddev", "sem", "range"),
}
STATISTICS = {
    "mean": lambda others: others.mean(axis=1),
    "sum": lambda others: others.sum(axis=1),
    "median": lambda others: np.median(others, axis=1),
    "maximum": lambda others: others.max(axis=1),
    "minimum": lambda others: others.min(axis=1),
    "range": lambda others: np.ptp(others, axis=1),
    "standard deviation": lambda others: others.std(axis=1),
    "sample standard deviation": lambda others: others.std(axis=1, ddof=1),
    "standard error": lambda others: others.std(axis=1, ddof=1) / np.sqrt(others.shape[1]),
}
EQUAL = 0.05  # steps that differ by so much of their mean are equal steps of rounded numbers
SHORTEST, SHORTEST_UNEVEN = 3, 10  # steps between two beginnings in the mean
LINE, BEGINNING = 0.995, 0.1  # correlation of uneven times with their number; share of their range


def suspect_variables(block: np.ndarray, names: Sequence[str] | None = None) -> Iterator[tuple[int, str]]:
    """Yield the place of each variable that is none of its own, and what it does or is, as a phrase.

    Parameters
    ----------
    block : (n, n_variables) array of real numbers
        The first samples; fewer than 20 show nothing.
    names : sequence of str, optional
        Of the variables; without, none is known by its name.
    """
    if len(block) < FEWEST_SAMPLES:
        return
    block = beginning_of(block)
    with np.errstate(over="ignore", invalid="ignore"):  # such numbers are refused elsewhere
        found = [] if names is None else [*called_labels(block, names), *one_hot(block, names)]
        found += [*_counters(block), *_beginning_anew(block), *of_trials(block)]
        found += [*_summaries(block, names), *_statistics(block)]
    yield from ((place, what) for n, (place, what) in enumerate(found) if place not in dict(found[:n]))


def _counters(block: np.ndarray) -> Iterator[tuple[int, str]]:
    first = block[: min(FIRST_ROWS, len(block))]
    again = (
        (first[1:] == first[0]).any(axis=0)
        if len(block) <= FIRST_ROWS
        else np.ones(block.shape[1], dtype=bool)
    )
    for place in np.flatnonzero(again & (first == np.floor(first)).all(axis=0)):
        if n_different := _period(block[:, place]):
            yield (
                int(place),
                f"repeats the same {n_different} numbers in the same order, as numbers of cells, trials or samples do",
            )


def _period(numbers: np.ndarray) -> int:
    """Return how many different whole numbers are repeated throughout; 0 if the numbers are others."""
    again = np.flatnonzero(numbers[1:] == numbers[0])
    period = int(again[0]) + 1 if len(again) else 0
    if period < FEWEST_NUMBERS or len(numbers) < FEWEST_REPEATS * period:
        return 0
    once = numbers[:period]
    if len(np.unique(once)) < period or not np.array_equal(once, np.floor(once)):
        return 0
    return period if np.array_equal(np.resize(once, len(numbers)), numbers) else 0


def _beginning_anew(block: np.ndarray) -> Iterator[tuple[int, str]]:
    """Yield variables that rise, or fall, in equal steps from several beginnings, or unevenly from the same one."""
    steps = np.diff(block[:FIRST_ROWS], axis=0)
    mostly = 2 * np.maximum((steps > 0).sum(axis=0), (steps < 0).sum(axis=0)) > len(steps)
    for place in np.flatnonzero(mostly):
        numbers = block[:, place]
        way = "rises" if np.count_nonzero(np.diff(numbers) > 0) > len(numbers) / 2 else "falls"
        n_beginnings = _beginnings(numbers if way == "rises" else -numbers)
        if n_beginnings > 1:
            yield (
                int(place),
                f"{way} throughout and begins anew {n_beginnings - 1} times, as times do in trials one after the other",
            )


def _beginnings(numbers: np.ndarray) -> int:
    """Return how often numbers begin to rise, if times of trials do so; else 0."""
    if not np.isfinite(numbers).all():
        return 0
    steps = np.diff(numbers)
    rising = steps > 0
    n_falls, rises = int(np.count_nonzero(~rising)), steps[rising]
    if not n_falls or len(rises) < SHORTEST * n_falls or -steps[~rising].max() < rises.max():
        return 0
    if (np.abs(rises - rises.mean()) <= EQUAL * rises.mean()).all():
        return n_falls + 1
    parts = np.split(numbers, 1 + np.flatnonzero(~rising))
    starts = np.array([part[0] for part in parts])
    same = np.ptp(starts) < BEGINNING * np.ptp(numbers)
    if len(rises) < SHORTEST_UNEVEN * n_falls or not same:
        return 0
    lines = [np.corrcoef(part, np.arange(len(part)))[0, 1] for part in parts if len(part) > SHORTEST_UNEVEN]
    return n_falls + 1 if len(lines) > 1 and min(lines) > LINE else 0


def _summaries(block: np.ndarray, names: Sequence[str] | None) -> Iterator[tuple[int, str]]:
    """Yield variables that are the sum or the mean of the others, or any statistic, up to rounding, if called so."""
    block = block[np.isfinite(block).all(axis=1)]
    if block.shape[1] <= FEWEST_OTHERS or len(block) < FEWEST_SAMPLES:
        return
    called = (
        set() if names is None else {place for place, name in enumerate(names) if _plain(name) in SUMMARIES}
    )
    shares = set(_shares_of_sum(block))
    for place in sorted(shares | called):
        words = [
            _word(block, place, each, named=place in called) for each in ({place} | called, shares | called)
        ]
        if found := next(filter(None, words), ""):
            yield place, f"is the {found} of the others"


def _word(block: np.ndarray, place: int, left_out: set[int], *, named: bool) -> str:
    """Return which statistic a variable is of those that are not left out; "" if it is none, or not called so."""
    others = np.delete(block, sorted({place} | left_out), axis=1)
    if others.shape[1] < FEWEST_OTHERS:
        return ""
    numbers = block[:, place]
    exact = {"mean": 1 / others.shape[1], "sum": 1.0}
    for word in STATISTICS if named else exact:
        limit = ROUNDED * numbers.std() if named else EXACT * _smallest_spread(others) * exact[word]
        same = limit > 0 and (np.abs(numbers - STATISTICS[word](others)) <= limit).all()
        if same and (named or _changes(numbers)):
            return word
    return ""


def _statistics(block: np.ndarray) -> Iterator[tuple[int, str]]:
    """Yield variables, not of whole numbers, that are the median, an extreme or the spread of the others, exactly."""
    first = block[:FIRST_ROWS][np.isfinite(block[:FIRST_ROWS]).all(axis=1)]
    n = first.shape[1] - 1
    if n < FEWEST_SPREAD or len(first) < FEWEST_SAMPLES:
        return
    deviations = first - first.mean(axis=1, keepdims=True)
    squares = (deviations**2).sum(axis=1, keepdims=True) - deviations**2 * (
        1 + 1 / n
    )  # of the others about their mean
    like = {
        "median": np.median(first, axis=1, keepdims=True),
        "maximum": first.max(axis=1, keepdims=True),
        "minimum": first.min(axis=1, keepdims=True),
        "standard deviation": np.sqrt(np.maximum(squares / n, 0)),
        "sample standard deviation": np.sqrt(np.maximum(squares / (n - 1), 0)),
    }
    limit = EXACT * _smallest_spread(first)
    whole = (first == np.floor(first)).all(axis=0)
    for word, numbers in like.items():
        for place in np.flatnonzero((np.abs(first - numbers) <= limit).all(axis=0) & ~whole & (limit > 0)):
            rows = block[np.isfinite(block).all(axis=1)]
            of_others = STATISTICS[word](np.delete(rows, place, axis=1))
            if (np.abs(rows[:, place] - of_others) <= limit).all():
                yield int(place), f"is the {word} of the others"


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalpha())


def _shares_of_sum(block: np.ndarray) -> list[int]:
    """Return the variables that are nearly one and the same share of the sum of all."""
    first = block[:FIRST_ROWS]
    total = first.sum(axis=1)
    power = total @ total
    if not 0 < power < np.inf:
        return []
    share = total @ first / power
    likely = np.flatnonzero((share < LARGEST_SHARE) & (share > 0))
    left = np.abs(first[:, likely] - total[:, None] * share[likely]).max(axis=0)
    return [int(place) for place in likely[left <= ROUNDED * first[:, likely].std(axis=0)]]


def _smallest_spread(others: np.ndarray) -> float:
    """Return the smallest standard deviation of one of the others, or of what it has beside what all have in common.

    A difference that is much smaller shows that each of them is in a sum.
    """
    spread = np.minimum(others.std(axis=0), (others - others.mean(axis=1, keepdims=True)).std(axis=0))
    return float(spread[spread > 0].min(initial=np.inf)) if (spread > 0).sum() >= FEWEST_OTHERS else 0.0


def _changes(numbers: np.ndarray) -> bool:
    return np.count_nonzero(numbers != numbers[0]) >= FEWEST_SAMPLES // 2
