"""The counterexample: hidden spins that know nothing of the visible ones, with the right free energy."""

import numpy as np

from rgcore.vrg.example import Example
from rgcore.vrg.hamiltonians import pair_hamiltonian, ring_bonds
from rgcore.vrg.machine import machine_family, matching_constant, unbiased_machine

__all__ = ["decoupled"]


def decoupled(n_sites: int, coupling: float) -> Example:
    """Map a ring to half as many free spins: T(v, h) = H(v) + constant.

    After the appendix of Lin and Tegmark (arXiv:1608.08225), answered in arXiv:1609.03541: with the right
    constant dF = 0, and yet no hidden spin says anything of any visible one. It is the restricted Boltzmann
    machine of weights zero. The trace condition tells: sum_h exp T goes as exp(H(v)).
    """
    hamiltonian = pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling)
    machine = unbiased_machine(np.zeros((n_sites, n_sites // 2)))
    family, constant = machine_family(machine, hamiltonian), matching_constant(machine, hamiltonian)
    return Example(
        name="decoupled",
        lattice="ring",
        size=n_sites,
        transformation=family(constant),
        neighbours=ring_bonds(n_sites // 2),
        effective_coupling_exact=0.0,
        family=family,
        parameter=constant,
    )
