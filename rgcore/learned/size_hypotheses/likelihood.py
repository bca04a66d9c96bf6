"""Likelihood of widths that scatter between training runs and between conditions, with limits.

ln w = mean + u + e: u, one per condition, is what the mean misses, normal of standard deviation ``of_conditions``; e,
one per run, is normal of variance ``of_runs``^2 plus that of the measurement. Both are integrated out: u in closed form
over the measured widths, and by quadrature for the limits.
"""

import numpy as np
from scipy.special import log_ndtr, logsumexp

from rgcore.learned.size_hypotheses.widths import Widths

__all__ = ["log_likelihoods"]

_NODES = np.linspace(
    -6, 6, 241
)  # standard deviations of u; dense, since limits of several runs make a steep step
_LOG_WEIGHTS = -(_NODES**2) / 2 - 0.5 * np.log(2 * np.pi) + np.log(_NODES[1] - _NODES[0])


def log_likelihoods(
    log_means: np.ndarray, of_runs: float, of_conditions: float, widths: Widths
) -> np.ndarray:
    """Return ln of the likelihood of the runs of each condition, (n_conditions,).

    Parameters
    ----------
    log_means : (n_conditions,) array
        ln width of the hypothesis.
    of_runs, of_conditions : float
        Standard deviations of ln width, positive.
    widths : Widths
    """
    n_conditions = len(log_means)
    variance = of_runs**2 + widths.of_measure**2
    measured = widths.limit == 0
    residual = widths.log_width - log_means[widths.condition]

    def of_each(values: np.ndarray) -> np.ndarray:
        return np.bincount(widths.condition[measured], values[measured], minlength=n_conditions)

    precision, weighted = of_each(1 / variance), of_each(residual / variance)
    shrinkage = 1 + of_conditions**2 * precision
    squares = of_each(residual**2 / variance) - of_conditions**2 * weighted**2 / shrinkage
    logs = of_each(np.log(2 * np.pi * variance)) + np.log(shrinkage) + squares
    found = -logs / 2
    if measured.all():
        return found
    spread = of_conditions**2 / shrinkage
    return found + _of_limits(residual, variance, widths, centre=spread * weighted, spread=np.sqrt(spread))


def _of_limits(
    residual: np.ndarray, variance: np.ndarray, widths: Widths, *, centre: np.ndarray, spread: np.ndarray
) -> np.ndarray:
    """Return ln P(all limits of a condition hold), u being normal about ``centre``, (n_conditions,).

    For one limit in closed form, for several by quadrature over u.
    """
    limits = np.flatnonzero(widths.limit)
    condition = widths.condition[limits]
    counts = np.bincount(condition, minlength=len(centre))
    found = np.zeros(len(centre))
    alone, several = limits[counts[condition] == 1], limits[counts[condition] > 1]
    of_one = widths.condition[alone]
    deviation = np.sqrt(variance[alone] + spread[of_one] ** 2)
    found[of_one] = log_ndtr(widths.limit[alone] * (centre[of_one] - residual[alone]) / deviation)
    if len(several):
        chosen, number = np.unique(widths.condition[several], return_inverse=True)
        shifts = centre[chosen, None] + spread[chosen, None] * _NODES  # (n_chosen, n_nodes)
        beyond = (shifts[number] - residual[several, None]) / np.sqrt(variance[several, None])
        together = np.zeros_like(shifts)
        np.add.at(together, number, log_ndtr(widths.limit[several, None] * beyond))
        found[chosen] = logsumexp(together + _LOG_WEIGHTS, axis=1)
    return found
