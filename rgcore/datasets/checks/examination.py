"""From a recording as found to a data set: what is kept, what is said about it."""

from dataclasses import dataclass

import numpy as np

from rgcore.datasets.checks.inspection import inspect
from rgcore.datasets.checks.quality import report_table, variable_warnings, whole_warnings
from rgcore.datasets.checks.selection import KeptBlocks, kept_names, reasons, select
from rgcore.datasets.checks.survey import Survey, Treatment, survey
from rgcore.datasets.dataset import DatasetBlocks
from rgcore.datasets.kinds.recording import Recording

__all__ = ["Policies", "examine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """What is done with gaps, constant variables and counts above one, and what a value far out is called."""

    missing: str = "error"
    constant: str = "error"
    binary: bool = False
    jumps: str | None = None


def examine(name: str, recording: Recording, policies: Policies) -> DatasetBlocks:
    """Select what is kept of a recording and describe it, in one pass over it, or two where something is suspicious.

    Raises
    ------
    InputError
        If the recording must be refused; see :func:`rgcore.datasets.checks.selection.select`.
    """
    treatment = Treatment(drop_samples=policies.missing == "drop_samples", binary=policies.binary)
    found = survey(recording, treatment)
    variables = select(recording, found, policies.missing, policies.constant)
    looked = inspect(recording, treatment, found, variables, jumps=policies.jumps is not None)
    why = reasons(recording, found, variables, policies.missing)
    whole = whole_warnings(found.n_samples, int(variables.sum()))
    each = variable_warnings(recording, found, looked, variables, policies.jumps)
    lines = [
        f"{variable}: {text}"
        for variable, texts in zip(recording.variables, each, strict=True)
        for text in texts
    ]
    return DatasetBlocks(
        blocks=KeptBlocks(dataset=name, recording=recording, treatment=treatment, variables=variables),
        n_samples=found.n_samples,
        variables=kept_names(recording, variables),
        report=report_table(name, recording, found, why, [[*whole, *texts] for texts in each]),
        summary=_summary(recording, found, variables, why),
        warnings=(*whole, *lines),
    )


def _summary(recording: Recording, found: Survey, variables: np.ndarray, why: list[str]) -> str:
    span = f" ({recording.span})" if recording.span else ""
    left_out = [f"{name} ({text})" for name, text in zip(recording.variables, why, strict=True) if text]
    n_dropped = recording.n_samples - found.n_samples
    parts = [f"read {found.n_samples} samples of {variables.sum()} variables{span} from {recording.source}"]
    if left_out:
        parts.append(f"left out {len(left_out)} of {len(why)} variables: {', '.join(left_out)}")
    if n_dropped:
        parts.append(f"left out {n_dropped} of {recording.n_samples} samples for a missing entry")
    if found.n_clipped.any():
        parts.append(f"{found.n_clipped.sum()} bins with more than one spike count as one")
    return "; ".join(parts)
