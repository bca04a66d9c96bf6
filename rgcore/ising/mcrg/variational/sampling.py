"""Configurations of the Ising model with a bias on its block spins, and their operators."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from rgcore.ising.mcrg.variational._biased_kernels import biased_sweeps
from rgcore.ising.mcrg.variational.block_tree import BlockTree, operator_products

__all__ = ["BiasedChain"]


class BiasedChain:
    """A Markov chain of the weight exp(K sum over bonds of s s' - sum_a J_a S_a(block spins)).

    Parameters
    ----------
    tree : BlockTree
    names : sequence of str
        Even operators S_a of :data:`rgcore.ising.mcrg.operators.OPERATORS`, of the block spins of the last lattice.
    rng : Generator
        Draws the first configuration.

    Attributes
    ----------
    state : pair of arrays
        Values of all units, (n_units,) int8, spins first, and the sums of their blocks, float64; changed in place.
    """

    def __init__(self, tree: BlockTree, names: Sequence[str], *, rng: Generator) -> None:
        sites, self._operators = operator_products(tree.coarse_side, tuple(names))
        first_top = tree.first[-2]
        self._products = np.where(sites < 0, -1, sites + first_top)
        self._of_top = _products_of_sites(sites, tree.coarse_side**2)
        self._tree = (tree.parents, tree.weights, first_top, _neighbours(tree.side))
        self._n_operators = len(names)
        spins = rng.choice(np.array([-1, 1], np.int8), size=(1, tree.side**2))
        self.state = tuple(each[0] for each in tree.units(spins))

    def advance(self, coupling: float, bias: np.ndarray, n_sweeps: int, *, rng: Generator) -> np.ndarray:
        """Return (n_sweeps, n_operators + 1) float64: S_a of the block spins, and the sum over bonds of the spins."""
        records = np.empty((n_sweeps, self._n_operators + 1))
        bias_of_products = np.asarray(bias, dtype=np.float64)[self._operators]
        biased = (self._products, self._of_top, bias_of_products, self._operators)
        biased_sweeps(self.state, (*self._tree, float(coupling)), biased, records, rng)
        return records


def _neighbours(side: int) -> np.ndarray:
    rows, columns = np.divmod(np.arange(side**2), side)
    steps = ((0, 1), (0, -1), (1, 0), (-1, 0))
    return np.stack([(rows + i) % side * side + (columns + j) % side for i, j in steps], axis=1)


def _products_of_sites(sites: np.ndarray, n_sites: int) -> np.ndarray:
    """Return the products that contain every site, (n_sites, most) int64, -1 after the last."""
    found = [np.flatnonzero((sites == site).any(axis=1)) for site in range(n_sites)]
    padded = np.full((n_sites, 1 + max(map(len, found))), -1)
    for site, places in enumerate(found):
        padded[site, : len(places)] = places
    return padded
