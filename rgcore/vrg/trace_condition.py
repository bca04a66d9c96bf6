"""The trace condition, and what follows from it: how far a transformation is from exact."""

import numpy as np

from rgcore.exact.enumerated_states import boltzmann_distribution, kl_divergence, log_sum
from rgcore.vrg.transformation import Operator, hidden_log_weights

__all__ = [
    "free_energy_difference",
    "model_divergence",
    "reverse_model_divergence",
    "trace_condition_error",
    "trace_error_per_spin",
]


def trace_condition_error(transformation: Operator) -> float:
    """Return max_v |sum_h exp T(v, h) - 1|, zero for an exact transformation.

    The trace condition, Mehta and Schwab, arXiv:1410.3831. Unlike the free-energy condition it depends
    on v, and it alone keeps the distribution of the visible spins (arXiv:1609.03541).
    """
    return float(np.abs(np.expm1(transformation.log_trace)).max())


def trace_error_per_spin(transformation: Operator) -> float:
    """Return max_v |ln sum_h exp T(v, h)| / n_visible, the error of the trace condition in nats per visible spin.

    Unlike :func:`trace_condition_error` it is intensive: two copies of a system side by side have the error of one.
    """
    return float(np.abs(transformation.log_trace).max()) / transformation.n_visible


def model_distribution(transformation: Operator) -> np.ndarray:
    """Return p(v) = sum_h exp(T(v, h) - H(v)) / Z_lambda, the distribution of the visible spins through T.

    For an RBM this is its distribution of visible units.

    Returns
    -------
    (2**n_visible,) float64 array that sums to 1
    """
    return boltzmann_distribution(transformation.log_trace - transformation.hamiltonian)


def model_divergence(transformation: Operator) -> float:
    """Return KL(P || p) in nats between the Boltzmann distribution P of H and p of :func:`model_distribution`.

    As p = P sum_h exp T * Z / Z_lambda, it vanishes exactly if sum_h exp T is the same for all v: given the
    free-energy condition, exactly if the trace condition holds. Rounding below zero is returned as zero.
    """
    return max(
        0.0,
        kl_divergence(
            boltzmann_distribution(-transformation.hamiltonian), model_distribution(transformation)
        ),
    )


def reverse_model_divergence(transformation: Operator) -> float:
    """Return KL(p || P) in nats, with p and P as in :func:`model_divergence`."""
    return max(
        0.0,
        kl_divergence(
            model_distribution(transformation), boltzmann_distribution(-transformation.hamiltonian)
        ),
    )


def free_energy_difference(transformation: Operator) -> float:
    """Return dF = ln Z - ln Z_lambda, with Z = sum_v exp(-H(v)) and Z_lambda = sum_h exp(-H_RG(h)).

    In units of k_B T this is the free energy of the transformed model minus that of the original one
    (Mehta and Schwab, arXiv:1410.3831). As exp(-dF) = <sum_h exp T>_P, dF = 0 only fixes a mean of the
    trace. dF < 0 means that the transformation overestimates the partition function.
    """
    return log_sum(-transformation.hamiltonian) - log_sum(hidden_log_weights(transformation))
