"""Whether spike times can be those of cells: how long a recording is, and how often cells fire in it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.errors import InputError

__all__ = [
    "SpikeRates",
    "implausible",
    "refuse_intervals",
    "refuse_mixed_units",
    "refuse_other_unit",
    "refuse_signals",
    "spike_rates",
]

DAY = 86_400.0  # s
LONGEST_GUESS = 2 * DAY  # of a recording whose unit nothing states: in ms it is three minutes
SLOWEST, FASTEST = 0.01, 500.0  # spikes per second and cell in the mean
SLOWEST_GUESS, FASTEST_GUESS = 0.1, 300.0  # where nothing states the unit: 100 per second in ms, 5 in minutes
FASTEST_WARNED = 100.0  # where nothing states the unit: 2 per second in minutes
FEWEST, MOST = 1e-3, 100.0  # spikes per bin in the mean
FEWEST_GUESS = 0.02  # retina at 1 per second in bins of 20 ms
REFRACTORY = 0.5  # s: the shortest interval between two spikes of a cell, among many, is below in most cells
MANY = 200  # spikes of a cell, or of all
FEWEST_INTERVALS = 20
SHORTEST_SIGNAL = 8  # entries
SAME_LENGTH = 0.3  # standard deviation over cells of the sum of intervals, in means
MOST_REPEATED = 0.01  # of spikes at the time of another one of their cell
UNIT_MIX = 500  # times later than the middle variable's last spike: seconds and milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class SpikeRates:
    """Numbers that show whether a unit of time was taken for another.

    Attributes
    ----------
    n_spikes, n_cells : int
    duration : float
        Seconds between the first and the last spike of all cells.
    mean, lowest, highest : float
        Spikes per second of a cell: in the mean over cells, and of the slowest and the fastest one.
    per_bin : float
        Spikes in a bin in the mean over cells.
    shortest : float
        The shortest interval (s) between successive spikes, the median over cells with many spikes; NaN without such.
    n_repeated : int
        Spikes at the time of another one of their cell.
    """

    n_spikes: int
    n_cells: int
    duration: float
    mean: float
    lowest: float
    highest: float
    per_bin: float
    shortest: float
    n_repeated: int

    def decisions(self) -> Decisions:
        """Return the numbers in words."""
        phrase = (
            f"{self.n_spikes} spikes of {self.n_cells} cells in {self.duration:.6g} s, {self.mean:.3g} per second and "
            f"cell in the mean, {self.lowest:.3g} to {self.highest:.3g} by cell, {self.per_bin:.3g} per bin"
        )
        return Decisions(made=(phrase,))


def spike_rates(trains: Mapping[str, np.ndarray], bin_width: float) -> SpikeRates:
    """Return the numbers of spike trains in seconds, (n_spikes,) float64 each; rates are NaN without a duration."""
    there = [train for train in trains.values() if train.size and not np.isnan(train).all()]
    duration = max(map(np.nanmax, there), default=0.0) - min(map(np.nanmin, there), default=0.0)
    rates = np.array([train.size for train in trains.values()]) / (duration or np.nan)
    intervals, n_repeated = [], 0
    for train in there:
        each = np.diff(np.sort(train))
        n_repeated += int(np.count_nonzero(each == 0))
        intervals += [each.min()] if train.size >= MANY else []
    return SpikeRates(
        n_spikes=sum(train.size for train in trains.values()),
        n_cells=len(trains),
        duration=float(duration),
        mean=float(rates.mean()),
        lowest=float(rates.min()),
        highest=float(rates.max()),
        per_bin=float(rates.mean() * bin_width),
        n_repeated=n_repeated,
        shortest=float(np.median(known)) if (known := [each for each in intervals if each >= 0]) else np.nan,
    )


def implausible(rates: SpikeRates, stated: bool) -> tuple[str, ...]:
    """Return what is unusual for a recording of cells, a phrase with numbers each.

    Limits are narrower where nothing states the unit of the times.
    """
    phrases = []
    if rates.duration > DAY:
        phrases.append(f"the recording lasts {rates.duration / DAY:.3g} days")
    if _outside(rates.mean, SLOWEST, FASTEST if stated else FASTEST_WARNED):
        phrases.append(f"a cell has {rates.mean:.3g} spikes per second in the mean")
    if _outside(rates.per_bin, FEWEST if stated else FEWEST_GUESS, MOST):
        phrases.append(f"a bin has {rates.per_bin:.3g} spikes of a cell in the mean")
    if rates.shortest > REFRACTORY:
        phrases.append(f"half of the cells have no two spikes closer than {rates.shortest:.3g} s")
    if rates.n_spikes < MANY and not stated:
        phrases.append(f"there are only {rates.n_spikes} spikes in all")
    texts = [f"{phrase}: is time_unit right?" for phrase in phrases]
    if rates.n_repeated > MOST_REPEATED * rates.n_spikes:
        found = f"{rates.n_repeated} of {rates.n_spikes} spikes come at the time of another one of their cell"
        texts.append(f"{found}: is each there once?")
    return tuple(texts)


def _outside(value: float, low: float, high: float) -> bool:
    return value < low or value > high  # neither if it is NaN


def refuse_other_unit(rates: SpikeRates, source: str) -> None:
    """Raise InputError if times whose unit nothing states can hardly be seconds."""
    reasons = {
        f"the recording would last {rates.duration / DAY:.3g} days": rates.duration > LONGEST_GUESS,
        f"a cell would fire {rates.mean:.3g} times per second in the mean": _outside(
            rates.mean, SLOWEST_GUESS, FASTEST_GUESS
        ),
        f"half of the cells would have no two spikes closer than {rates.shortest:.3g} s": rates.shortest
        > REFRACTORY,
    }
    found = [reason for reason, holds in reasons.items() if holds]
    if found:
        raise InputError(
            f"{source} must hold spike times in seconds where nothing states their unit, but {' and '.join(found)}: "
            "write time_unit: ms, us, or samples with sampling_rate; or s if that is right"
        )


def refuse_intervals(trains: Mapping[str, np.ndarray], source: str) -> None:
    """Raise InputError if entries of all cells look like the intervals between spikes, in any unit.

    They are in no order, most are much shorter than the longest, and those of every cell add up to the length of the
    recording.
    """
    several = [train for train in trains.values() if train.size >= FEWEST_INTERVALS and (train > 0).all()]
    if len(several) < 2 or not all(map(_like_intervals, several)):
        return
    sums = np.array([train.sum() for train in several])
    if sums.std() < SAME_LENGTH * sums.mean():
        raise InputError(
            f"{source} must hold spike times, but entries of all cells are in no order, and those of each add up to "
            f"about {np.median(sums):.4g}, as intervals between spikes do: save their cumulative sums (numpy.cumsum), "
            "or sort them if they are times"
        )


def _like_intervals(train: np.ndarray) -> bool:
    falls = np.count_nonzero(train[1:] < train[:-1])
    return bool(falls > train.size / 4 and np.median(train) < train.max() / 3)


def refuse_signals(trains: Mapping[str, np.ndarray], source: str) -> None:
    """Raise InputError if entries of every cell are equally many, in no order and partly negative, as waveforms are."""
    lengths = {train.size for train in trains.values()}
    if len(trains) > 1 and len(lengths) == 1 and all(map(_like_a_signal, trains.values())):
        raise InputError(
            f"{source} must hold spike times, but each of {len(trains)} cells has {lengths.pop()} entries in no order "
            "and partly negative, as waveforms and other signals have: read what holds the times, or sort the entries "
            "of each cell if they are times"
        )


def _like_a_signal(train: np.ndarray) -> bool:
    rises = train[1:] > train[:-1]
    return bool(
        train.size >= SHORTEST_SIGNAL and rises.any() and (train[1:] < train[:-1]).any() and train.min() < 0
    )


def refuse_mixed_units(trains: Mapping[str, np.ndarray], source: str) -> None:
    """Raise InputError if one of the trains in seconds goes on far longer than the middle one."""
    last = {name: np.nanmax(entries) for name, entries in trains.items() if not np.isnan(entries).all()}
    if not last:
        return
    latest, middle = max(last, key=last.__getitem__), float(np.median(list(last.values())))
    if last[latest] > UNIT_MIX * middle > 0:
        raise InputError(
            f"{source} must have all spike times in seconds, but the last spike of {latest} is at {last[latest]:g} and "
            f"that of the middle variable at {middle:g}: is {latest} in milliseconds? "
            f"convert it, or write exclude: [{latest}]"
        )
