"""Variables that label the samples: by their names, or as codes among other numbers."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

__all__ = [
    "FEWEST_SAMPLES",
    "FIRST_ROWS",
    "beginning_of",
    "called_labels",
    "coded_variables",
    "of_trials",
    "one_hot",
]

FEWEST_SAMPLES = 20  # with fewer, a relation may be an accident
SHORTEST_TRIAL, FEWEST_CHANGES = 3, 6  # samples, and changes of what is one number in each trial
MOST_ENTRIES = 2**20  # that are looked at
FIRST_ROWS = 256  # by which most variables are seen to be none of these
MOST_CODES, SHORTEST_RUN = 20, 5  # different codes, and samples of one code in the mean
IDENTIFIER = re.compile(r"(?i:(.*[ _.-])?(id|idx|index|nr|row|obs|no|uid|uuid))|.*[a-z]I[dD]")
TIME = re.compile(
    r"times?|time[ _-]?stamps?|dates?|date[ _-]?time|unix([ _-]?time)?|clock|datum", re.IGNORECASE
)
LABEL = re.compile(
    r"(stim(ulus|uli|uls)?|trials?|conditions?|cond|clusters?|labels?|groups?|categor(y|ies)|class(es)?|targets?|"
    r"sessions?|subjects?|animals?|mouse|blocks?|epochs?|folds?|batch|events?|choices?|outcomes?|contexts?|odou?rs?|"
    r"zip|zip[ _]?code|post[ _]?code|fips|permno|gvkey|cik|siccd|naics|"
    r"species|sex|gender|cohort|treatments?|orientations?|directions?|regimes?|states?|signals?|runs?|replicates?|plates?)"
    r"([ _.-]?(ids?|idx|index|n|nr|no|num|number|types?|codes?|labels?|class|category|group|phase))?",
    re.IGNORECASE,
)


def beginning_of(block: np.ndarray) -> np.ndarray:
    """Return the first samples as float64: an array may be larger than memory."""
    return np.asarray(block[: max(FEWEST_SAMPLES, MOST_ENTRIES // block.shape[1])], dtype=np.float64)


def coded_variables(block: np.ndarray) -> tuple[list[int], list[int]]:
    """Return the variables of few whole numbers among others that have none, and those of them that must be labels.

    These are more than two numbers in long runs, or several columns of 0 and 1 with one 1 in every sample.

    Parameters
    ----------
    block : (n, n_variables) array of real numbers
        The first samples; fewer than 20 show nothing.
    """
    block = beginning_of(block)
    whole = [] if len(block) < FEWEST_SAMPLES else _whole(block)
    if not whole or 3 * len(whole) > block.shape[1] + 2:
        return [], []
    codes = {place: _codes(block[:, place]) for place in whole}
    few = [place for place, numbers in codes.items() if numbers.size]
    flags = [place for place in few if np.array_equal(codes[place], [0, 1])]
    one_hot = len(flags) > 1 and bool((block[:, flags].sum(axis=1) == 1).all())
    runs = [place for place in few if codes[place].size > 2 and _in_runs(block[:, place])]
    return few, sorted(runs + (flags if one_hot else []))


def _codes(numbers: np.ndarray) -> np.ndarray:
    """Return the different numbers, none if they are many or all the same."""
    present = numbers[~np.isnan(numbers)]
    codes = np.unique(present)
    return codes if 1 < codes.size <= min(MOST_CODES, present.size // 4) else codes[:0]


def _in_runs(numbers: np.ndarray) -> bool:
    return SHORTEST_RUN * np.count_nonzero(numbers[1:] != numbers[:-1]) < len(numbers)


def called_labels(block: np.ndarray, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the place of each variable that is called like a label or a number of samples, and a phrase on that."""
    for place, name in enumerate(names):
        numbers = block[:, place]
        if LABEL.fullmatch(name) and _are_whole(numbers):
            codes = np.unique(numbers[~np.isnan(numbers)])
            shown = f"the whole numbers {codes[0]:g} to {codes[-1]:g}"
            yield (
                place,
                f"is called like a label of samples and holds {shown}, as codes of stimuli, trials or groups do",
            )
        elif TIME.fullmatch(name) and not _is_monotone(numbers):
            yield place, "is called like a time or a date of samples, and is in no order"
        elif IDENTIFIER.fullmatch(name) and _are_whole(numbers) and _are_shuffled(numbers):
            yield place, "is called like a number of samples and holds different whole numbers"


def one_hot(block: np.ndarray, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield columns of 0 and 1 that are called alike up to a number or a last word, and of which one alone is 1."""
    alike: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        alike.setdefault(re.sub(r"([ _.:-][^ _.:-]+|\d+)$", "", name), []).append(place)
    for places in alike.values():
        columns = block[:, places]
        if (
            1 < len(places) < block.shape[1]
            and ((columns == 0) | (columns == 1)).all()
            and (columns.sum(1) == 1).all()
        ):
            what = f"is one of {len(places)} columns of 0 and 1, of which one is 1 in every sample, as labels have them"
            yield from ((place, what) for place in places)


def _whole(block: np.ndarray) -> list[int]:
    """Return the variables of whole numbers."""
    first = block[:FIRST_ROWS]
    found = np.flatnonzero(((first == np.floor(first)) | np.isnan(first)).all(axis=0))
    return [int(place) for place in found if _are_whole(block[:, place])]


def _are_whole(numbers: np.ndarray) -> bool:
    present = numbers[~np.isnan(numbers)]
    return bool(present.size and (present == np.floor(present)).all())


def of_trials(block: np.ndarray) -> Iterator[tuple[int, str]]:
    """Yield variables that change after multiples of some samples, unlike most, or number the samples in disorder."""
    first = block[:FIRST_ROWS]
    rarely = (first[1:] == first[:-1]).sum(axis=0) * SHORTEST_TRIAL > (SHORTEST_TRIAL - 1) * (
        len(first) - SHORTEST_TRIAL
    )
    lengths = {int(place): _trial_length(block[:, place]) for place in np.flatnonzero(rarely)}
    held = {place: length for place, length in lengths.items() if length}
    if 3 * len(held) <= block.shape[1]:
        for place, length in held.items():
            yield (
                place,
                f"changes after multiples of {length} samples alone, as what is one number in each trial does",
            )
    for place in np.flatnonzero((first == np.floor(first)).all(axis=0)):
        numbers = block[:, place]
        if np.ptp(numbers) == len(numbers) - 1 and _are_shuffled(numbers) and _are_whole(numbers):
            yield (
                int(place),
                "holds successive whole numbers, each once and in no order, as numbers of samples are",
            )


def _trial_length(numbers: np.ndarray) -> int:
    """Return the greatest common number of samples between changes; 0 if it is short, or there are few."""
    changes = 1 + np.flatnonzero(numbers[1:] != numbers[:-1])
    if len(changes) < FEWEST_CHANGES or np.isnan(numbers).any():
        return 0
    length = int(np.gcd.reduce(np.diff(changes)))
    return length if length >= SHORTEST_TRIAL else 0


def _is_monotone(numbers: np.ndarray) -> bool:
    """Return whether numbers rise or fall throughout, which is refused for that."""
    steps = np.diff(numbers[~np.isnan(numbers)])
    return bool((steps >= 0).all() or (steps <= 0).all())


def _are_shuffled(numbers: np.ndarray) -> bool:
    """Return whether numbers are all different, in no order: what is in order is refused for that."""
    rises = numbers[1:] > numbers[:-1]
    return bool(rises.any() and not rises.all() and len(np.unique(numbers)) == len(numbers))
