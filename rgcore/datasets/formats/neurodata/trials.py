"""Spikes in the trials of a table, each counted from the start of its trial."""

from collections.abc import Mapping

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["spikes_in_trials"]

SHORTEST = 0.9  # of the median length: trials that end much earlier were broken off
ROUNDING = 1e-9  # s


def spikes_in_trials(
    trains: Mapping[str, np.ndarray],
    trials: np.ndarray,
    observed: np.ndarray | None,
    settings: DatasetSettings,
    where: str,
) -> Vectors:
    """Return the spike times of every unit from the starts of the trials on, with the number of the trial of each.

    Samples are from the part that all trials have, or the intervals of ``during``, which shorter trials are left out
    for.

    Parameters
    ----------
    trains : mapping of name to (n_spikes,) array
        Seconds, in any order.
    trials : (n_trials, 2) float64 array
        Starts and ends (s).
    observed : (n, 2) float64 array or None
        Joined intervals that trials must lie whole within; others are left out.
    settings : DatasetSettings
    where : str
        Opens the message of an error; the table of trials.

    Raises
    ------
    InputError
        If no trial is left, or trials are much shorter than others and ``during`` has no intervals.
    """
    trials = trials[np.argsort(trials[:, 0], kind="stable")]
    kept, made = _kept(trials, observed, settings, where)
    trials = trials[kept]
    length = float((trials[:, 1] - trials[:, 0]).min())
    by_name, repeats = {}, {}
    for name, train in trains.items():
        by_name[name], repeats[name] = _from_starts(np.sort(train), trials)
    return Vectors(
        by_name=by_name,
        repeats=repeats,
        repeat_names=tuple(f"{settings.repeat} from {start:g} s" for start in trials[:, 0]),
        decisions=made,
        time_unit="s",
        inside=np.array([[0.0, length]]),
        observed=True,
    )


def _kept(
    trials: np.ndarray, observed: np.ndarray | None, settings: DatasetSettings, where: str
) -> tuple[np.ndarray, Decisions]:
    """Return the mask of the trials that are long enough and observed throughout."""
    lengths = trials[:, 1] - trials[:, 0]
    kept = lengths > 0
    if isinstance(settings.during, tuple):
        kept &= lengths >= max(stop for _, stop in settings.during) - ROUNDING
    if observed is not None and len(observed):
        place = np.searchsorted(observed[:, 0], trials[:, 0] + ROUNDING, side="right") - 1
        kept &= (place >= 0) & (trials[:, 1] <= observed[np.maximum(place, 0), 1] + ROUNDING)
    if not kept.any():
        raise InputError(
            f"{where} must have trials that last until the end of during and were observed throughout, found none of "
            f"{len(trials)}, of {lengths.min(initial=np.inf):g} to {lengths.max(initial=0):g} s: shorten during"
        )
    shortest, middle = float(lengths[kept].min()), float(np.median(lengths[kept]))
    if not isinstance(settings.during, tuple) and shortest < SHORTEST * middle:
        raise InputError(
            f"{where} must have trials of equal length for repeat, but they last {shortest:.6g} to "
            f"{lengths[kept].max():.6g} s: write which part is read, such as during: [[0, {middle:.6g}]], and shorter "
            "trials are left out"
        )
    if kept.all():
        return kept, NO_DECISIONS
    phrase = (
        f"{int((~kept).sum())} of {len(kept)} trials are left out, being too short or not observed throughout"
    )
    return kept, Decisions(made=(f"{phrase} (during)",))


def _from_starts(train: np.ndarray, trials: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return spikes in trials, which may overlap, and their trials; a missing time stays, in the first trial."""
    there = train[~np.isnan(train)].astype(np.float64)
    first, stop = np.searchsorted(there, trials[:, 0]), np.searchsorted(there, trials[:, 1])
    numbers = np.repeat(np.arange(len(trials)), stop - first)
    places = np.concatenate([np.arange(low, high) for low, high in zip(first, stop, strict=True)])
    spikes = there[places] - trials[numbers, 0]
    if there.size == train.size:
        return spikes, numbers
    return np.append(spikes, np.nan), np.append(numbers, 0)
