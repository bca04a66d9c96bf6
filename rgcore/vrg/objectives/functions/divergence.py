"""Maximum likelihood: KL(P || p), blind to the constant of T."""

import numpy as np

from rgcore.vrg.objectives.objective_card import ObjectiveCard
from rgcore.vrg.objectives.trace_statistics import trace_statistics

__all__ = ["divergence"]


def divergence(log_trace: np.ndarray, boltzmann: np.ndarray) -> tuple[float, np.ndarray]:
    """Return KL(P || p) = ln <exp t>_P - <t>_P and its derivative p - P.

    The derivative sums to zero: a constant added to t changes nothing, so that dF is left to chance.
    """
    found = trace_statistics(log_trace, boltzmann)
    return found.divergence, found.model - boltzmann


CARD = ObjectiveCard(
    sentence="the Kullback-Leibler divergence of the model from the Boltzmann distribution",
    cost=divergence,
)
