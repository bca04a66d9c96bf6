"""The distribution of the projected variables, and its Jensen-Shannon distance from a Gaussian.

All projected variables are pooled, each in units of its standard deviation, as in the momentum-space analysis of
Meshulam et al., PRL 123, 178103 (2019). Their values are counted in cells of width 0.2 between -8 and 8 and the two
tails beyond. The distance of two distributions p and q is the root of the Jensen-Shannon divergence,

    D^2 = (1/2) sum_c [p_c log2(p_c / m_c) + q_c log2(q_c / m_c)],   m = (p + q) / 2,

from 0 to 1 (Endres and Schindelin, IEEE Trans. Inf. Theory 49, 1858 (2003)). The counts of finite samples of q itself
have a D above 0: of n independent values in c cells about sqrt(c / (8 n ln 2)).
"""

import numpy as np
from numpy.random import Generator
from scipy.fft import irfft, rfft
from scipy.special import ndtr, rel_entr

from rgcore.pcarg.modes.principal_components import PrincipalComponents
from rgcore.pcarg.modes.projection import VANISHING, projected_variances
from rgcore.pcarg.nulls.gaussian import random_phases
from rgcore.series.samples import Samples, batches

__all__ = [
    "gaussian_probabilities",
    "gaussian_values",
    "jensen_shannon",
    "projected_counts",
    "projected_scores",
    "sixteenth",
    "value_counts",
]

FURTHEST, CELL = 8.0, 0.2  # standard deviations
_EDGES = np.linspace(-FURTHEST, FURTHEST, round(2 * FURTHEST / CELL) + 1)
N_CELLS = len(_EDGES) + 1
ROWS_AT_ONCE = 4096


def sixteenth(n_variables: int) -> int:
    """Return N/16, the number of modes kept in the publications, at least 1."""
    return max(1, round(n_variables / 16))


def gaussian_probabilities() -> np.ndarray:
    """Return the probability of each cell, (n_cells,), for a Gaussian of mean 0 and variance 1."""
    return np.diff(ndtr(_EDGES), prepend=0.0, append=1.0)


def value_counts(values: np.ndarray) -> np.ndarray:
    """Return how many values, in standard deviations, are in each cell: (n_cells,) int64."""
    cells = np.floor(np.clip(values.ravel() + FURTHEST, -CELL / 2, 2 * FURTHEST + CELL / 2) / CELL)
    return np.bincount(cells.astype(np.int64) + 1, minlength=N_CELLS)


def jensen_shannon(first: np.ndarray, second: np.ndarray) -> float:
    """Return the distance of two distributions, in bits^(1/2).

    Parameters
    ----------
    first, second : (n_cells,) arrays
        Counts or probabilities, of any positive sum.
    """
    p, q = first / first.sum(), second / second.sum()
    middle = (p + q) / 2
    divergence = (rel_entr(p, middle).sum() + rel_entr(q, middle).sum()) / (2 * np.log(2))
    return float(np.sqrt(max(divergence, 0.0)))


def projected_counts(
    samples: Samples, mean: np.ndarray, modes: PrincipalComponents, n_kept: int, edges: np.ndarray
) -> np.ndarray:
    """Return the counts of the projected variables in each block of time.

    Parameters
    ----------
    samples : Samples
        In the units in which the modes were found.
    mean : (n_variables,) float64 array
    modes : PrincipalComponents
    n_kept : int
    edges : (n_blocks + 1,) int array
        From :func:`rgcore.stats.blocking.block_edges`.

    Returns
    -------
    (n_blocks, n_cells) int64 array
    """
    back = _in_deviations(modes, n_kept)
    counts = np.zeros((len(edges) - 1, N_CELLS), dtype=np.int64)
    for block, batch in batches(samples, ROWS_AT_ONCE, edges):
        scores = (batch - mean) @ modes.components[:, :n_kept]
        counts[block] += value_counts(scores @ back)
    return counts


def projected_scores(
    samples: Samples, mean: np.ndarray, modes: PrincipalComponents, n_kept: int
) -> np.ndarray:
    """Return the scores of the kept modes, (n_samples, n_kept) float64; parameters as of :func:`projected_counts`."""
    leading = modes.components[:, :n_kept]
    return np.concatenate([(batch - mean) @ leading for _, batch in batches(samples, ROWS_AT_ONCE)])


def gaussian_values(scores: np.ndarray, modes: PrincipalComponents, *, rng: Generator) -> np.ndarray:
    """Return projected variables, in their deviations, of a Gaussian process with the covariances of scores.

    These are kept at every lag by random phases, equal for all modes
    (:func:`rgcore.pcarg.nulls.gaussian.random_phases`). If the data are a stationary Gaussian process, they and the
    draws have the same distribution.

    Parameters
    ----------
    scores : (n_samples, n_kept) float64 array
        From :func:`projected_scores`.

    Returns
    -------
    (n_samples, n_variables) float64 array
    """
    n_samples, n_kept = scores.shape
    waves = rfft(scores, axis=0) * random_phases(n_samples, rng=rng)[:, None]
    return irfft(waves, n=n_samples, axis=0) @ _in_deviations(modes, n_kept)


def _in_deviations(modes: PrincipalComponents, n_kept: int) -> np.ndarray:
    """Return the map of scores to projected variables in units of their deviation, (n_kept, n_present)."""
    (variances,) = projected_variances(modes, np.array([n_kept]))
    present = variances > VANISHING * variances.max()
    return (modes.components[present, :n_kept] / np.sqrt(variances[present, None])).T
