"""Arrays that lie side by side under names of their own: which of them are spike trains, and which may be none.

What can be no train is left out: single numbers, arrays of several axes, truth values, words. What looks like something
else (one entry per cell, labels, an even grid) is refused with the key to write, because a train may look like it.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.formats.arrays.words_beside import is_of_interest
from rgcore.datasets.messages import listing
from rgcore.datasets.size_limits import MINIMUM_VARIABLES
from rgcore.errors import InputError

__all__ = ["without_other_arrays"]

FEWEST = 4  # entries, of an array whose order and repetitions mean anything
MOST = 10_000  # entries that are looked at for repetitions
INDEX = "_index"  # at the end of the name of ends, after that of the times
LABEL_NAMES = re.compile(
    "i|ids?|labels?|(spike_)?clusters?|(unit|cell|neuron|node|cluster)(_?ids?|s)?|index|gids|senders|channels?|electrodes?"
)


def without_other_arrays(
    arrays: Mapping[str, np.ndarray], path: str
) -> tuple[dict[str, np.ndarray], Decisions]:
    """Return the arrays that are spike trains, and what was left out.

    Parameters
    ----------
    arrays : mapping of name to array
        Of any shape and type.
    path : str
        Opens the message of an error.

    Raises
    ------
    InputError
        If two of them are times and labels of all spikes, fewer than two are trains, or one may be none; names the key
        to write.
    """
    reasons = {name: _no_train(name, values) for name, values in arrays.items()}
    trains = {name: values.ravel() for name, values in arrays.items() if not reasons[name]}
    numbers = {name: values for name, values in trains.items() if values.dtype.kind in "iuf"}
    others = Decisions(left_out=tuple((name, reason) for name, reason in reasons.items() if reason))
    _refuse_ends(numbers, path)
    _refuse_labels(numbers, path)
    if len(trains) < MINIMUM_VARIABLES:
        matrices = [
            name for name, values in arrays.items() if values.ndim == 2 and values.dtype.kind in "iuf"
        ]
        hint = f"; write array: {matrices[0]} if that holds a cell per row or column" if matrices else ""
        raise InputError(
            f"{path} must hold a spike train of at least {MINIMUM_VARIABLES} cells, each in an array of its own, found "
            f"{listing(list(trains)) or 'none'} and {' and '.join(others.phrases())}{hint}"
        )
    _refuse_doubtful(numbers, path)
    return trains, others


def _no_train(name: str, values: np.ndarray) -> str:
    """Return why an array can be no spike train; "" if it can."""
    if values.size == 1 and is_of_interest(name):
        return "a unit or a sampling rate, not a list of times"
    if values.ndim == 0:
        return "a single number, not a list of times" if values.dtype.kind in "biuf" else "a single entry"
    if values.size and sum(extent != 1 for extent in values.shape) > 1:
        return f"an array of shape {values.shape}, not a list of times".replace(",)", ")")
    if values.dtype.kind == "b":
        return "truth values, not times"
    if values.dtype.kind in "SU" and not any(map(_is_number, values.ravel().tolist())):
        return "words, not times"
    return ""


def _is_number(word: str | bytes) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _refuse_ends(numbers: Mapping[str, np.ndarray], path: str) -> None:
    """Raise InputError if an array holds where the spikes of each cell end in another one, as in tables of units."""
    for name, ends in numbers.items():
        times = numbers.get(name.removesuffix(INDEX)) if name.endswith(INDEX) else None
        if times is None or not ends.size or not _is_whole(ends) or _falls(ends) or ends[-1] != times.size:
            continue
        cell = name.removesuffix(INDEX)
        raise InputError(
            f"{path} must hold a spike train under each name, but {name} looks like where the spikes of each of "
            f"{ends.size} cells end in {cell}: save the cell of every spike as labels, "
            f"numpy.repeat(numpy.arange({ends.size}), numpy.diff({name}, prepend=0)), and write times: {cell} and "
            "labels with its name"
        )


def _refuse_labels(trains: Mapping[str, np.ndarray], path: str) -> None:
    """Raise InputError if an array of a few integers, again and again, is as long as another one: times and labels."""
    by_size: dict[int, list[str]] = {}
    for name, values in trains.items():
        by_size.setdefault(values.size, []).append(name)
    for labels, values in trains.items():
        partners = [name for name in by_size[values.size] if name != labels]
        named = LABEL_NAMES.fullmatch(labels.rpartition(".")[2].lower()) is not None
        if not partners or not _is_whole(values) or not (named or _repeats(values)):
            continue
        times = [name for name in partners if not _is_whole(trains[name])] or partners
        if named or len(times) == 1:
            raise InputError(
                f"{path} must hold a spike train under each name, but {labels} and {times[0]} look like the cell and "
                f"the time of every spike: write times: {times[0]} and labels: {labels}, or variables with the names "
                "of the cells"
            )


def _refuse_doubtful(trains: Mapping[str, np.ndarray], path: str) -> None:
    doubts = _doubts(trains)
    if doubts:
        name, reason = next(iter(doubts.items()))
        raise InputError(
            f"{path} must hold a spike train under each name, but {name} may be none ({reason}): write "
            f"exclude: [{listing(list(doubts), limit=20)}] to leave out, or variables with the names of all cells"
        )


def _doubts(trains: Mapping[str, np.ndarray]) -> dict[str, str]:
    """Return why lists of numbers may be no spike trains, by name; those that look like trains are not in it.

    An array called as most others, up to numbers, may have any number of spikes.
    """
    sizes = Counter(values.size for values in trains.values())
    stem, n_alike = Counter(map(_stem, trains)).most_common(1)[0] if trains else ("", 0)
    common_stem = stem if n_alike > len(trains) / 2 else None
    numbered = sum(map(_ends_in_number, trains)) > len(trains) / 2
    signs = {text: _unlike_most(trains, sign) for text, sign in SIGNS.items()}
    doubts = {}
    for name, values in trains.items():
        size = values.size
        reasons = {
            f"it has one entry for each of {size} others": size > 2 and size == len(trains) - sizes[size],
            "it is one number": size == 1 and max(sizes) >= FEWEST,
            "its name ends in no number, as most names do": numbered and not _ends_in_number(name),
        }
        if _stem(name) == common_stem:
            reasons = {}
        reasons |= {text: name in names for text, names in signs.items()}
        if size and any(reasons.values()):
            doubts[name] = next(text for text, holds in reasons.items() if holds)
    return doubts


def _unlike_most(trains: Mapping[str, np.ndarray], sign: Callable[[np.ndarray], bool]) -> set[str]:
    """Return the names of the arrays that have a sign that most of the others do not have."""
    has = {name: sign(values) for name, values in trains.items() if values.size >= FEWEST}
    n_have = sum(has.values())
    return {name for name, found in has.items() if found and n_have - 1 < (len(has) - 1) / 2}


def _ends_in_number(name: str) -> bool:
    return re.search(r"\d$", name) is not None


def _stem(name: str) -> str:
    return re.sub(r"\d+", "", name)


def _is_whole(values: np.ndarray) -> bool:
    return values.dtype.kind in "iu" or bool(np.isfinite(values).all() and (values == np.floor(values)).all())


def _repeats(values: np.ndarray) -> bool:
    first = values[:MOST]
    return first.size >= FEWEST and np.unique(first).size <= first.size // 2


def _falls(values: np.ndarray) -> bool:
    there = values[np.isfinite(values)]
    return bool((there[1:] < there[:-1]).any())


def _is_even(values: np.ndarray) -> bool:
    steps = np.diff(values.astype(np.float64))
    return bool(np.ptp(steps) <= 1e-6 * abs(steps[0])) if np.isfinite(steps).all() else False


SIGNS = {
    "most of its entries come more than once": _repeats,
    "its entries are integers, those of most others are not": _is_whole,
    "its entries are in no order, those of most others ascend": _falls,
    "its entries are equally spaced": _is_even,
}
