"""Majority of triangles, to second order in what couples them: three couplings.

Niemeijer and van Leeuwen, Phys. Rev. Lett. 31, 1411 (1973); Physica 71, 17 (1974). K_1, K_2, K_3 couple first, second
and third neighbours of the triangular lattice. K_2 and K_3 begin at order K_1^2 and enter to first order. With phi =
<s_i> and psi = <s_i s_j> in a cell of coupling K_1 and positive majority,

    K_1' = phi^2 [2 K_1 + 3 K_2 + 2 K_3 + (4 + 4 psi - 8 phi^2) K_1^2],
    K_2' = phi^2 [K_3 + (1 + 7 psi - 8 phi^2) K_1^2],
    K_3' = phi^2 (4 psi - 4 phi^2) K_1^2.

The numbers count bonds between cells, and chains of two bonds through a third cell, in which they meet one spin (1) or
two (psi). The field counts as first order, so that h' = [3 phi + 12 phi (1 + 2 psi - 3 phi^2) K_1] h.
"""

import numpy as np

from rgcore.vrg.flows.flow_card import FlowCard, Linearized
from rgcore.vrg.flows.triangular_cells import SCALE_FACTOR, cell_means, cell_slopes

__all__ = ["BONDS", "CARD", "CHAINS"]

BONDS = np.array([[2.0, 3.0, 2.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]])
"""Bonds of range b (column) between two cells that are neighbours of range a (row)."""

CHAINS = np.array([[4.0, 4.0], [1.0, 7.0], [0.0, 4.0]])
"""Chains of two bonds between cells of range a that meet in a third cell in one spin, or in two."""


def step(couplings: np.ndarray) -> np.ndarray:
    """Return (K_1', K_2', K_3')."""
    phi, psi = cell_means(couplings[0])
    met = CHAINS @ [1.0, psi] - CHAINS.sum(axis=1) * phi**2
    return phi**2 * (BONDS @ couplings + met * couplings[0] ** 2)


def linearize(couplings: np.ndarray) -> Linearized:
    """Return the derivative of :func:`step`, and dh'/dh."""
    first = couplings[0]
    (phi, psi), (d_phi, d_psi) = cell_means(first), cell_slopes(first)
    met = CHAINS @ [1.0, psi] - CHAINS.sum(axis=1) * phi**2
    d_met = CHAINS @ [0.0, d_psi] - CHAINS.sum(axis=1) * 2 * phi * d_phi
    even = phi**2 * BONDS
    even[:, 0] += 2 * phi * d_phi * (BONDS @ couplings + met * first**2)
    even[:, 0] += phi**2 * (2 * met * first + d_met * first**2)
    odd = 3 * phi + 12 * phi * (1 + 2 * psi - 3 * phi**2) * first
    return Linearized(even=even, odd=np.array([[odd]]))


CARD = FlowCard(
    sentence="majority of triangles, two cumulants of what couples them",
    lattice="triangular",
    scale_factor=SCALE_FACTOR,
    even=("nearest_neighbour", "second_neighbour", "third_neighbour"),
    odd=("field",),
    step=step,
    linearize=linearize,
    from_coupling=lambda K: np.array([K, 0.0, 0.0]),
    coupling=lambda couplings: float(couplings[0]),
    start=(0.28, -0.015, -0.015),
)
