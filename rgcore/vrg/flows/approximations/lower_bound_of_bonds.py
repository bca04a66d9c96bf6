"""Kadanoff's lower bound (``rgcore/vrg/flows/moved_potentials.py``), edges and diagonals of a square different.

Where its strength is above 0.742 the fixed point with all pairs alike (``lower_bound.py``) is unstable against their
difference, and another one is critical. The model with nearest neighbours alone flows to that one.
"""

import numpy as np

from rgcore.vrg.flows.flow_card import FlowCard
from rgcore.vrg.flows.moved_potentials import MovedPotentials, four_and_odd, square_pairs

__all__ = ["CARD", "POTENTIALS"]


def products(spins: np.ndarray) -> np.ndarray:
    """Return edges, diagonals, and the products of more spins, (16, 5)."""
    return np.stack([*square_pairs(spins), *four_and_odd(spins)], axis=1)


POTENTIALS = MovedPotentials(products=products, start=(0.3266, 0.1005, -0.0053), strengths=(0.75, 0.78))

CARD = FlowCard(
    sentence="potentials moved between squares, which bounds the free energy; edges and diagonals differ",
    lattice="square",
    scale_factor=2.0,
    even=("nearest_neighbour", "next_nearest_neighbour", "four_spin_plaquette"),
    odd=("field", "three_spin_corner"),
    step=POTENTIALS.step,
    linearize=POTENTIALS.linearize,
    from_coupling=lambda K: np.array([K, 0.0, 0.0]),
    coupling=lambda couplings: float(couplings[0]),
    start=POTENTIALS.start,
    parameter=POTENTIALS.parameter,
)
