"""Divergence and free energy together: fulfilled by the trace condition and by nothing less."""

import numpy as np

from rgcore.vrg.objectives.functions.divergence import divergence
from rgcore.vrg.objectives.functions.free_energy import squared_free_energy_difference
from rgcore.vrg.objectives.objective_card import ObjectiveCard

__all__ = ["both"]


def both(log_trace: np.ndarray, boltzmann: np.ndarray) -> tuple[float, np.ndarray]:
    """Return KL(P || p) + dF^2 / 2 and its derivative.

    It vanishes if and only if t(v) = 0 for every v, the trace condition. Near there it is <t^2>_P / 2, half the mean
    square of its violation: KL is half the variance of t, and dF minus its mean.
    """
    costs, derivatives = zip(
        divergence(log_trace, boltzmann), squared_free_energy_difference(log_trace, boltzmann), strict=True
    )
    return sum(costs), sum(derivatives)


CARD = ObjectiveCard(
    sentence="the divergence plus half the square of the free-energy difference",
    cost=both,
)
