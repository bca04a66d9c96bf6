"""Which variables and samples of a recording are kept, and which recordings are refused."""

from dataclasses import dataclass

import numpy as np

from rgcore.datasets.limits import check_size
from rgcore.datasets.naming import listing
from rgcore.datasets.recording import Recording
from rgcore.errors import InputError

__all__ = ["Selection", "refuse_constant", "select"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Boolean masks of what is kept: ``samples`` (n_samples,) and ``variables`` (n_variables,)."""

    samples: np.ndarray
    variables: np.ndarray


def select(recording: Recording, missing: str) -> Selection:
    """Apply the policy for missing entries; what is kept has none, and no constant variable.

    Parameters
    ----------
    recording : Recording
    missing : str
        ``drop_variables`` leaves out each variable with a missing entry, ``drop_samples`` each sample with
        one (so that the samples around it become neighbours), ``error`` refuses them.

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
    refuse_constant(recording, Selection(samples, variables))
    return Selection(samples, variables)


def refuse_constant(recording: Recording, selection: Selection) -> None:
    """Raise InputError, naming them, if kept variables have the same value in all kept samples."""
    kept = recording.values[selection.samples][:, selection.variables]
    names = np.array(recording.variables, dtype=object)[selection.variables]
    constant = kept.max(axis=0) == kept.min(axis=0)
    if constant.any():
        raise InputError(
            f"{recording.source} must hold variables that vary, but constant in all {len(kept)} samples is "
            f"{listing(list(names[constant]))}"
        )


def _first(recording: Recording, test: np.ufunc) -> str:
    sample, variable = np.argwhere(test(recording.values))[0]
    return f"variable {recording.variables[variable]}, {recording.sample_name(int(sample))}"
