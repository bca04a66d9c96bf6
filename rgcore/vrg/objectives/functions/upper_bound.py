"""The Gibbs-Bogoliubov bound: the free energy once T has mean zero in the transformed model, to be lowered."""

import numpy as np

from rgcore.vrg.objectives.objective_card import ObjectiveCard
from rgcore.vrg.objectives.trace_statistics import trace_statistics

__all__ = ["upper_bound"]


def upper_bound(log_trace: np.ndarray, boltzmann: np.ndarray) -> tuple[float, np.ndarray]:
    """Return dF of t - <t>_p, and its derivative p (t - <t>_p).

    With <t>_p = 0 in the model p the free energy of the transformed model lies above the exact one:
    dF = <t>_p - ln <exp t>_P = KL(p || P). It is the variational free energy <H>_p - S(p) less -ln Z, and needs
    no sample of P. It does not punish what p leaves out.
    """
    moved = trace_statistics(log_trace + mean_zero_shift(log_trace, boltzmann), boltzmann)
    deviation = log_trace - trace_statistics(log_trace, boltzmann).mean_in_model
    return -moved.log_mean, moved.model * deviation


def mean_zero_shift(log_trace: np.ndarray, boltzmann: np.ndarray) -> float:
    """Return -<t>_p."""
    return -trace_statistics(log_trace, boltzmann).mean_in_model


CARD = ObjectiveCard(
    sentence="the free-energy difference with <ln sum_h exp T> = 0 in the transformed model",
    cost=upper_bound,
    shift=mean_zero_shift,
)
