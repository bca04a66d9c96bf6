"""Restricted Boltzmann machines as transformations: T(v, h) = -E(v, h) + H(v)."""

from collections.abc import Callable

import numpy as np

from rgcore.exact.enumerated_states import log_sum, spin_states
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, double_precision, free_energy_from_v, inputs_h_from_v
from rgcore.vrg.small_models.hidden_spins import HiddenSpins
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Transformation
from rgcore.vrg.transformation_card import Parameters, TransformationCard

__all__ = [
    "RBM_FAMILY",
    "matching_constant",
    "rbm_card",
    "rbm_cost_gradient",
    "rbm_operator",
    "rbm_parameters",
    "rbm_trace_gradient",
    "rbm_transformation",
]


RBM_FAMILY = "all RBMs with these numbers of visible and hidden spins"


def rbm_transformation(rbm: RBM, hamiltonian: np.ndarray, constant: float) -> Transformation:
    """Return T(v, h) = constant - E(v, h) + H(v), the mapping of Mehta and Schwab (arXiv:1410.3831).

    With it H_RG(h) is the hidden energy of the RBM for any weights, and sum_h exp T = p(v) / P(v) * Z_RBM / Z,
    with p(v) the distribution of the RBM and P(v) that of H.

    Parameters
    ----------
    rbm : RBM
        Of either units; 0/1 units are turned into spins, whose energy has another zero (see :func:`in_units` in
        rgcore.rbm). E is taken in double precision.
    hamiltonian : (2**n_visible,) float array
        H(v) in units of k_B T.
    constant : float
        The zero of the RBM's energy. No distribution depends on it, but the trace condition and the free-energy
        difference do: exp T scales with exp(constant).
    """
    spins = double_precision(in_units(rbm, "spin"))
    visible = spin_states(spins.n_visible).astype(np.float64)
    return Transformation(
        hamiltonian=hamiltonian,
        log_trace=constant + hamiltonian - free_energy_from_v(spins, visible),
        inputs=inputs_h_from_v(spins, visible),
    )


def matching_constant(rbm: RBM, hamiltonian: np.ndarray) -> float:
    """Return the constant with which the RBM's partition function is that of H: dF = 0 by construction."""
    bare = rbm_transformation(rbm, hamiltonian, 0.0)
    return log_sum(-hamiltonian) - log_sum(bare.log_trace - hamiltonian)


def rbm_parameters(rbm: RBM, constant: float) -> Parameters:
    """Return the parameters of an RBM of either units, as those of one of spins, and the constant of its energy."""
    spins = double_precision(in_units(rbm, "spin"))
    return {
        "weights": spins.weights,
        "visible_bias": spins.visible_bias,
        "hidden_bias": spins.hidden_bias,
        "constant": constant,
    }


def rbm_operator(
    model: SmallModel, weights: np.ndarray, visible_bias: np.ndarray, hidden_bias: np.ndarray, constant: float
) -> Transformation:
    """Return :func:`rbm_transformation` of the parameters by name: the ``operator`` of the card of every RBM."""
    rbm = RBM(weights=weights, visible_bias=visible_bias, hidden_bias=hidden_bias, units="spin")
    return rbm_transformation(rbm, model.hamiltonian, constant)


def rbm_trace_gradient(
    model: SmallModel, weights: np.ndarray, visible_bias: np.ndarray, hidden_bias: np.ndarray, constant: float
) -> Parameters:
    """Return the derivatives of ln sum_h exp T = constant + H(v) + c.v + sum_j ln 2 cosh x_j: v_i tanh x_j for W_ij.

    Returns
    -------
    mapping of name to (..., 2**n_visible) float64 array
        The first axes are those of the parameter.
    """
    visible = model.states.astype(np.float64)
    means = np.tanh(visible @ weights + hidden_bias)  # (2**n_visible, n_hidden)
    return {
        "weights": visible.T[:, None, :] * means.T[None, :, :],
        "visible_bias": visible.T,
        "hidden_bias": means.T,
        "constant": np.ones(len(visible)),
    }


def rbm_cost_gradient(model: SmallModel, operator: Transformation, derivative: np.ndarray) -> Parameters:
    """Return the derivatives of a cost by the parameters, given those by ln sum_h exp T(v, h), (2**n_visible,).

    The sums of :func:`rbm_trace_gradient` times ``derivative`` over v, without its array of all weights and states.
    """
    visible, means = model.states.astype(np.float64), np.tanh(operator.inputs)
    return {
        "weights": visible.T @ (derivative[:, None] * means),
        "visible_bias": derivative @ visible,
        "hidden_bias": derivative @ means,
        "constant": float(derivative.sum()),
    }


def rbm_card(
    *,
    sentence: str,
    lattice: str,
    sizes: tuple[int, ...],
    hidden: Callable[[int], HiddenSpins],
    rbm: Callable[[SmallModel], tuple[RBM, float]],
    coupling_exact: Callable[[float], float] | None = None,
) -> TransformationCard:
    """Return the card of an RBM that is written down: ``rbm`` returns it and its constant, given a model."""
    return TransformationCard(
        sentence=sentence,
        lattice=lattice,
        sizes=sizes,
        hidden=hidden,
        operator=rbm_operator,
        normalized=False,
        choose=lambda model, _: rbm_parameters(*rbm(model)),
        trace_gradient=rbm_trace_gradient,
        coupling_exact=coupling_exact,
        family=RBM_FAMILY,
        bound="lower_bound",
    )
