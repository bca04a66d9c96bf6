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
from scipy.special import ndtr, rel_entr

from rgcore.pcarg.modes.principal_components import PrincipalComponents
from rgcore.pcarg.modes.projection import VANISHING, projected_variances
from rgcore.series.correlation_time import time_so_far
from rgcore.series.samples import Samples, batches
from rgcore.stats.blocking import INDEPENDENT

__all__ = [
    "gaussian_probabilities",
    "gaussian_values",
    "jensen_shannon",
    "projected_counts",
    "projected_time",
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


def projected_time(samples: Samples, mean: np.ndarray, modes: PrincipalComponents, n_kept: int) -> float:
    """Return the integrated autocorrelation time of the projected variables, in samples, at least 1/2.

    Their autocorrelation is averaged over the variables: that of the scores, by their shares of the variances. A
    Gaussian process has no other correlation in time; bursts of large values, as of volatility, do not count.

    Parameters are those of :func:`projected_counts`.
    """
    leading = modes.components[:, :n_kept]
    scores = np.concatenate([(batch - mean) @ leading for _, batch in batches(samples, ROWS_AT_ONCE)])
    shares = np.sqrt((_in_deviations(modes, n_kept) ** 2).mean(axis=1))
    return max(INDEPENDENT, time_so_far(scores * shares))


def gaussian_values(modes: PrincipalComponents, n_kept: int, n_samples: int, *, rng: Generator) -> np.ndarray:
    """Return projected variables of Gaussian samples with the variances of the kept modes, in their deviations.

    Mean and standard deviation are those of the draw, as they are of data.

    Returns
    -------
    (n_samples, n_variables) float64 array
    """
    scores = rng.standard_normal((n_samples, n_kept)) * np.sqrt(modes.variances[:n_kept])
    values = scores @ _in_deviations(modes, n_kept)
    values -= values.mean(axis=0)
    return values / values.std(axis=0)


def _in_deviations(modes: PrincipalComponents, n_kept: int) -> np.ndarray:
    """Return the map of scores to projected variables in units of their deviation, (n_kept, n_present)."""
    (variances,) = projected_variances(modes, np.array([n_kept]))
    present = variances > VANISHING * variances.max()
    return (modes.components[present, :n_kept] / np.sqrt(variances[present, None])).T
