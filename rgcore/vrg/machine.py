"""Restricted Boltzmann machines as transformations: T(v, h) = -E(v, h) + H(v)."""

from collections.abc import Callable

import numpy as np

from rgcore.exact.enumeration import log_sum, spin_states
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, double_precision, free_energy, inputs_h_from_v
from rgcore.vrg.transformation import Transformation

__all__ = ["machine_family", "machine_transformation", "matching_constant", "unbiased_machine"]


def unbiased_machine(weights: np.ndarray) -> RBM:
    """Return the machine of +-1 units with float weights (n_visible, n_hidden) and no biases.

    Its law is symmetric under the flip of all spins, as that of the Ising model without a field.
    """
    n_visible, n_hidden = weights.shape
    return RBM(
        weights=weights, visible_bias=np.zeros(n_visible), hidden_bias=np.zeros(n_hidden), units="spin"
    )


def machine_transformation(machine: RBM, hamiltonian: np.ndarray, constant: float) -> Transformation:
    """Return T(v, h) = constant - E(v, h) + H(v), the mapping of Mehta and Schwab (arXiv:1410.3831).

    With it H_RG(h) is the machine's own hidden energy whatever the weights are, and
    sum_h exp T = p_machine(v) / P(v) * Z_machine / Z.

    Parameters
    ----------
    machine : RBM
        Of either units; 0/1 units are turned into spins, whose energy has another zero (see :func:`in_units` in
        rgcore.rbm). E is taken in double precision.
    hamiltonian : (2**n_visible,) float array
        H(v) in units of k_B T.
    constant : float
        The zero of the machine's energy. No law depends on it, but the trace condition and the free-energy
        difference do: exp T scales with exp(constant).
    """
    spins = double_precision(in_units(machine, "spin"))
    visible = spin_states(spins.n_visible).astype(np.float64)
    return Transformation(
        hamiltonian=hamiltonian,
        log_trace=constant + hamiltonian - free_energy(spins, visible),
        inputs=inputs_h_from_v(spins, visible),
    )


def matching_constant(machine: RBM, hamiltonian: np.ndarray) -> float:
    """Return the constant with which the machine's partition function is that of H: dF = 0 by construction."""
    bare = machine_transformation(machine, hamiltonian, 0.0)
    return log_sum(-hamiltonian) - log_sum(bare.log_trace - hamiltonian)


def machine_family(machine: RBM, hamiltonian: np.ndarray) -> Callable[[float], Transformation]:
    """Return constant -> :func:`machine_transformation`: the one parameter that every machine leaves free."""
    return lambda constant: machine_transformation(machine, hamiltonian, constant)
