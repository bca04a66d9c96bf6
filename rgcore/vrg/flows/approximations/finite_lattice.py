"""Majority rule from the 4 x 4 torus to the 2 x 2 torus, with all couplings of four spins.

Nauenberg and Nienhuis, Phys. Rev. Lett. 33, 1598 (1974). Ties of a block follow either sign with equal probability.
The sum over the 2^16 states is exact; what is approximate is that couplings are read off so small a torus, on which
neighbours meet twice.
"""

from functools import cache

import numpy as np

from rgcore.exact.enumerated_states import spin_states
from rgcore.vrg.flows.block_sum import BlockSum
from rgcore.vrg.flows.flow_card import FlowCard, Linearized

__all__ = ["CARD", "torus_sum"]

SIDE = 4


def torus_products(spins: np.ndarray) -> np.ndarray:
    """Return the sums of products over a torus, (n_states, side, side) -> (n_states, 5): even ones, then odd ones."""
    right, below = np.roll(spins, -1, axis=2), np.roll(spins, -1, axis=1)
    across = np.roll(below, -1, axis=2)
    products = (
        spins * right + spins * below,
        spins * across + right * below,
        spins * right * below * across,
        spins,
        spins * right * below + spins * right * across + spins * below * across + right * below * across,
    )
    return np.stack([product.sum(axis=(1, 2)) for product in products], axis=1).astype(np.float64)


@cache
def torus_sum() -> BlockSum:
    """Return the map of couplings; states of the same sums of products, and the same blocks, are counted together."""
    fine = spin_states(SIDE**2).reshape(-1, SIDE, SIDE)
    blocks = fine.reshape(-1, 2, 2, 2, 2).sum(axis=(2, 4)).reshape(-1, SIDE)  # sums of four spins
    up = (1 + np.sign(blocks)) / 2  # probability
    coarse = spin_states(SIDE)
    follows = np.where(coarse[:, None] == 1, up, 1 - up).prod(axis=2)  # (2**4, 2**16)
    features, places = np.unique(torus_products(fine), axis=0, return_inverse=True)
    counts = np.stack([np.bincount(places.reshape(-1), weights=row) for row in follows])
    with np.errstate(divide="ignore"):
        log_counts = np.log(counts)
    return BlockSum(
        log_kernel=log_counts,
        features=features[None],
        coarse=torus_products(coarse.reshape(-1, 2, 2)),
        n_even=3,
    )


def step(couplings: np.ndarray) -> np.ndarray:
    """Return the couplings of the 2 x 2 torus, (3,) -> (3,)."""
    return torus_sum().step(couplings)


def linearize(couplings: np.ndarray) -> Linearized:
    """Return the exact derivative of all couplings."""
    return torus_sum().linearize(couplings)


CARD = FlowCard(
    sentence="majority rule on the 4 x 4 torus, all couplings of the 2 x 2 torus",
    lattice="square",
    scale_factor=2.0,
    even=("nearest_neighbour", "next_nearest_neighbour", "four_spin_plaquette"),
    odd=("field", "three_spin_corner"),
    step=step,
    linearize=linearize,
    from_coupling=lambda K: np.array([K, 0.0, 0.0]),
    coupling=lambda couplings: float(couplings[0]),
    start=(0.3, 0.08, 0.0),
)
