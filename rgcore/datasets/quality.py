"""What a careful reader would want to know about each variable. Nothing is repaired here."""

from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.recording import Recording
from rgcore.datasets.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["JUMP", "NEAR_IDENTICAL", "describe_variables", "nearest_twins"]

JUMP = 15.0  # standard deviations; Student t with 5 degrees of freedom gives one in about 10**5 samples
NEAR_IDENTICAL = 0.98  # correlation
BLOCK = 512  # rows of the correlation matrix held at once


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
        What a single value is called in a warning about one that lies far out ("daily log return"); None
        for spike counts, where rare spikes lie far out by nature.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    values = recording.values[selection.samples]
    present = ~np.isnan(values)
    count = np.maximum(present.sum(axis=0), 1)
    mean = np.where(present.any(axis=0), np.nansum(values, axis=0) / count, np.nan)
    deviation = np.abs(np.where(present, values - mean, 0.0))
    spread = np.where(present.any(axis=0), np.sqrt((deviation**2).sum(axis=0) / count), np.nan)
    furthest = deviation.argmax(axis=0)
    largest = np.divide(deviation.max(axis=0), spread, out=np.full(len(spread), np.nan), where=spread > 0)
    return pd.DataFrame(
        {
            "dataset": dataset,
            "variable": list(recording.variables),
            "kept": selection.variables,
            "reason": reasons,
            "n_samples": int(selection.samples.sum()),
            "n_samples_dropped": int((~selection.samples).sum()),
            "n_missing": np.isnan(recording.values).sum(axis=0),
            "mean": mean,
            "standard_deviation": spread,
            "largest_deviation": largest,
            "warning": _warnings(recording, selection, furthest, largest, jumps),
        }
    )


def _warnings(
    recording: Recording, selection: Selection, furthest: np.ndarray, largest: np.ndarray, jumps: str | None
) -> list[str]:
    twins = nearest_twins(recording.values[selection.samples][:, selection.variables])
    kept = np.flatnonzero(selection.variables)
    original = np.flatnonzero(selection.samples)
    texts: list[list[str]] = [[] for _ in recording.variables]
    if jumps is not None:
        for variable in np.flatnonzero(largest > JUMP):
            sample = int(original[furthest[variable]])
            texts[variable].append(
                f"{jumps} of {recording.values[sample, variable]:.3g}, {largest[variable]:.1f} standard "
                f"deviations from the mean, on {recording.sample_name(sample)}"
            )
    for variable, (twin, correlation) in zip(kept, twins, strict=True):
        if correlation > NEAR_IDENTICAL:
            name = recording.variables[kept[twin]]
            texts[variable].append(f"nearly the same as {name}, correlation {correlation:.3f}")
    return ["; ".join(text) for text in texts]


def nearest_twins(samples: np.ndarray) -> list[tuple[int, float]]:
    """Return for each variable the most correlated other one and the correlation coefficient.

    Parameters
    ----------
    samples : (n_samples, n_variables) float64 array
        No column constant.
    """
    standard = (samples - samples.mean(axis=0)) / samples.std(axis=0)
    twins = []
    for start in range(0, samples.shape[1], BLOCK):
        rows = standard[:, start : start + BLOCK].T @ standard / len(samples)  # (block, n_variables)
        own = np.arange(len(rows))
        rows[own, start + own] = -np.inf
        nearest = rows.argmax(axis=1)
        twins += list(zip(nearest.tolist(), rows[own, nearest].tolist(), strict=True))
    return twins
