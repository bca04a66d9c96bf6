"""The counterexample: hidden spins independent of the visible ones, with the right free energy."""

import numpy as np

from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.rbm_transformation import matching_constant, rbm_family, unbiased_rbm

__all__ = ["decoupled"]


def decoupled(n_sites: int, coupling: float) -> NamedTransformation:
    """Map a ring to half as many free spins: T(v, h) = H(v) + constant.

    After the appendix of Lin and Tegmark (arXiv:1608.08225), answered in arXiv:1609.03541: with the right
    constant dF = 0, although no hidden spin depends on any visible one. It is the RBM of weights zero. The
    trace condition is violated: sum_h exp T is proportional to exp(H(v)).
    """
    hamiltonian = pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling)
    rbm = unbiased_rbm(np.zeros((n_sites, n_sites // 2)))
    family, constant = rbm_family(rbm, hamiltonian), matching_constant(rbm, hamiltonian)
    return NamedTransformation(
        name="decoupled",
        lattice="ring",
        size=n_sites,
        transformation=family(constant),
        neighbours=ring_bonds(n_sites // 2),
        effective_coupling_exact=0.0,
        family=family,
        parameter=constant,
    )
