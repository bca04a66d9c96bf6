"""Exponents and kurtosis of one data set against the width of its bins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import a_text, an_instance, generator
from rgcore.errors import InputError
from rgcore.pcarg.checked_arguments import checked_kept, checked_moments
from rgcore.scans.arrangements import are_counts, merged, stacked, varying
from rgcore.scans.independent import independent_draws, over_draws
from rgcore.scans.measures import Measured, change_between, measure_all, without_spectrum
from rgcore.scans.settings import BinWidthSettings
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples, as_samples
from rgcore.series.time_blocks import number_of_time_blocks
from rgcore.stats.comparison import beside

__all__ = ["bin_width_scan"]

FEWEST_SAMPLES = 100  # that wider bins must leave
_ARRANGED = {"merged": merged, "stacked": stacked}


def bin_width_scan(
    samples: object,
    settings: BinWidthSettings,
    *,
    kept: Sequence[float],
    dataset: str,
    moments: SampleMoments | None = None,
    rng: Generator,
) -> pd.DataFrame:
    """Return every exponent and the kurtosis at each cutoff, of successive bins merged and of bins stacked.

    Merged bins are sums: counts add up, and so do logarithmic returns. Stacked bins are the variables of one vector, so
    that modes combine times as well as variables. Groups do not overlap; samples that fill none, at the end, are left
    out. All widths have the same number of blocks of time, which therefore end at the same times: the change from the
    bins of the data has the standard error of a difference between numbers from the same spikes. That of alpha has the
    errors of both added in squares, and is too large.

    The null: every variable shifted in time by an offset of its own, so that variables are independent, then put into
    wider bins. Its values are no constants: wider bins leave fewer samples, and pairs chosen for their correlation fit
    more noise.

    The mean interspike interval of a cell is n_samples n_variables over the number of spikes, in bins of the data; the
    interval between spikes of any cell is that over n_variables. Of widths that leave fewer than 100 samples the rows
    have no values, and a note.

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such
        Whatever :func:`rgcore.series.as_samples` takes; no constant variable. Left untouched.
    settings : BinWidthSettings
    kept : sequence of float
        Fractions of the modes that are kept, or numbers.
    dataset : str
        Its name, copied to the table.
    moments : SampleMoments, optional
        Of the same samples; computed if not given.
    rng : Generator, advanced in place
        For the shifts in time of the null.

    Returns
    -------
    DataFrame
        The columns of the table ``bin_width_scan``.

    Raises
    ------
    InputError
        If samples are fewer than 100, a width leaves fewer than 2, intervals are asked for and samples are no counts,
        or an argument is of another type or out of range.
    """
    samples = as_samples(samples)
    an_instance("settings", settings, BinWidthSettings)
    kept, dataset = checked_kept(kept), a_text("dataset", dataset)
    moments = checked_moments(moments, samples)
    if moments.n_samples < FEWEST_SAMPLES:
        raise InputError(f"samples must be at least {FEWEST_SAMPLES}, found {moments.n_samples}")
    generator("rng", rng)
    interval = _mean_interval(samples, moments)
    widths = _widths(settings, interval)
    draws = independent_draws(samples, moments, settings.n_null_draws, rng=rng)
    n_blocks = number_of_time_blocks(moments)
    parts: list[pd.DataFrame] = []
    original: dict[tuple[str, float], Measured] = {}
    for (arrangement, n_bins), asked_for in widths.items():
        arranged, own = _arranged(samples, moments, arrangement, n_bins)
        if own.n_samples < FEWEST_SAMPLES:
            found, null = [_missing(each, own) for each in original.values()], {}
        else:
            found = measure_all(arranged, own, kept, n_blocks)
            drawn = [varying(_ARRANGED[arrangement](draw, n_bins)) for draw in draws]
            null = over_draws([without_spectrum(*each, kept, n_blocks) for each in drawn])
        original = original or {each.key: each for each in found}  # the bins of the data come first
        part = pd.DataFrame(list(_rows(found, original, null, len(own.mean))))
        size = {"n_samples": own.n_samples, "n_variables": len(own.mean)}
        parts.append(part.assign(arrangement=arrangement, n_bins=n_bins, asked_for=asked_for, **size))
    return pd.concat(parts, ignore_index=True).assign(dataset=dataset, mean_interval=interval)


def _mean_interval(samples: Samples, moments: SampleMoments) -> float:
    """Return bins times cells over the number of spikes; NaN if samples are no counts."""
    return float(1 / moments.mean.mean()) if are_counts(samples) else np.nan


def _widths(settings: BinWidthSettings, interval: float) -> dict[tuple[str, int], str]:
    """Return what was asked for by arrangement and number of bins, the bins of the data first."""
    if settings.interval_multiples and np.isnan(interval):
        raise InputError(
            "interval_multiples must be [] of data that are no counts: without spikes there is no interval between them"
        )
    asked: dict[tuple[str, int], list[str]] = {("merged", 1): []}
    for n_bins in sorted(settings.factors):
        asked.setdefault(("merged", n_bins), []).append(f"{n_bins} bins" if n_bins > 1 else "1 bin")
    for multiple in sorted(settings.interval_multiples):
        n_bins = max(1, round(multiple * interval))
        asked.setdefault(("merged", n_bins), []).append(f"{multiple:g} interval{'s' * (multiple != 1)}")
    for n_bins in sorted(settings.stacked):
        asked.setdefault(("stacked", n_bins), []).append(f"{n_bins} bins")
    return {width: ", ".join(words) for width, words in asked.items()}


def _arranged(samples: Samples, moments: SampleMoments, arrangement: str, n_bins: int):
    """Return samples in wider bins, and their moments."""
    if n_bins == 1:
        return samples, moments
    if moments.n_samples < 2 * n_bins:
        raise InputError(
            f"factors, interval_multiples and stacked must leave at least 2 of the {moments.n_samples} samples, but "
            f"{n_bins} bins {arrangement} leave {moments.n_samples // n_bins}"
        )
    shorter, rest = divmod(moments.trial_length, n_bins)
    return varying(_ARRANGED[arrangement](samples, n_bins), 0 if rest else shorter)


def _missing(original: Measured, own: SampleMoments) -> Measured:
    note = f"fewer than {FEWEST_SAMPLES} samples are left"
    n_kept = 0 if original.n_kept == 0 else round(original.asked * len(own.mean))
    nothing = {"value": np.nan, "error": np.nan, "replicates": None}
    return replace(original, n_kept=n_kept, note=note, **nothing)


def _rows(
    found: Sequence[Measured],
    original: Mapping[tuple[str, float], Measured],
    null: Mapping[tuple[str, float], tuple[float, float]],
    n_variables: int,
) -> Iterator[dict]:
    for each in found:
        first = original[each.key]
        change, error = change_between(each, first)
        shuffled, scatter = null.get(each.key, (np.nan, np.nan))
        yield {
            "measure": each.name,
            "n_kept": each.n_kept,
            "kept_fraction": each.n_kept / n_variables if each.n_kept else np.nan,
            "value": each.value,
            "value_err": each.error,
            "change": change,
            "change_err": error,
            "beside_original": "" if first is each else str(beside(change, error)),
            "shuffled": shuffled,
            "shuffled_err": scatter,
            "note": each.note,
        }
