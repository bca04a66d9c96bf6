"""Which variables and samples of a recording are kept, and which recordings are refused."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rgcore.datasets.checks.limits import check_size
from rgcore.datasets.checks.survey import Survey, Treatment
from rgcore.datasets.kinds.recording import Recording
from rgcore.datasets.naming import about, listing
from rgcore.errors import InputError

__all__ = ["KeptBlocks", "kept_names", "reasons", "select"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBlocks:
    """What is kept of a recording: fresh (n, n_kept) float64 blocks in order, again each time."""

    dataset: str
    recording: Recording
    treatment: Treatment
    variables: np.ndarray  # (n_variables,) mask

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks; InputError if a number that was there in the first pass is gone."""
        with about(self.dataset):
            for block in self.recording.blocks:
                values = self.treatment.apply(block)
                values = values if self.variables.all() else values[:, self.variables]
                if not np.isfinite(values).all():
                    raise InputError(
                        f"{self.recording.source} must stay as it is while it is read, but it changed"
                    )
                if len(values):
                    yield values


def select(recording: Recording, found: Survey, missing: str, constant: str = "error") -> np.ndarray:
    """Apply the policies for missing entries and constant variables; what is kept has neither.

    Parameters
    ----------
    recording : Recording
    found : Survey
        Of the recording, without the samples that have gaps under ``drop_samples``.
    missing : str
        ``drop_variables`` leaves out each variable with a missing entry, ``drop_samples`` each sample with
        one (so that the samples around it become neighbours), ``error`` refuses them.
    constant : str
        ``drop_variables`` leaves out each variable that does not change in the samples kept, ``error`` refuses it.

    Returns
    -------
    (n_variables,) bool array
        Which variables are kept.

    Raises
    ------
    InputError
        If an entry is missing under ``error``, a kept variable is constant, or too few variables or samples
        are left.
    """
    gaps = found.n_missing > 0
    if missing == "error" and found.first_gap is not None:
        sample, variable = found.first_gap
        raise InputError(
            f"{recording.source} must have no missing entry under missing: error, found {found.n_missing.sum()}, "
            f"the first in variable {recording.variables[variable]}, {recording.sample_name(sample)}"
        )
    kept = ~gaps if missing == "drop_variables" else np.ones(len(gaps), dtype=bool)
    after = f" after missing: {missing}" if gaps.any() else ""
    check_size(found.n_samples, int(kept.sum()), recording.source + after)
    if constant == "error" and (kept & found.constant).any():
        names = listing(kept_names(recording, kept & found.constant))
        raise InputError(
            f"{recording.source} must hold variables that vary, but constant in all {found.n_samples} samples is "
            f"{names}: constant: drop_variables would leave them out"
        )
    kept &= ~found.constant
    check_size(found.n_samples, int(kept.sum()), f"{recording.source} without its constant variables")
    return kept


def kept_names(recording: Recording, variables: np.ndarray) -> tuple[str, ...]:
    """Return the names of the variables of a mask."""
    return tuple(name for name, kept in zip(recording.variables, variables, strict=True) if kept)


def reasons(recording: Recording, found: Survey, variables: np.ndarray, missing: str) -> list[str]:
    """Return why each variable was left out; "" for those that are kept."""
    texts = []
    for kept, gaps in zip(variables, found.n_missing, strict=True):
        if missing == "drop_variables" and gaps:
            why = f"{gaps} of {recording.n_samples} entries are missing"
        else:
            why = f"constant in all {found.n_samples} samples kept"
        texts.append("" if kept else why)
    return texts
