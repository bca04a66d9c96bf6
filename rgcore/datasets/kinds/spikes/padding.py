"""Spike trains that were filled up to one length."""

from collections.abc import Mapping

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.errors import InputError

__all__ = ["without_padding"]

SAME = 3  # spikes of a cell at one time


def without_padding(trains: Mapping[str, np.ndarray], source: str) -> tuple[dict[str, np.ndarray], Decisions]:
    """Return the trains without the NaN that fill them up to the length of the longest.

    NaN is padding if all trains are equally long, and in none of them a number follows after a NaN. Otherwise it is a
    spike whose time is missing, and stays.

    Parameters
    ----------
    trains : mapping of name to (n_spikes,) float64 array
    source : str
        Opens the message of an error.

    Raises
    ------
    InputError
        If equally long trains end in zeros after later times, or in a number three times: padding and spikes look the
        same.
    """
    lengths = {train.size for train in trains.values()}
    if len(trains) < 2 or len(lengths) > 1 or not max(lengths):
        return dict(trains), NO_DECISIONS
    _refuse_other_padding(trains, source)
    kept = {name: _first_gap(train) for name, train in trains.items()}
    padded = [name for name, train in trains.items() if kept[name] < train.size]
    if not padded or any(not np.isnan(train[kept[name] :]).all() for name, train in trains.items()):
        return dict(trains), NO_DECISIONS
    phrase = f"NaN at the end of {len(padded)} of {len(trains)} equally long spike trains is padding"
    return {name: train[: kept[name]] for name, train in trains.items()}, Decisions(made=(phrase,))


def _first_gap(train: np.ndarray) -> int:
    gaps = np.isnan(train)
    return int(np.argmax(gaps)) if gaps.any() else train.size


def _refuse_other_padding(trains: Mapping[str, np.ndarray], source: str) -> None:
    """Raise InputError if a train ends in zeros after later times, or three times in any other number."""
    for name, train in trains.items():
        if train.size < SAME or np.isnan(train[-1]):
            continue
        others = train[train != train[-1]]
        zeros = train[-1] == train[-2] == 0 and train.max() > 0
        if others.size and (zeros or (train[-SAME:] == train[-1]).all()):
            raise InputError(
                f"{source} must not fill up spike trains with {'zeros' if zeros else 'numbers'}, which are times, but "
                f"{name} ends in several {train[-1]:g} after {others[-1]:g}: fill up with NaN, or save each train at "
                "its own length"
            )
