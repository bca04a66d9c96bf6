"""Warnings about single variables and about the data set as a whole. Nothing is repaired here."""

from collections.abc import Sequence

import numpy as np

from rgcore.datasets.checks.jumps_and_duplicates import JUMP, SAME, JumpsAndDuplicates
from rgcore.datasets.checks.summary_statistics import SummaryStatistics
from rgcore.datasets.messages import listing
from rgcore.datasets.raw_samples import RawSamples

__all__ = ["outlier_columns", "variable_warnings", "whole_warnings"]

NEAR_IDENTICAL = 0.98  # size of a correlation
ROUNDING = 1e-6  # of a factor between two variables
SPLITS = {
    new / old: (new, old) for new, old in ((3, 2), (2, 1), (3, 1), (4, 1), (5, 1), (7, 1), (10, 1), (20, 1))
}
NEAR_SPLIT = 0.05  # log return of that day beside the split
FEW_SPIKES = 20  # a fourth moment of fewer events describes these events alone


def whole_warnings(n_samples: int, n_variables: int, combined: Sequence[str] = ()) -> list[str]:
    """Return the warnings about a data set as a whole; ``combined`` are variables that depend on one another."""
    if combined:
        return [
            f"variables depend on one another linearly, so that their covariance is singular: {listing(combined)}"
        ]
    if n_samples > n_variables:
        return []
    return [
        f"only {n_samples} samples of {n_variables} variables, so the rank of their covariance is at most "
        f"{n_samples - 1}: are the axes named in the right order (axes)?"
    ]


def variable_warnings(
    raw: RawSamples,
    found: SummaryStatistics,
    suspicious: JumpsAndDuplicates,
    variables: np.ndarray,
    jump: str | None,
) -> list[list[str]]:
    """Return the warnings about each variable, those of its reader first.

    Parameters
    ----------
    raw : RawSamples
    found : SummaryStatistics
    suspicious : JumpsAndDuplicates
    variables : (n_variables,) bool array
        Which are kept.
    jump : str or None
        What a single value is called in a warning about one that lies more than ``JUMP`` standard deviations
        from the mean ("daily log return"); None for spike counts, where rare large values are normal.
    """
    texts: list[list[str]] = []
    for variable, kept in enumerate(variables):
        of_reader = raw.warnings.by_variable.get(raw.variables[variable], ())
        texts.append([*of_reader, *_duplicate_warning(raw, found, suspicious, variable)])
        if jump is not None:
            texts[-1] += _jump_warning(raw, found, suspicious, variable, jump)
        elif kept:
            texts[-1] += _spike_warnings(found, variable)
    return texts


def _duplicate_warning(
    raw: RawSamples, found: SummaryStatistics, suspicious: JumpsAndDuplicates, variable: int
) -> list[str]:
    same, correlation = suspicious.same_as[variable], suspicious.correlation[variable]
    if same >= 0:
        return [f"the same as {raw.variables[same]} in all {found.n_samples} samples, correlation 1"]
    if not abs(correlation) > NEAR_IDENTICAL:
        return []
    other = suspicious.most_correlated[variable]
    if abs(correlation) > SAME and (multiple := _multiple(raw, found, variable, other, np.sign(correlation))):
        return [f"{multiple} in all {found.n_samples} samples, correlation {correlation:.0f}"]
    nearly = "nearly the same as" if correlation > 0 else "nearly the negative of"
    return [f"{nearly} {raw.variables[other]}, correlation {correlation:.3f}"]


def _multiple(raw: RawSamples, found: SummaryStatistics, variable: int, other: int, sign: float) -> str:
    """Return what a variable with a correlation of 1 or -1 is of another one; "" if it is the same up to rounding."""
    widths = found.standard_deviation
    factor = sign * widths[variable] / widths[other]
    term = found.mean[variable] - factor * found.mean[other]
    if abs(term) > ROUNDING * (widths[variable] + abs(found.mean[variable])):
        plus = f" {'plus' if term > 0 else 'minus'} {abs(term):.4g}"
    else:
        plus = ""
    if abs(factor - 1) < ROUNDING and not plus:
        return ""
    times = "the negative of" if abs(factor + 1) < ROUNDING else f"{factor:.6g} times"
    return f"{times} {raw.variables[other]}{plus}"


def _jump_warning(
    raw: RawSamples, found: SummaryStatistics, suspicious: JumpsAndDuplicates, variable: int, jump: str
) -> list[str]:
    n_jumps = suspicious.n_jumps[variable]
    if n_jumps == 0:
        return []
    others = f", and {n_jumps - 1} more beyond {JUMP:g}" if n_jumps > 1 else ""
    up = found.largest[variable] - found.mean[variable], -found.at_largest[variable]
    down = found.mean[variable] - found.smallest[variable], -found.at_smallest[variable]
    value = found.largest[variable] if up > down else found.smallest[variable]
    (reach, place) = max(up, down)
    scale = suspicious.scale[variable]
    others_alone = " of the others" if scale < found.standard_deviation[variable] else ""
    share = f"{100 * suspicious.share[variable]:.0f} % of the fourth moment"
    split = _split(raw, found, suspicious, variable)
    question = f", near a {split} split: were the prices not adjusted?" if split else ""
    return [
        f"{jump} of {value:.3g}, {reach / scale:.1f} standard deviations{others_alone} "
        f"from the mean, on {raw.sample_name(-int(place))}{others}, this one alone {share}{question}"
    ]


def outlier_columns(
    raw: RawSamples, found: SummaryStatistics, suspicious: JumpsAndDuplicates
) -> dict[str, list[object]]:
    """Return the columns ``largest_share`` and ``split_ratio`` of the table ``dataset_report``."""
    jumped = suspicious.n_jumps > 0
    return {
        "largest_share": [
            share if far else np.nan for share, far in zip(suspicious.share, jumped, strict=True)
        ],
        "split_ratio": [_split(raw, found, suspicious, variable) for variable in range(len(jumped))],
    }


def _split(raw: RawSamples, found: SummaryStatistics, suspicious: JumpsAndDuplicates, variable: int) -> str:
    """Return the ratio of the split that a jump of a price is near, such as "2-for-1"; "" if there is none."""
    if raw.prices_before is None or not suspicious.n_jumps[variable]:
        return ""
    fall = -found.smallest[variable]
    rise = found.largest[variable]
    distances = {ratio: abs(max(fall, rise) - np.log(ratio)) for ratio in SPLITS}
    ratio = min(distances, key=distances.get)
    new, old = SPLITS[ratio] if fall > rise else reversed(SPLITS[ratio])
    return f"{new}-for-{old}" if distances[ratio] < NEAR_SPLIT else ""


def _spike_warnings(found: SummaryStatistics, variable: int) -> list[str]:
    n_spikes = round(found.mean[variable] * found.n_present[variable])
    texts = []
    if n_spikes < FEW_SPIKES:
        spikes = "spike" if n_spikes == 1 else "spikes"
        texts.append(
            f"only {n_spikes} {spikes} in {found.n_samples} samples, too few to estimate its kurtosis"
        )
    if found.n_clipped[variable]:
        texts.append(
            f"{found.n_clipped[variable]} bins with more than one spike count as one under value: binary"
        )
    return texts
