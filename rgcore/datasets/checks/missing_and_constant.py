"""Missing entries and constant variables: what is left out, and what is refused."""

from collections.abc import Iterator

import numpy as np

from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.checks.summary_statistics import SummaryStatistics
from rgcore.datasets.keys.missing import MissingShare
from rgcore.datasets.messages import about, listing
from rgcore.datasets.raw_samples import RawSamples
from rgcore.datasets.size_limits import check_size
from rgcore.errors import InputError
from rgcore.series import replayable

__all__ = ["full_of_gaps", "kept_blocks", "kept_names", "kept_variables", "reasons_left_out"]

SMALLEST_SPREAD = 1e-50  # largest minus smallest entry, in the unit of the data
LARGEST_WHOLE = 2**53  # up to which double precision has all whole numbers
FEWEST_STEPS = 100  # of double precision at the largest entry, within a spread that it resolves


@replayable
def kept_blocks(
    dataset: str, raw: RawSamples, preprocessing: Preprocessing, variables: np.ndarray
) -> Iterator[np.ndarray]:
    """Yield the samples and variables that are kept as fresh (n, n_kept) float64 blocks in order.

    Raises
    ------
    InputError
        If an entry that was a number in the first pass is missing or infinite; names the data set.
    """
    with about(dataset):
        for block in raw.blocks:
            values = preprocessing.apply(block)
            values = values if variables.all() else values[:, variables]
            if not np.isfinite(values).all():
                raise InputError(f"{raw.source} must stay as it is while it is read, but it changed")
            if len(values):
                yield values


def full_of_gaps(raw: RawSamples, share: MissingShare) -> np.ndarray:
    """Return the (n_variables,) mask of the variables with too large a share of missing entries, from one pass."""
    n_missing = np.zeros(len(raw.variables), dtype=np.int64)
    for block in raw.blocks:
        n_missing += np.isnan(block).sum(axis=0)
    return n_missing > share.drop_variables_above * raw.n_samples


def kept_variables(
    raw: RawSamples, found: SummaryStatistics, missing: str | MissingShare, constant: str
) -> np.ndarray:
    """Apply the policies for missing entries and constant variables; what is kept has neither.

    Parameters
    ----------
    raw : RawSamples
    found : SummaryStatistics
        Of these samples, under ``drop_samples`` without those that have a missing entry, under a share without those
        that have one in a variable that is kept, or where gaps are filled without those that have no entry at all.
    missing : str or MissingShare
        ``drop_variables`` leaves out each variable with a missing entry, ``drop_samples`` each sample with
        one (so that the samples around it become neighbours), ``error`` refuses them. A share leaves out each variable
        of which a larger share of the samples is missing, then each sample with a missing entry in one of the others,
        which are not looked at here where gaps are filled.
    constant : str
        ``drop_variables`` leaves out each variable that is constant in the samples kept, ``error`` refuses it.

    Returns
    -------
    (n_variables,) bool array
        Which variables are kept.

    Raises
    ------
    InputError
        If an entry is missing under ``error``, a kept variable is constant, of whole numbers that reading has rounded,
        or in a unit in which moments overflow, or too few variables or samples are left.
    """
    gaps = found.n_missing > 0
    if missing == "error" and found.first_gap is not None:
        sample, variable = found.first_gap
        raise InputError(
            f"{raw.source} must have no missing entry under missing: error, found {found.n_missing.sum()}, "
            f"the first in variable {raw.variables[variable]}, {raw.sample_name(sample)}: "
            "write missing: drop_variables, missing: drop_samples or missing: {drop_variables_above: 0.02} to leave "
            "out what has gaps"
        )
    kept = ~_dropped(raw, found, missing)
    after = f" after missing: {missing}" if gaps.any() else ""
    check_size(found.n_samples, int(kept.sum()), raw.source + after)
    _refuse_rounded(raw, found, kept if constant == "error" else kept & ~found.constant)
    if constant == "error" and (kept & found.constant).any():
        names = listing(kept_names(raw, kept & found.constant))
        raise InputError(
            f"{raw.source} must hold variables that vary, but constant in all {found.n_samples} samples is "
            f"{names}: constant: drop_variables would leave them out"
        )
    kept &= ~found.constant
    _refuse_extreme_units(raw, found, kept)
    check_size(found.n_samples, int(kept.sum()), f"{raw.source} without its constant variables")
    return kept


def _dropped(raw: RawSamples, found: SummaryStatistics, missing: str | MissingShare) -> np.ndarray:
    """Return the (n_variables,) mask of the variables that are left out for their missing entries."""
    if isinstance(missing, MissingShare):
        return found.n_missing > missing.drop_variables_above * raw.n_samples
    return (found.n_missing > 0) & (missing == "drop_variables")


def _refuse_rounded(raw: RawSamples, found: SummaryStatistics, kept: np.ndarray) -> None:
    """Raise InputError if double precision does not resolve the differences of large numbers."""
    size = np.maximum(np.abs(found.smallest), np.abs(found.largest))
    with np.errstate(over="ignore", invalid="ignore"):  # such numbers are refused elsewhere
        step = np.spacing(size)
        rounded = kept & (size >= LARGEST_WHOLE) & (found.largest - found.smallest < FEWEST_STEPS * step)
    if rounded.any():
        variable = int(np.argmax(rounded))
        raise InputError(
            f"{raw.source} must hold numbers that double precision resolves, but those of {raw.variables[variable]} "
            f"are about {found.largest[variable]:.4g}, where it has multiples of {step[variable]:g} alone: save their "
            "differences from the smallest one"
        )


def _refuse_extreme_units(raw: RawSamples, found: SummaryStatistics, kept: np.ndarray) -> None:
    """Raise InputError if sixth powers of deviations would leave the range of double precision."""
    with np.errstate(over="ignore"):
        spread = found.largest - found.smallest
    extreme = kept & ~((spread >= SMALLEST_SPREAD) & (spread <= 1 / SMALLEST_SPREAD))
    if extreme.any():
        variable = int(np.argmax(extreme))
        raise InputError(
            f"{raw.source} must hold numbers that vary by {SMALLEST_SPREAD:g} to {1 / SMALLEST_SPREAD:g}, found "
            f"{spread[variable]:.3g} in variable {raw.variables[variable]}: choose another unit"
        )


def kept_names(raw: RawSamples, variables: np.ndarray) -> tuple[str, ...]:
    """Return the names of the variables of a mask."""
    return tuple(name for name, kept in zip(raw.variables, variables, strict=True) if kept)


def reasons_left_out(
    raw: RawSamples, found: SummaryStatistics, variables: np.ndarray, missing: str | MissingShare
) -> list[str]:
    """Return why each variable was left out; "" for those that are kept."""
    texts, dropped = [], _dropped(raw, found, missing)
    for kept, gaps, has_gaps in zip(variables, found.n_missing, dropped, strict=True):
        if has_gaps:
            reason = f"{gaps} of {raw.n_samples} entries are missing"
        else:
            reason = f"constant in all {found.n_samples} samples kept"
        texts.append("" if kept else reason)
    return texts
