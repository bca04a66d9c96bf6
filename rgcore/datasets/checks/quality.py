"""What a careful reader would want to know about each variable. Nothing is repaired here."""

from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.checks.inspection import JUMP, Inspection, largest_deviations
from rgcore.datasets.checks.survey import Survey
from rgcore.datasets.kinds.recording import Recording

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FEW_SPIKES", "NEAR_IDENTICAL", "report_table", "variable_warnings", "whole_warnings"]

NEAR_IDENTICAL = 0.98  # correlation
FEW_SPIKES = 20  # a fourth moment of fewer events is a number about these events


def report_table(
    dataset: str, recording: Recording, found: Survey, reasons: list[str], warnings: list[list[str]]
) -> "pd.DataFrame":
    """Return the table ``dataset_report``.

    Parameters
    ----------
    dataset : str
    recording : Recording
    found : Survey
    reasons : list of str
        Why each variable was left out; "" for those that are kept.
    warnings : list of lists of str
        For each variable.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    there = found.n_present > 0
    return pd.DataFrame(
        {
            "dataset": dataset,
            "variable": list(recording.variables),
            "kept": [not reason for reason in reasons],
            "reason": reasons,
            "n_samples": found.n_samples,
            "n_samples_dropped": recording.n_samples - found.n_samples,
            "n_missing": found.n_missing,
            "n_clipped": found.n_clipped,
            "mean": np.where(there, found.mean, np.nan),
            "standard_deviation": np.where(there, found.standard_deviation, np.nan),
            "largest_deviation": largest_deviations(found),
            "warning": ["; ".join(texts) for texts in warnings],
        }
    )


def whole_warnings(n_samples: int, n_variables: int) -> list[str]:
    """Return what is to be said of a data set as a whole."""
    if n_samples > n_variables:
        return []
    return [
        f"only {n_samples} samples of {n_variables} variables, so the rank of their covariance is at most "
        f"{n_samples - 1}: are the axes named in the right order?"
    ]


def variable_warnings(
    recording: Recording, found: Survey, looked: Inspection, variables: np.ndarray, jumps: str | None
) -> list[list[str]]:
    """Return what is to be said of each variable.

    Parameters
    ----------
    recording : Recording
    found : Survey
    looked : Inspection
    variables : (n_variables,) bool array
        Which are kept.
    jumps : str or None
        What a single value is called in a warning about one that lies more than ``JUMP`` standard deviations
        from the mean ("daily log return"); None for spike counts, where rare spikes lie far out by nature.
    """
    texts: list[list[str]] = []
    for variable, kept in enumerate(variables):
        texts.append(_twin_warning(recording, found, looked, variable))
        if jumps is not None:
            texts[-1] += _jump_warning(recording, found, looked, variable, jumps)
        elif kept:
            texts[-1] += _spike_warnings(found, variable)
    return texts


def _twin_warning(recording: Recording, found: Survey, looked: Inspection, variable: int) -> list[str]:
    same, twin, correlation = looked.same_as[variable], looked.twin[variable], looked.correlation[variable]
    if same >= 0:
        name = recording.variables[same]
        return [f"the same as {name} in all {found.n_samples} samples, correlation 1"]
    if correlation > NEAR_IDENTICAL:
        return [f"nearly the same as {recording.variables[twin]}, correlation {correlation:.3f}"]
    return []


def _jump_warning(
    recording: Recording, found: Survey, looked: Inspection, variable: int, jumps: str
) -> list[str]:
    n_jumps = looked.n_jumps[variable]
    if n_jumps == 0:
        return []
    others = f", and {n_jumps - 1} more beyond {JUMP:g}" if n_jumps > 1 else ""
    up = found.largest[variable] - found.mean[variable], -found.at_largest[variable]
    down = found.mean[variable] - found.smallest[variable], -found.at_smallest[variable]
    value = found.largest[variable] if up > down else found.smallest[variable]
    (reach, place) = max(up, down)
    return [
        f"{jumps} of {value:.3g}, {reach / found.standard_deviation[variable]:.1f} standard "
        f"deviations from the mean, on {recording.sample_name(-int(place))}{others}"
    ]


def _spike_warnings(found: Survey, variable: int) -> list[str]:
    n_spikes = round(found.mean[variable] * found.n_present[variable])
    said = []
    if n_spikes < FEW_SPIKES:
        spikes = "spike" if n_spikes == 1 else "spikes"
        said.append(
            f"only {n_spikes} {spikes} in {found.n_samples} samples: its kurtosis is a number about so few"
        )
    if found.n_clipped[variable]:
        said.append(
            f"{found.n_clipped[variable]} bins with more than one spike count as one under value: binary"
        )
    return said
