"""The network that is exactly the Ising model: one hidden unit per bond."""

import numpy as np
from numpy.random import Generator

from rgcore.lattice.square import square_bonds
from rgcore.learned.size_controls.control_card import ControlCard, ControlCase
from rgcore.rbm.networks.bond_network import bond_network


def fields(case: ControlCase, *, rng: Generator) -> np.ndarray:
    """Return the weights to the hidden units of the two bonds of every site of the first row."""
    del rng
    side, n_spins = case.side, case.side**2
    bonds = square_bonds(side)
    of_first_row = np.concatenate([bonds[:side], bonds[n_spins : n_spins + side]])
    return bond_network(of_first_row, n_spins, 1 / case.temperature).weights


CARD = ControlCard(
    sentence="The network with a hidden unit per bond, whose distribution is exactly that of the Ising model: two "
    "spins at every temperature.",
    fields=fields,
)
