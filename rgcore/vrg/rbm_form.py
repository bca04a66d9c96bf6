"""How far a transformation is from the form of an RBM."""

import numpy as np

from rgcore.exact.expansion import spin_expansion
from rgcore.vrg.transformation import Transformation

__all__ = ["rbm_form_error"]


def rbm_form_error(transformation: Transformation) -> float:
    """Return how far T(v, h) - H(v) is from b.h + c.v + v.W.h + constant, the form of minus an RBM's energy.

    The products of spins are orthonormal under the uniform distribution over all (v, h), so the best b, c, W and
    constant (least squares over all states) are coefficients of the spin expansion, and the root mean square
    residual is the root of the sum of the other coefficients squared: those with two or more visible spins, as T
    is linear in each hidden spin and couples no two of them beyond the common weight.

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
