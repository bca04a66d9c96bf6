"""Kadanoff's lower bound on the square lattice: potentials moved onto every fourth square.

Kadanoff, Phys. Rev. Lett. 34, 1005 (1975); review: Efrati, Wang, Kolan and Kadanoff, arXiv:1301.6323. All couplings
of a square are kept: V(v) for its four spins. Four kinds of squares tile the lattice; the potentials of three kinds,
and the normalization of the block spins, are moved onto the fourth kind, which touches four blocks:

    -H'(h) = ln sum_v exp[ 4 V(v) + p sum_i h_i v_i - ln 2 cosh(p sum_i v_i) ].

What is moved has mean zero by the symmetry of the lattice, so that ln Z can only grow (the free energy is a lower
bound) for every p. The strength p is chosen where the bound is stationary at the fixed point, and held there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from scipy.optimize import brentq

from rgcore.exact.enumerated_states import spin_states
from rgcore.vrg.flows.block_sum import BlockSum
from rgcore.vrg.flows.critical_point import newton
from rgcore.vrg.flows.flow_card import Linearized

__all__ = ["MovedPotentials", "four_and_odd", "square_pairs"]

KINDS = 4  # of squares, and squares that become one


def square_pairs(spins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a square's share in its edges and in its diagonals, (n_states, 4) -> (n_states,) each.

    Corners in cyclic order. An edge is shared by two squares, so that the coupling is that per bond of the lattice.
    """
    edges = sum(spins[:, i] * spins[:, (i + 1) % 4] for i in range(4)) / 2
    return edges, spins[:, 0] * spins[:, 2] + spins[:, 1] * spins[:, 3]


def four_and_odd(spins: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the product of all four spins, the field, of which a corner of four squares has a quarter, and triples."""
    triples = sum(spins[:, list(three)].prod(axis=1) for three in combinations(range(4), 3))
    return spins.prod(axis=1), spins.sum(axis=1) / 4, triples


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPotentials:
    """The bound for some couplings of a square.

    Attributes
    ----------
    products : callable
        Spins (16, 4) float -> sums of products (16, n_even + 2): even ones, then the field and the triples.
    start : tuple of float
        Even couplings near the fixed point.
    strengths : (float, float)
        Range of p in which the bound is stationary once.
    """

    products: Callable[[np.ndarray], np.ndarray]
    start: tuple[float, ...]
    strengths: tuple[float, float]

    def step(self, couplings: np.ndarray) -> np.ndarray:
        """Return the even couplings of the blocks, (n_even,) -> (n_even,)."""
        return square_sum(self, best_strength(self)).step(couplings)

    def linearize(self, couplings: np.ndarray) -> Linearized:
        """Return the exact derivative with p held fixed."""
        return square_sum(self, best_strength(self)).linearize(couplings)

    def parameter(self) -> float:
        """Return the p at which the bound is stationary at the fixed point."""
        return best_strength(self)


@cache
def square_sum(potentials: MovedPotentials, strength: float) -> BlockSum:
    """Return the map of the couplings at a strength p of the block spins."""
    spins = spin_states(4).astype(np.float64)
    total, products = strength * spins.sum(axis=1), potentials.products(spins)
    return BlockSum(
        log_kernel=strength * spins @ spins.T - np.logaddexp(total, -total),
        features=KINDS * products[None],
        coarse=products,
        n_even=len(potentials.start),
    )


def bound_slope(potentials: MovedPotentials, strength: float) -> float:
    """Return what a step adds to the derivative of ln Z in p at the fixed point of that p, per block.

    With the constant as a further coupling, ln Z of a step is that of the next one. At the fixed point its gradient w
    therefore obeys w J = 4 w, four being the number of squares that become one; the derivative in p is w dK'/dp.
    """
    block, spins = square_sum(potentials, strength), spin_states(4).astype(np.float64)
    n_even = block.n_even
    point = newton(block.step, block.linearize, potentials.start)
    field = spins.sum(axis=1)
    by_strength = block.means(point, (spins @ spins.T - field * np.tanh(strength * field))[..., None])
    by_couplings = block.means(point)[:, :n_even]
    jacobian = block.linearize(point).even
    gradient = np.linalg.solve(KINDS * np.eye(n_even) - jacobian.T, by_couplings.mean(axis=0))
    return float(by_strength.mean() + gradient @ block.expand(by_strength)[:n_even, 0])


@cache
def best_strength(potentials: MovedPotentials) -> float:
    """Return the p at which :func:`bound_slope` vanishes."""
    return float(
        brentq(lambda strength: bound_slope(potentials, strength), *potentials.strengths, xtol=1e-14)
    )
