"""Kadanoff's lower bound (``rgcore/vrg/flows/moved_potentials.py``) with all six pairs of a square coupled alike.

The map does not distinguish an edge of a square from a diagonal, so that a potential without the difference stays so.
On the lattice a diagonal then has half of the coupling of a bond: nearest neighbours alone are not among these.
"""

import numpy as np

from rgcore.vrg.flows.flow_card import FlowCard
from rgcore.vrg.flows.moved_potentials import MovedPotentials, four_and_odd, square_pairs

__all__ = ["CARD", "POTENTIALS"]


def products(spins: np.ndarray) -> np.ndarray:
    """Return edges with half of the diagonals, and the products of more spins, (16, 4)."""
    edges, diagonals = square_pairs(spins)
    return np.stack([edges + diagonals / 2, *four_and_odd(spins)], axis=1)


POTENTIALS = MovedPotentials(products=products, start=(0.28, 0.0), strengths=(0.7, 0.8))

CARD = FlowCard(
    sentence="potentials moved between squares, which bounds the free energy; all pairs of a square alike",
    lattice="square",
    scale_factor=2.0,
    even=("pair", "four_spin"),
    odd=("field", "three_spin"),
    step=POTENTIALS.step,
    linearize=POTENTIALS.linearize,
    from_coupling=None,
    coupling=lambda couplings: float(couplings[0]),
    start=POTENTIALS.start,
    parameter=POTENTIALS.parameter,
)
