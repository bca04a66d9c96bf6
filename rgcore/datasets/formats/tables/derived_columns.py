"""Columns of a table that number its rows over and over, or are the mean or the sum of the others: no variables."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from rgcore.datasets.messages import in_yaml
from rgcore.errors import InputError
from rgcore.series import Samples, replayable

__all__ = ["refuse_derived"]

FEWEST_REPEATS, FEWEST_NUMBERS = 3, 3
FEWEST_OTHERS = 2  # variables of which another one may be the mean
ROUNDED = 0.02  # standard deviations
SUMMARIES = {"average", "avg", "mean", "total", "sum", "grandtotal", "grandmean", "rowmean", "rowsum", "all"}


@replayable
def refuse_derived(
    blocks: Samples, names: Sequence[str], where: str, remedy: Callable[[str], str]
) -> Iterator[np.ndarray]:
    """Yield the blocks, and raise InputError at the first one if a variable in it is a counter, a mean or a sum.

    Parameters
    ----------
    blocks : Samples
    names : sequence of str
    where : str
        Opens the message; usually the path.
    remedy : function of name
        Returns what to write.
    """
    for number, block in enumerate(blocks):
        if number == 0:
            _refuse_counters(block, names, where, remedy)
            _refuse_summaries(block, names, where)
        yield block


def _refuse_counters(
    block: np.ndarray, names: Sequence[str], where: str, remedy: Callable[[str], str]
) -> None:
    for name, numbers in zip(names, block.T, strict=True):
        if n_different := _period(numbers):
            raise InputError(
                f"{where} must hold variables and nothing else, but {name} repeats the same {n_different} numbers in "
                f"the same order, as numbers of cells, trials or samples do: write {remedy(name)}; if each row is "
                "about one of several cells, make one column per cell of it first"
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


def _refuse_summaries(block: np.ndarray, names: Sequence[str], where: str) -> None:
    for place, name in enumerate(names):
        plain = "".join(letter for letter in name.lower() if letter.isalpha())
        if plain not in SUMMARIES or len(names) <= FEWEST_OTHERS:
            continue
        numbers, others = block[:, place], np.delete(block, place, axis=1)
        for word, of_others in (("mean", others.mean(axis=1)), ("sum", others.sum(axis=1))):
            differences = np.abs(numbers - of_others)
            if np.all(differences[np.isfinite(differences)] <= ROUNDED * np.nanstd(numbers)):
                raise InputError(
                    f"{where} must hold variables and nothing else, but {name} is the {word} of the others: write "
                    f"exclude: [{in_yaml(name)}], or name all that are meant under variables"
                )
