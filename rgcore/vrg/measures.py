"""How far a transformation is from exact, and from the form of a restricted Boltzmann machine."""

import numpy as np

from rgcore.exact.enumeration import boltzmann_distribution, kl_divergence, log_sum
from rgcore.exact.expansion import spin_expansion
from rgcore.vrg.transformation import Transformation, hidden_log_weights

__all__ = [
    "free_energy_difference",
    "model_divergence",
    "model_law",
    "rbm_form_error",
    "trace_condition_error",
]


def trace_condition_error(transformation: Transformation) -> float:
    """Return max_v |sum_h exp T(v, h) - 1|, zero for an exact transformation.

    The trace condition, Mehta and Schwab, arXiv:1410.3831. Unlike the free-energy condition it depends
    on v, and it alone keeps the law of the visible spins (arXiv:1609.03541).
    """
    return float(np.abs(np.expm1(transformation.log_trace)).max())


def model_law(transformation: Transformation) -> np.ndarray:
    """Return p(v) = sum_h exp(T(v, h) - H(v)) / Z_lambda, the law of the visible spins seen through T.

    For a restricted Boltzmann machine this is the machine's own marginal law.

    Returns
    -------
    (2**n_visible,) float64 array that sums to 1
    """
    return boltzmann_distribution(transformation.log_trace - transformation.hamiltonian)


def model_divergence(transformation: Transformation) -> float:
    """Return KL(P || p) in nats between the Boltzmann law P of H and the law p of :func:`model_law`.

    As p = P sum_h exp T * Z / Z_lambda, it vanishes exactly if sum_h exp T is the same for all v: given the
    free-energy condition, exactly if the trace condition holds. Rounding below zero is returned as zero.
    """
    return max(
        0.0, kl_divergence(boltzmann_distribution(-transformation.hamiltonian), model_law(transformation))
    )


def free_energy_difference(transformation: Transformation) -> float:
    """Return dF = ln Z - ln Z_lambda, with Z = sum_v exp(-H(v)) and Z_lambda = sum_h exp(-H_RG(h)).

    In units of k_B T this is the free energy of the transformed model minus that of the original one
    (Mehta and Schwab, arXiv:1410.3831). As exp(-dF) = <sum_h exp T>_P, dF = 0 only fixes a mean of the
    trace. dF < 0 means that the transformation overestimates the partition function.
    """
    return log_sum(-transformation.hamiltonian) - log_sum(hidden_log_weights(transformation))


def rbm_form_error(transformation: Transformation) -> float:
    """Return how far T(v, h) - H(v) is from b.h + c.v + v.W.h + constant, the form of minus an RBM's energy.

    The products of spins are orthonormal under the uniform law of all (v, h), so the best b, c, W and constant
    (least squares over all states) are coefficients of the spin expansion, and the root mean square residual is
    the root of the sum of the other coefficients squared: those with two or more visible spins, as T is linear
    in each hidden spin and couples no two of them beyond the common weight.

    Returns
    -------
    float
        In units of k_B T. Infinite if T forbids any pair (v, h): an RBM of finite weights forbids none.
    """
    inputs = transformation.inputs
    if not np.isfinite(inputs).all():
        return float("inf")
    normalization = np.logaddexp(inputs, -inputs).sum(axis=1)  # sum_j ln 2 cosh x_j
    common = transformation.log_trace - transformation.hamiltonian - normalization
    n_spins_in_product = np.bitwise_count(np.arange(len(common)))
    coefficients = np.stack([spin_expansion(function) for function in (common, *inputs.T)])
    return float(np.sqrt((coefficients[:, n_spins_in_product >= 2] ** 2).sum()))
