"""The free energy alone, dF = 0: ill-posed, a constant added to T fulfils it for any weights."""

import numpy as np

from rgcore.vrg.objectives.objective_card import ObjectiveCard
from rgcore.vrg.objectives.trace_statistics import trace_statistics

__all__ = ["squared_free_energy_difference"]


def squared_free_energy_difference(log_trace: np.ndarray, boltzmann: np.ndarray) -> tuple[float, np.ndarray]:
    """Return dF^2 / 2 with dF = -ln <exp t>_P, and its derivative -dF p.

    Mehta and Schwab (arXiv:1410.3831) choose lambda by the least |dF|. One number is asked for and one constant
    gives it: t - ln <exp t>_P has dF = 0 whatever t is. There the derivative vanishes in every direction, and the
    objective leaves the weights where they are.
    """
    found = trace_statistics(log_trace, boltzmann)
    return found.log_mean**2 / 2, found.log_mean * found.model


CARD = ObjectiveCard(
    sentence="half the square of the free-energy difference, without a bound",
    cost=squared_free_energy_difference,
)
