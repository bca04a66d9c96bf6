"""How well curves and distributions of different numbers of variables collapse onto those of all variables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.pcarg.modes.principal_components import principal_components
from rgcore.scans.gaussian_distance import jensen_shannon, projected_counts, sixteenth
from rgcore.scans.measures import KURTOSIS
from rgcore.scans.subset_means import SubsetMean
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples
from rgcore.series.time_blocks import time_block_edges
from rgcore.stats.jackknife import jackknife_error

__all__ = ["Collapse", "counts_at_sixteenth", "curve_collapse", "distance_of_halves", "distribution_distance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapse:
    """Distance of the curve ln kurtosis against fraction kept from that of all variables.

    ``deviation`` is its root mean square over the fractions kept: 0.1 is 10 %. ``score`` is the same in standard errors
    of the differences, about 1 if the curves differ by noise alone (as Houdayer and Hartmann, Phys. Rev. B 70, 014418
    (2004), measure a collapse); points of a curve are correlated, so that it scatters more than a chi^2 of independent
    points. NaN without a fraction in common.
    """

    deviation: float
    deviation_err: float
    score: float


def curve_collapse(
    means: Sequence[SubsetMean], whole: Sequence[SubsetMean], sizes: tuple[int, int]
) -> Collapse:
    """Compare the kurtosis of subsets with that of all variables at the same fractions kept.

    n_kept is a whole number: the curve of all variables is interpolated, ln kurtosis linearly in ln fraction, at the
    fractions that the subsets have, and those beyond its ends are left out.

    Parameters
    ----------
    means, whole : sequences of SubsetMean
    sizes : two ints
        Variables of a subset, and of the data.
    """
    part, rest = (_curve(each, size) for each, size in zip((means, whole), sizes, strict=True))
    inside = (part.places >= rest.places[0]) & (part.places <= rest.places[-1])
    if not inside.any():
        return Collapse(deviation=np.nan, deviation_err=np.nan, score=np.nan)
    expected = np.array([np.interp(part.places, rest.places, row) for row in rest.logarithms])
    difference = (part.logarithms - expected)[:, inside]  # (1 + n_blocks, n_fractions)
    error = np.hypot(jackknife_error(difference[1:]), part.subset_error[inside])
    distance = np.abs(difference[0])
    deviation = np.sqrt(np.mean(distance**2))
    return Collapse(
        deviation=float(deviation),
        deviation_err=float(np.mean(distance * error) / deviation),  # as if all points shared their noise
        score=float(np.sqrt(np.mean((distance / error) ** 2))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Curve:
    """ln fraction kept (n,), ascending; ln kurtosis (1 + n_blocks, n) of all samples and without each block."""

    places: np.ndarray
    logarithms: np.ndarray
    subset_error: np.ndarray


def _curve(means: Sequence[SubsetMean], n_variables: int) -> _Curve:
    rows = sorted((each for each in means if each.name == KURTOSIS), key=lambda each: each.n_kept)
    return _Curve(
        places=np.log([each.n_kept / n_variables for each in rows]),
        logarithms=np.log([[each.value, *each.replicates] for each in rows]).T,
        subset_error=np.array([each.subset_error / each.value for each in rows]),
    )


def counts_at_sixteenth(samples: Samples, moments: SampleMoments, n_blocks: int) -> np.ndarray:
    """Return the counts of the projected variables at N/16 modes in each block of time, (n_blocks, n_cells)."""
    modes = principal_components(moments, "covariance")
    edges = time_block_edges(moments.n_samples, n_blocks, moments.trial_length)
    return projected_counts(samples, moments.mean, modes, sixteenth(len(moments.mean)), edges)


def distribution_distance(subsets: Sequence[np.ndarray], whole: np.ndarray) -> tuple[float, float]:
    """Return the distance of the mean distribution of subsets from that of all variables, and its standard error.

    The error adds, in squares, a jackknife over the blocks of time that both share and the scatter of the distances of
    single subsets over the root of their number.

    Parameters
    ----------
    subsets : sequence of (n_blocks, n_cells) arrays
    whole : (n_blocks, n_cells) array
    """
    together = np.sum(subsets, axis=0)
    left_out = [
        jensen_shannon(together.sum(axis=0) - one, whole.sum(axis=0) - other)
        for one, other in zip(together, whole, strict=True)
    ]
    single = [jensen_shannon(each.sum(axis=0), whole.sum(axis=0)) for each in subsets]
    scatter = np.std(single, ddof=1) / np.sqrt(len(single)) if len(single) > 1 else 0.0
    error = np.hypot(jackknife_error(np.array(left_out)), scatter)
    return jensen_shannon(together.sum(axis=0), whole.sum(axis=0)), float(error)


def distance_of_halves(whole: np.ndarray) -> float:
    """Return the distance between even and odd blocks of time: what noise and drift alone give."""
    return jensen_shannon(whole[::2].sum(axis=0), whole[1::2].sum(axis=0))
