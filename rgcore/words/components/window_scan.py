"""Sentences on windows in time: the range of kurtosis and distance from a Gaussian, beside Gaussian values."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.components.windows import place_in_time, windows_of
from rgcore.selection.rows import data_sets
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, beside
from rgcore.words.wording import LEVEL_WORDS, count, span, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each data set, the smallest and largest numbers of its windows and how many exceed Gaussian ones."""
    scan = tables["window_scan"]
    if scan.empty:
        return "The config names no data set that is cut into windows in time."
    return " ".join(_data_set(name, windows_of(scan, name)) for name in data_sets(scan))


def _data_set(name: str, windows: DataFrame) -> str:
    length = windows["end"].iloc[0] - windows["start"].iloc[0]
    return (
        f"{name}: {count(len(windows), 'window')} of {length} samples{_overlap(windows)}. The median kurtosis is "
        f"{_range(windows, 'kurtosis_median')}; {_beside_three(windows)}. The distance from a Gaussian is "
        f"{_range(windows, 'jensen_shannon')}; {_beside_draws(windows)}."
    )


def _overlap(windows: DataFrame) -> str:
    """Return how many samples a window shares with the next; empty if none."""
    shared = windows["end"].iloc[:-1].to_numpy() - windows["start"].iloc[1:].to_numpy()
    return f", each sharing {shared[0]} with the next" if len(shared) and shared[0] > 0 else ""


def _range(windows: DataFrame, column: str) -> str:
    """Return the smallest and largest value of a column, each with its standard error and the place of its window."""
    found = windows[windows[column].notna()].sort_values(column, kind="stable")
    if found.empty:
        return "not defined"
    low, high = (
        f"{with_error(row[column], row[f'{column}_err'])} ({place_in_time(row)})"
        for row in (found.iloc[0], found.iloc[-1])
    )
    if low == high:
        return low
    return f"between {low} and {high}, with standard errors {span(found[f'{column}_err'])}"


def _beside_three(windows: DataFrame) -> str:
    """Return in how many windows the kurtosis is above the Gaussian value, and in how many below."""
    difference = windows["kurtosis_median"] - GAUSSIAN_KURTOSIS
    places = beside(difference, windows["kurtosis_median_err"])
    above, below = (int(np.sum(places == place)) for place in ("above", "below"))
    return (
        f"it is above the Gaussian value {GAUSSIAN_KURTOSIS:g} by more than {LEVEL_WORDS} in {count(above, 'window')} "
        f"and below it by as much in {below}"
    )


def _beside_draws(windows: DataFrame) -> str:
    """Return in how many windows the distance exceeds those of all Gaussian draws."""
    above = int((windows["jensen_shannon"] > windows["jensen_shannon_gaussian_high"]).sum())
    n_draws = count(int(windows["n_draws"].iloc[0]), "Gaussian draw")
    return f"it is above the largest of {n_draws} in {count(above, 'window')}"
