"""What a careful reader would want to know about each variable. Nothing is repaired here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.recording import Recording
from rgcore.datasets.selection import Selection, kept_entries

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["JUMP", "NEAR_IDENTICAL", "describe_variables", "nearest_twins"]

JUMP = 15.0  # standard deviations; Student t with 5 degrees of freedom gives one in about 10**5 samples
NEAR_IDENTICAL = 0.98  # correlation
CHUNK = 8192  # samples centred at once


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean, standard deviation and the entry furthest from the mean: how far, in which sample, its like."""

    mean: float = np.nan
    standard_deviation: float = np.nan
    largest_deviation: float = np.nan
    furthest: int = 0
    n_jumps: int = 0


def describe_variables(
    dataset: str, recording: Recording, selection: Selection, reasons: list[str], jumps: str | None
) -> "pd.DataFrame":
    """Return the table ``dataset_report``.

    Parameters
    ----------
    dataset : str
    recording : Recording
    selection : Selection
    reasons : list of str
        Why each variable was left out; "" for those that are kept.
    jumps : str or None
        What a single value is called in a warning about one that lies more than ``JUMP`` standard deviations
        from the mean ("daily log return"); None for spike counts, where rare spikes lie far out by nature.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    spreads = [_spread(entries, selection.samples) for entries in recording.values.T]
    warnings = _twin_warnings(recording, selection)
    n_samples, n_variables = int(selection.samples.sum()), int(selection.variables.sum())
    if n_samples < n_variables:
        few = f"only {n_samples} samples of {n_variables} variables: are the axes named in the right order?"
        warnings = [[few, *texts] for texts in warnings]
    if jumps is not None:
        for variable, spread in enumerate(spreads):
            warnings[variable] += _jump_warning(spread, recording, variable, jumps)
    return pd.DataFrame(
        {
            "dataset": dataset,
            "variable": list(recording.variables),
            "kept": selection.variables,
            "reason": reasons,
            "n_samples": int(selection.samples.sum()),
            "n_samples_dropped": int((~selection.samples).sum()),
            "n_missing": np.isnan(recording.values).sum(axis=0),
            "mean": [spread.mean for spread in spreads],
            "standard_deviation": [spread.standard_deviation for spread in spreads],
            "largest_deviation": [spread.largest_deviation for spread in spreads],
            "warning": ["; ".join(texts) for texts in warnings],
        }
    )


def _spread(entries: np.ndarray, kept: np.ndarray) -> Spread:
    there = np.flatnonzero(kept & ~np.isnan(entries))
    if there.size == 0:
        return Spread()
    mean, width = entries[there].mean(), entries[there].std()
    if width == 0:
        return Spread(mean=mean, standard_deviation=0.0)
    deviations = np.abs(entries[there] - mean) / width
    furthest = deviations.argmax()
    return Spread(mean, width, deviations[furthest], int(there[furthest]), int((deviations > JUMP).sum()))


def _jump_warning(spread: Spread, recording: Recording, variable: int, jumps: str) -> list[str]:
    if spread.n_jumps == 0:
        return []
    others = f", and {spread.n_jumps - 1} more beyond {JUMP:g}" if spread.n_jumps > 1 else ""
    return [
        f"{jumps} of {recording.values[spread.furthest, variable]:.3g}, {spread.largest_deviation:.1f} standard "
        f"deviations from the mean, on {recording.sample_name(spread.furthest)}{others}"
    ]


def _twin_warnings(recording: Recording, selection: Selection) -> list[list[str]]:
    texts: list[list[str]] = [[] for _ in recording.variables]
    kept = np.flatnonzero(selection.variables)
    for variable, (twin, correlation) in zip(
        kept, nearest_twins(kept_entries(recording, selection)), strict=True
    ):
        if correlation > NEAR_IDENTICAL:
            name = recording.variables[kept[twin]]
            texts[variable].append(f"nearly the same as {name}, correlation {correlation:.3f}")
    return texts


def nearest_twins(samples: np.ndarray) -> list[tuple[int, float]]:
    """Return for each variable the most correlated other one and the correlation coefficient.

    Parameters
    ----------
    samples : (n_samples, n_variables) float64 array
        No column constant, at least two columns.
    """
    mean = samples.mean(axis=0)
    covariance = np.zeros((samples.shape[1], samples.shape[1]))
    for start in range(0, len(samples), CHUNK):
        centred = samples[start : start + CHUNK] - mean
        covariance += centred.T @ centred
    width = np.sqrt(np.diag(covariance))
    correlation = covariance / width / width[:, None]
    np.fill_diagonal(correlation, -np.inf)
    nearest = correlation.argmax(axis=1)
    return [(int(twin), float(row[twin])) for twin, row in zip(nearest, correlation, strict=True)]
