"""Derivatives of the free-energy difference and of the divergence by the parameters of a transformation."""

import numpy as np

from rgcore.exact.enumerated_states import boltzmann_distribution
from rgcore.vrg.trace_condition import model_distribution
from rgcore.vrg.transformation import Operator
from rgcore.vrg.transformation_card import Parameters

__all__ = ["divergence_gradient", "free_energy_gradient"]


def free_energy_gradient(operator: Operator, trace_gradient: Parameters) -> Parameters:
    """Return the derivatives of dF = ln Z - ln Z_lambda: minus the mean of those of ln sum_h exp T under p(v).

    Parameters
    ----------
    operator : operator
    trace_gradient : mapping of name to (..., 2**n_visible) array
        Derivatives of ln sum_h exp T(v, h), as ``trace_gradient`` of a card returns them at the same parameters.

    Returns
    -------
    mapping of name to float or array
        Of the shape of each parameter, in units of k_B T.
    """
    distribution = model_distribution(operator)
    return {name: -(slopes @ distribution) for name, slopes in trace_gradient.items()}


def divergence_gradient(operator: Operator, trace_gradient: Parameters) -> Parameters:
    """Return the derivatives of KL(P || p): means of those of ln sum_h exp T under p(v), minus those under P(v).

    Arguments and result as of :func:`free_energy_gradient`; a constant in T has no derivative here.
    """
    excess = model_distribution(operator) - boltzmann_distribution(-operator.hamiltonian)
    return {name: np.asarray(slopes) @ excess for name, slopes in trace_gradient.items()}
