"""Restricted Boltzmann machines as transformations: T(v, h) = -E(v, h) + H(v)."""

from collections.abc import Callable

import numpy as np

from rgcore.exact.enumerated_states import log_sum, spin_states
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, double_precision, free_energy_from_v, inputs_h_from_v
from rgcore.vrg.transformation import Transformation

__all__ = ["matching_constant", "rbm_family", "rbm_transformation", "unbiased_rbm"]


def unbiased_rbm(weights: np.ndarray) -> RBM:
    """Return the RBM of +-1 units with float weights (n_visible, n_hidden) and no biases.

    Its distribution is symmetric under the flip of all spins, as that of the Ising model without a field.
    """
    n_visible, n_hidden = weights.shape
    return RBM(
        weights=weights, visible_bias=np.zeros(n_visible), hidden_bias=np.zeros(n_hidden), units="spin"
    )


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


def rbm_family(rbm: RBM, hamiltonian: np.ndarray) -> Callable[[float], Transformation]:
    """Return constant -> :func:`rbm_transformation`: the one free parameter of every RBM."""
    return lambda constant: rbm_transformation(rbm, hamiltonian, constant)
