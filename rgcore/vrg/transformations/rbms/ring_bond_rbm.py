"""One hidden spin on each bond of a ring: exact, and no degree of freedom is removed."""

import numpy as np

from rgcore.exact.pair_hamiltonian import ring_bonds
from rgcore.vrg.examples.bond_rbm import bond_rbm
from rgcore.vrg.rbm_transformation import rbm_card
from rgcore.vrg.small_models.hidden_spins import HiddenSpins

__all__ = ["CARD"]


def _between_sites(n_sites: int) -> HiddenSpins:
    places = np.arange(n_sites)[:, None] + 0.5
    return HiddenSpins(positions=places, period=n_sites, neighbours=ring_bonds(n_sites))


def _same_coupling(coupling: float) -> float:
    """Return K' = K.

    Summing over the hidden spins is the decimation of a ring of 2 n_sites spins v, h, v, h, ... with coupling w; so is
    summing over the visible ones.
    """
    return coupling


CARD = rbm_card(
    sentence="the RBM with a hidden spin on each bond of a ring",
    lattice="ring",
    sizes=(8,),
    hidden=_between_sites,
    rbm=bond_rbm,
    coupling_exact=_same_coupling,
)
