"""Projection on the modes that are kept, in one pass over the samples, and the powers of the projected variables."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError
from rgcore.pcarg.modes._kernels import add_power_sums
from rgcore.pcarg.modes.principal_components import PrincipalComponents
from rgcore.series.samples import Samples, batches
from rgcore.stats.central_moments import fourth_central_moment, third_central_moment

__all__ = [
    "Projection",
    "central_moments_without_blocks",
    "power_sums",
    "projected_variances",
]

VANISHING = 1e-20  # a variance below this part of the largest variable's is rounding
_N_ROWS = 512  # three buffers of (n_variables, 512) float64 stay near the core


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A map of samples into modes, and back to variables with the first k of them, for several k.

    With the centred sample x, ``scores = into @ x`` and the field of k modes is
    ``back[:, :k] @ scores[first : first + k]``. Projections that share the array ``into`` share its product.

    Attributes
    ----------
    into : (first + n_modes or more, n_variables) float64 array, C order
    first : int
        Modes that are skipped.
    back : (n_variables, n_modes) float64 array
    cutoffs : (n_cutoffs,) int array
        Ascending, from 1 to n_modes.
    """

    into: np.ndarray
    first: int
    back: np.ndarray
    cutoffs: np.ndarray


def projected_variances(modes: PrincipalComponents, cutoffs: np.ndarray) -> np.ndarray:
    """Return <phi_i^2> = sum_mu lambda_mu V_i,mu^2 over the first k modes, for each k.

    Returns
    -------
    (n_cutoffs, n_variables) float64 array
    """
    between = [
        modes.components[:, low:high] ** 2 @ modes.variances[low:high]
        for low, high in itertools.pairwise([0, *cutoffs])
    ]
    return np.cumsum(between, axis=0)


def power_sums(
    samples: Samples, mean: np.ndarray, projections: Sequence[Projection], edges: np.ndarray
) -> list[np.ndarray]:
    """Go through the samples once and return, per projection, sums over each block of time of phi, ..., phi^4.

    The field of k modes is that of the cutoff below plus the modes between: all cutoffs together cost one product
    into modes and one back, and each cutoff one pass over a batch that is still in the processor's cache.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    mean : (n_variables,) float64 array
        Subtracted first.
    projections : sequence of Projection
    edges : (n_blocks + 1,) int array
        From :func:`rgcore.stats.blocking.block_edges`.

    Returns
    -------
    list of (n_cutoffs, n_blocks, 4, n_variables) float64 arrays

    Raises
    ------
    InputError
        If the number of samples is not the last edge, or they are not of the variables of the mean.
    """
    sums = [np.zeros((len(each.cutoffs), len(edges) - 1, 4, len(mean))) for each in projections]
    products = {id(each.into): each.into for each in projections}
    for block, batch in batches(samples, _N_ROWS, edges):
        if batch.shape[1] != len(mean):
            raise InputError(f"samples must be of {len(mean)} variables as moments, found {batch.shape[1]}")
        values = (batch - mean).T  # (n_variables, n)
        with np.errstate(invalid="ignore", over="ignore"):  # what is not finite is found when all is summed
            scores = {key: into @ values for key, into in products.items()}  # (n_modes, n) each
            for projection, total in zip(projections, sums, strict=True):
                _add_batch(scores[id(projection.into)][projection.first :], projection, total[:, block])
    return sums


def _add_batch(scores: np.ndarray, projection: Projection, sums: np.ndarray) -> None:
    """Add the power sums of the field of (n_modes, n) scores at every cutoff to sums (n_cutoffs, 4, n_variables)."""
    back, shape = projection.back, (len(projection.back), scores.shape[1])
    field, extra, low = np.zeros(shape), np.empty(shape), 0
    for row, high in enumerate(projection.cutoffs):
        np.matmul(back[:, low:high], scores[low:high], out=extra)
        add_power_sums(field, extra, sums[row])
        low = high


def central_moments_without_blocks(
    sums: np.ndarray, edges: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return variance, third and fourth central moment with one block of time left out, means removed anew.

    Removing the mean anew matters: for skewed data, such as spikes, the standard error of the mean makes most of that
    of the higher moments. The modes stay those of all samples.

    Parameters
    ----------
    sums : (n_cutoffs, n_blocks, 4, n_variables) array, from :func:`power_sums`
    edges : (n_blocks + 1,) int array

    Returns
    -------
    three (n_blocks, n_cutoffs, n_variables) float64 arrays
        The variance is 0 where a variable does not vary outside the block: what is left is then the rounding of a
        difference of equal numbers, at most n_samples machine precisions of the second moment of all samples.
    """
    n_left = (edges[-1] - np.diff(edges))[:, None, None]  # (n_blocks, 1, 1)
    left = np.moveaxis(sums.sum(axis=1, keepdims=True) - sums, 1, 0) / n_left[..., None]
    first, second, third, fourth = np.moveaxis(left, 2, 0)  # each (n_blocks, n_cutoffs, n_variables)
    variance = second - first**2
    rounding = np.finfo(np.float64).eps * sums[:, :, 1].sum(axis=1)  # (n_cutoffs, n_variables)
    varies = variance > np.maximum(rounding, VANISHING * second.max())
    return (
        np.where(varies, variance, 0.0),
        third_central_moment(first, second, third),
        fourth_central_moment(first, second, third, fourth),
    )
