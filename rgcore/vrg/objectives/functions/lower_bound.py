"""Kadanoff's bound: the free energy once T has mean zero in the original model, a lower bound to be raised."""

import numpy as np

from rgcore.vrg.objectives.objective_card import ObjectiveCard
from rgcore.vrg.objectives.trace_statistics import trace_statistics

__all__ = ["lower_bound"]


def lower_bound(log_trace: np.ndarray, boltzmann: np.ndarray) -> tuple[float, np.ndarray]:
    """Return -dF of t - <t>_P, and its derivative.

    Kadanoff, Phys. Rev. Lett. 34, 1005 (1975); review: Efrati, Wang, Kolan and Kadanoff, arXiv:1301.6323. What is moved
    has mean zero, <t>_P = 0; as the exponential is convex, -dF = ln <exp t>_P >= <t>_P = 0: the free energy of the
    transformed model lies below the exact one, and the best transformation is that of the highest. With this condition
    -dF = ln <exp t>_P - <t>_P = KL(P || p), so that minimizing the divergence and raising the bound are one problem.

    Kadanoff's families have <t>_P = 0 by translation symmetry, without knowledge of P; an RBM needs the mean of its
    free energy over samples of P, as maximum likelihood does.
    """
    moved = trace_statistics(log_trace + mean_zero_shift(log_trace, boltzmann), boltzmann)
    return moved.log_mean, moved.model - boltzmann


def mean_zero_shift(log_trace: np.ndarray, boltzmann: np.ndarray) -> float:
    """Return -<t>_P."""
    return -trace_statistics(log_trace, boltzmann).mean


CARD = ObjectiveCard(
    sentence="minus the free-energy difference with <ln sum_h exp T> = 0 in the original model",
    cost=lower_bound,
    shift=mean_zero_shift,
)
