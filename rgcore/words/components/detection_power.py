"""Which tests find a signal below the threshold of the largest eigenvalue, and what they find in noise alone."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.selection.components.detection import (
    ALARM_TESTS,
    DIMENSION_TESTS,
    WHITE,
    longest_signal,
    middle_samples,
    noise_name,
    signals,
    white_rows,
)
from rgcore.words.wording import count, listing, number

__all__ = ["caption_numbers", "seen"]

_NAMES = {
    "largest_eigenvalue": "the largest eigenvalue",
    "second_moment": "the second moment",
    "likelihood_ratio": "the likelihood ratio",
    "quartic_own_edge": "dim(u_4) from the largest eigenvalue",
    "quartic_published": "dim(u_4) as published",
    "quartic_bulk": "dim(u_4) of the bulk",
    "quartic_known_edge": "dim(u_4) from the known edge",
}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return a sentence on each signal in white noise, and one on each other noise."""
    power = tables["detection_power"]
    white = white_rows(power)
    middle = white[white["n_samples"] == middle_samples(white)]
    parts = [_of_signal(middle[middle["signal"] == name]) for name in signals(middle)]
    others = power[power["noise"] != WHITE]
    parts += [_alarms(noise, rows) for noise, rows in others.groupby("noise")]
    return " ".join(parts)


def caption_numbers(tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return the rate of false alarms for which thresholds are set, in per cent."""
    return {"level_percent": number(100 * tables["detection_power"]["level"].iloc[0])}


def _of_signal(rows: DataFrame) -> str:
    """Return the power at the largest strength below the threshold, and what the dimension gains there."""
    below = rows[rows["relative_strength"] < 1]
    strength = below["relative_strength"].max() if len(below) else rows["relative_strength"].min()
    chosen = rows[rows["relative_strength"] == strength].set_index("test")
    first = chosen.iloc[0]
    found = [f"{_NAMES[test]} {number(chosen.loc[test, 'power'], 2)}" for test in _NAMES]
    return (
        f"{first['signal']} ({count(int(first['n_directions']), 'direction')}), strength {number(strength)}, "
        f"{int(first['n_variables'])} variables, {int(first['n_samples'])} samples, "
        f"{count(int(first['n_draws']), 'data set')}: power of {listing(found)}. "
        f"{_gain(chosen)}"
    )


def _gain(chosen: DataFrame) -> str:
    better = [test for test in DIMENSION_TESTS if chosen.loc[test, "gain_over_largest_low"] > 0]
    if not better:
        return "For no test by dim(u_4) is the 95 % interval of its gain over the largest eigenvalue above 0."
    gains = [f"{_NAMES[test]} {_interval(chosen.loc[test], 'gain_over_largest')}" for test in better]
    moment = chosen.loc["second_moment", "power"]
    above = [_NAMES[test] for test in better if chosen.loc[test, "power"] > moment]
    return (
        f"Gain in power over the largest eigenvalue, with 95 % interval: {listing(gains)}. Among these, above the "
        f"second moment in these draws: {listing(above) if above else 'none'}."
    )


def _interval(row: Series, name: str) -> str:
    low, high = number(row[f"{name}_low"], 2), number(row[f"{name}_high"], 2)
    return f"{number(row[name], 2)} ({low} to {high})"


def _alarms(noise: str, rows: DataFrame) -> str:
    """Return the rates of false alarms in noise that is not white, with thresholds from white noise."""
    part = rows[(rows["signal"] == longest_signal(rows)) & (rows["n_samples"] == middle_samples(rows))]
    first = part.sort_values("relative_strength").drop_duplicates("test").set_index("test")
    rates = [f"{_NAMES[test]} {number(first.loc[test, 'false_alarm_rate_white'], 2)}" for test in ALARM_TESTS]
    return (
        f"False alarms in noise of kind {noise_name(noise)} with thresholds of white noise: {listing(rates)}."
    )
