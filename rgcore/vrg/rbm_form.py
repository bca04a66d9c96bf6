"""How far a transformation is from the form of an RBM."""

import numpy as np

from rgcore.exact.expansion import spin_expansion
from rgcore.vrg.transformation import Transformation

__all__ = ["rbm_form_error"]


def rbm_form_error(transformation: Transformation) -> float:
    """Return how far T(v, h) - H(v) is from b.h + c.v + v.W.h + constant, the form of minus an RBM's energy.

    Expand T - H in products of spins, which are orthonormal under the uniform distribution over all (v, h). The RBM
    form has the constant, the fields and the pairs v_i h_j. The distance is the root of the summed squares of all
    other coefficients, the root mean square residual of the least-squares fit of b, c, W and the constant. T is
    a function of v plus sum_j h_j inputs_j(v), so that only products with two or more visible spins contribute.

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
