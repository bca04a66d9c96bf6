"""Which variables and samples of a recording are kept, and which recordings are refused."""

from dataclasses import dataclass

import numpy as np

from rgcore.datasets.limits import check_size
from rgcore.datasets.naming import listing
from rgcore.datasets.recording import Recording
from rgcore.errors import InputError

__all__ = ["Selection", "kept_entries", "kept_names", "select"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Boolean masks of what is kept: ``samples`` (n_samples,) and ``variables`` (n_variables,)."""

    samples: np.ndarray
    variables: np.ndarray


def select(recording: Recording, missing: str, constant: str = "error") -> Selection:
    """Apply the policies for missing entries and constant variables; what is kept has neither.

    Parameters
    ----------
    recording : Recording
    missing : str
        ``drop_variables`` leaves out each variable with a missing entry, ``drop_samples`` each sample with
        one (so that the samples around it become neighbours), ``error`` refuses them.
    constant : str
        ``drop_variables`` leaves out each variable that does not change in the samples kept, ``error`` refuses it.

    Raises
    ------
    InputError
        If an entry is infinite, one is missing under ``error``, a kept variable is constant, or too few
        variables or samples are left.
    """
    values = recording.values
    if np.isinf(values).any():
        raise InputError(
            f"{recording.source} must hold finite numbers, found inf in {_first(recording, np.isinf)}"
        )
    gaps = np.isnan(values)
    if missing == "error" and gaps.any():
        raise InputError(
            f"{recording.source} must have no missing entry under missing: error, found {int(gaps.sum())}, "
            f"the first in {_first(recording, np.isnan)}"
        )
    n_samples, n_variables = values.shape
    every_sample, every_variable = np.ones(n_samples, dtype=bool), np.ones(n_variables, dtype=bool)
    variables = ~gaps.any(axis=0) if missing == "drop_variables" else every_variable
    samples = ~gaps.any(axis=1) if missing == "drop_samples" else every_sample
    after = f" after missing: {missing}" if gaps.any() else ""
    check_size(int(samples.sum()), int(variables.sum()), recording.source + after)
    selection = Selection(samples, variables)
    if constant == "error":
        _refuse_constant(recording, selection)
        return selection
    varying = _without_constant(recording, selection)
    check_size(int(samples.sum()), int(varying.sum()), f"{recording.source} without its constant variables")
    return Selection(samples, varying)


def kept_entries(recording: Recording, selection: Selection) -> np.ndarray:
    """Return the (n_kept_samples, n_kept_variables) float64 array, not copied if nothing is left out."""
    values = recording.values
    if not selection.samples.all():
        values = values[selection.samples]
    if not selection.variables.all():
        values = values[:, selection.variables]
    return np.ascontiguousarray(values)


def kept_names(recording: Recording, selection: Selection) -> tuple[str, ...]:
    """Return the names of the kept variables."""
    return tuple(name for name, kept in zip(recording.variables, selection.variables, strict=True) if kept)


def _without_constant(recording: Recording, selection: Selection) -> np.ndarray:
    """Return the mask (n_variables,) of the kept variables that vary."""
    values = kept_entries(recording, selection)
    varying = selection.variables.copy()
    varying[varying] = values.max(axis=0) > values.min(axis=0)
    return varying


def _refuse_constant(recording: Recording, selection: Selection) -> None:
    values = kept_entries(recording, selection)
    constant = values.max(axis=0) == values.min(axis=0)
    if constant.any():
        names = kept_names(recording, selection)
        raise InputError(
            f"{recording.source} must hold variables that vary, but constant in all {len(values)} samples is "
            f"{listing([name for name, same in zip(names, constant, strict=True) if same])}: "
            "constant: drop_variables would leave them out"
        )


def _first(recording: Recording, test: np.ufunc) -> str:
    sample, variable = np.argwhere(test(recording.values))[0]
    return f"variable {recording.variables[variable]}, {recording.sample_name(int(sample))}"
