"""RBMs with one hidden spin per bond, whose visible distribution is exactly that of the Ising model."""

import numpy as np

from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.lattice.square import square_bonds
from rgcore.rbm.networks.bond_network import bond_network, bond_weight
from rgcore.rbm.networks.restricted import RBM
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.rbm_transformation import rbm_family

__all__ = ["bond_rbm", "ring_bond_rbm", "torus_bond_rbm"]


def bond_rbm(bonds: np.ndarray, n_spins: int, coupling: float) -> tuple[RBM, float]:
    """Return the RBM whose visible distribution is exactly that of the bonds, and the constant of its energy.

    Each hidden spin is coupled to the two spins of its bond and to no other, at every coupling: the size of its
    receptive field does not depend on the correlation length.

    Returns
    -------
    rbm : RBM
        Weights (n_spins, n_bonds), no biases.
    constant : float
        n_bonds ln A, with which the trace condition holds.
    """
    return bond_network(bonds, n_spins, coupling), -len(bonds) * (coupling + np.log(2))


def ring_bond_rbm(n_sites: int, coupling: float) -> NamedTransformation:
    """Put one hidden spin on each bond of a ring.

    Summing over the hidden spins is the decimation of a ring of 2 n_sites spins v, h, v, h, ... with coupling w; so is
    summing over the visible ones. By this symmetry K' = K: an exact transformation that removes no degree of freedom.
    """
    rbm, constant = bond_rbm(ring_bonds(n_sites), n_sites, coupling)
    family = rbm_family(rbm, pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling))
    return NamedTransformation(
        name="ring_bond_rbm",
        lattice="ring",
        size=n_sites,
        transformation=family(constant),
        neighbours=ring_bonds(n_sites),
        effective_coupling_exact=coupling,
        family=family,
        parameter=constant,
    )


def torus_bond_rbm(side: int, coupling: float) -> NamedTransformation:
    """Put one hidden spin on each bond of a torus: side**2 visible and 2 side**2 hidden spins.

    Summing out a site leaves ln 2 cosh w (h_1 + h_2 + h_3 + h_4) between its four bonds. Its expansion has the
    pair coupling (ln cosh 4w) / 8 for bonds that share a site, here the nearest neighbours, and a coupling of
    all four.
    """
    bonds, n_spins = square_bonds(side), side**2
    rbm, constant = bond_rbm(bonds, n_spins, coupling)
    family = rbm_family(rbm, pair_hamiltonian(bonds, n_spins, coupling))
    return NamedTransformation(
        name="torus_bond_rbm",
        lattice="torus",
        size=side,
        transformation=family(constant),
        neighbours=_bonds_that_share_a_site(bonds),
        effective_coupling_exact=float(np.log(np.cosh(4 * bond_weight(coupling))) / 8),
        family=family,
        parameter=constant,
    )


def _bonds_that_share_a_site(bonds: np.ndarray) -> np.ndarray:
    """Return (n_pairs, 2) indices of bonds with a common site, each pair once."""
    shared = (bonds[:, None, :, None] == bonds[None, :, None, :]).any(axis=(2, 3))
    return np.argwhere(np.triu(shared, k=1))
