"""How far a transformation is from the form of an RBM."""

from functools import singledispatch

import numpy as np

from rgcore.exact.expansion import spin_expansion
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.transformation import Operator, Transformation

__all__ = ["rbm_form_error"]


@singledispatch
def rbm_form_error(transformation: Operator) -> float:
    """Return how far T(v, h) - H(v) is from b.h + c.v + v.W.h + constant, the form of minus an RBM's energy.

    Expand T - H in products of spins, which are orthonormal under the uniform distribution over all (v, h). The RBM
    form has the constant, the fields and the pairs v_i h_j. The distance is the root of the summed squares of all
    other coefficients, the root mean square residual of the least-squares fit of b, c, W and the constant.

    Returns
    -------
    float
        In units of k_B T. Infinite if T forbids any pair (v, h): an RBM of finite weights forbids none.
    """
    raise TypeError(f"no such operator: {type(transformation).__name__}")


@rbm_form_error.register
def _of_independent_hidden_spins(transformation: Transformation) -> float:
    """T is a function of v plus sum_j h_j inputs_j(v): only products with two or more visible spins contribute."""
    inputs = transformation.inputs
    if not np.isfinite(inputs).all():
        return float("inf")
    normalization = np.logaddexp(inputs, -inputs).sum(axis=1)  # sum_j ln 2 cosh x_j
    common = transformation.log_trace - transformation.hamiltonian - normalization
    n_spins_in_product = np.bitwise_count(np.arange(len(common)))
    coefficients = np.stack([spin_expansion(function) for function in (common, *inputs.T)])
    return float(np.sqrt((coefficients[:, n_spins_in_product >= 2] ** 2).sum()))


@rbm_form_error.register
def _of_any(transformation: DenseTransformation) -> float:
    if not np.isfinite(transformation.log_operator).all():
        return float("inf")
    values = transformation.log_operator - transformation.hamiltonian[:, None]
    coefficients = spin_expansion(values.reshape(-1)).reshape(
        values.shape
    )  # visible, hidden spins of a product
    n_visible, n_hidden = (np.bitwise_count(np.arange(n)) for n in values.shape)
    outside = (n_visible[:, None] >= 2) | (n_hidden[None, :] >= 2)
    return float(np.sqrt((coefficients[outside] ** 2).sum()))
