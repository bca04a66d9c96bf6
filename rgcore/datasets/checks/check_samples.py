"""Check raw samples: leave out what must not stay, and report what deserves a closer look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from rgcore.datasets.checks.gaps_to_fill import fill_kept
from rgcore.datasets.checks.jumps_and_duplicates import find_jumps_and_duplicates
from rgcore.datasets.checks.missing_and_constant import (
    full_of_gaps,
    kept_blocks,
    kept_names,
    kept_variables,
    reasons_left_out,
)
from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.checks.report_table import first_prices_of, report_table
from rgcore.datasets.checks.summary_statistics import SummaryStatistics, summary_statistics
from rgcore.datasets.checks.variable_warnings import outlier_columns, variable_warnings, whole_warnings
from rgcore.datasets.dataset import DatasetBlocks
from rgcore.datasets.decisions import Decisions
from rgcore.datasets.keys.missing import MissingShare
from rgcore.datasets.raw_samples import RawSamples

__all__ = ["Policies", "check_samples"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """What is done with missing entries, constant variables and counts above 1; ``jump`` as in a card of a kind."""

    missing: str | MissingShare
    constant: str
    binary: bool = False
    jump: str | None = None


def check_samples(name: str, raw: RawSamples, policies: Policies) -> DatasetBlocks:
    """Select what is kept of raw samples and describe it, in one pass over them.

    Suspicious variables take a second pass, and a share of missing entries takes one before all others; filling gaps
    takes several (:func:`rgcore.datasets.gaps.fill_gaps`).

    Raises
    ------
    InputError
        If the samples must be refused; see :func:`rgcore.datasets.checks.missing_and_constant.kept_variables`.
    """
    share = policies.missing if isinstance(policies.missing, MissingShare) else None
    preprocessing = Preprocessing(
        drop_samples=_dropped_samples(policies.missing),
        binary=policies.binary,
        ignored=None if share is None else full_of_gaps(raw, share),
    )
    found = summary_statistics(raw, preprocessing)
    late = raw.late_warnings()
    raw = raw.warned(late.whole, late.by_variable)
    variables = kept_variables(raw, found, policies.missing, policies.constant)
    blocks = kept_blocks(name, raw, preprocessing, variables)
    if share is not None and share.fills and found.n_missing[variables].any():
        filled = fill_kept(raw, preprocessing, found, variables, share.then)
        blocks = filled.blocks
        raw = replace(raw, decisions=raw.decisions.and_then(Decisions(made=filled.phrases)))
    suspicious = find_jumps_and_duplicates(
        raw, preprocessing, found, variables, jumps=policies.jump is not None
    )
    reasons = reasons_left_out(raw, found, variables, policies.missing)
    combined = [raw.variables[place] for place in suspicious.combined]
    whole = [*raw.warnings.whole, *whole_warnings(found.n_samples, int(variables.sum()), combined)]
    each = variable_warnings(raw, found, suspicious, variables, policies.jump)
    return DatasetBlocks(
        blocks=blocks,
        n_samples=found.n_samples,
        variables=kept_names(raw, variables),
        report=report_table(
            name,
            raw,
            found,
            reasons,
            [[*whole, *texts] for texts in each],
            first_prices=first_prices_of(raw, preprocessing),
        ).assign(**outlier_columns(raw, found, suspicious)),
        decisions=raw.decisions.phrases(),
        summary=_summary(raw, found, variables, reasons, share),
        warnings=(*whole, *_with_names(raw.variables, each)),
        dates=_kept_dates(raw, preprocessing),
    )


def _with_names(variables: Sequence[str], each: Sequence[Sequence[str]]) -> list[str]:
    """Return the warnings of each variable as lines that begin with its name."""
    return [f"{variable}: {text}" for variable, texts in zip(variables, each, strict=True) for text in texts]


def _kept_dates(raw: RawSamples, preprocessing: Preprocessing) -> tuple[str, ...] | None:
    """Return the dates of the samples that are kept; None if samples are only counted."""
    if raw.dates is None:
        return None
    kept = np.concatenate([preprocessing.kept(block) for block in raw.blocks])
    return tuple(date for date, stays in zip(raw.dates, kept, strict=True) if stays)


def _without_folder(source: str) -> str:
    """Return an absolute path as its last part: what a page prints is the same on every computer."""
    return Path(source).name if Path(source).is_absolute() else source


def _dropped_samples(missing: str | MissingShare) -> Literal["none", "any", "all"]:
    """Return which samples are left out for their missing entries."""
    if isinstance(missing, MissingShare):
        return "all" if missing.fills else "any"
    return "any" if missing == "drop_samples" else "none"


def _summary(
    raw: RawSamples,
    found: SummaryStatistics,
    variables: np.ndarray,
    reasons: list[str],
    share: MissingShare | None,
) -> str:
    span = f" ({raw.span})" if raw.span else ""
    left_out = [f"{name} ({text})" for name, text in zip(raw.variables, reasons, strict=True) if text]
    n_dropped = raw.n_samples - found.n_samples
    parts = [
        f"read {found.n_samples} samples of {variables.sum()} variables{span} from {_without_folder(raw.source)}"
    ]
    if left_out:
        parts.append(f"left out {len(left_out)} of {len(reasons)} variables: {', '.join(left_out)}")
    if n_dropped:
        why = "without any entry" if share is not None and share.fills else "for a missing entry"
        parts.append(f"left out {n_dropped} of {raw.n_samples} samples {why}")
    if found.n_clipped.any():
        parts.append(f"{found.n_clipped.sum()} bins with more than one spike count as one")
    return "; ".join(parts)
