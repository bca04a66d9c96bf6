"""One hidden spin on each bond of a torus: exact, with two hidden spins per visible one."""

import numpy as np

from rgcore.lattice.square import square_bonds
from rgcore.rbm.networks.bond_network import bond_weight
from rgcore.vrg.examples.bond_rbm import bond_rbm
from rgcore.vrg.rbm_transformation import rbm_card
from rgcore.vrg.small_models.hidden_spins import HiddenSpins

__all__ = ["CARD"]


def _on_bonds(side: int) -> HiddenSpins:
    """Return the hidden spins in the middle of the bonds; bonds that share a site are neighbours."""
    bonds = square_bonds(side)
    rows, columns = np.divmod(bonds[:, 0], side)
    right = np.arange(len(bonds)) < side**2  # the others lead down
    positions = np.stack([rows + 0.5 * ~right, columns + 0.5 * right], axis=1)
    shared = (bonds[:, None, :, None] == bonds[None, :, None, :]).any(axis=(2, 3))
    return HiddenSpins(positions=positions, period=side, neighbours=np.argwhere(np.triu(shared, k=1)))


def _pair_coupling(coupling: float) -> float:
    """Return (ln cosh 4w) / 8, the coupling of two bonds that share a site.

    Summing out a site leaves ln 2 cosh w (h_1 + h_2 + h_3 + h_4) between its four bonds: this pair coupling, and a
    coupling of all four.
    """
    return float(np.log(np.cosh(4 * bond_weight(coupling))) / 8)


CARD = rbm_card(
    sentence="the RBM with a hidden spin on each bond of a torus",
    lattice="torus",
    sizes=(3,),
    hidden=_on_bonds,
    rbm=bond_rbm,
    coupling_exact=_pair_coupling,
)
