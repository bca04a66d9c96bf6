"""Products of spins around each site, counted: all that the couplings of a Hamiltonian are estimated from."""

import numpy as np

from rgcore.ising.mcrg.operators import OPERATORS

__all__ = ["COUPLINGS", "SMALLEST_SIDE", "local_products", "product_counts", "product_vectors"]

COUPLINGS = OPERATORS["even"][:4]
"""The operators of the Hamiltonian, in the order in which a truncation takes them."""

SMALLEST_SIDE = 5
"""Of a lattice: below it two sites to the right and two to the left are one site, or next to one another."""

LARGEST = 4  # terms of each operator that hold a given spin
N_VALUES = LARGEST + 1  # of their sum: -4, -2, 0, 2, 4


def local_products(spins: np.ndarray) -> np.ndarray:
    """Return at each site the change of the operators S_a under a flip of its spin, times -1/2.

    u_a = s_i dS_a/ds_i, the sum of all terms of S_a that hold the spin: with weights exp(sum_a K_a S_a) the probability
    of the spin given all others is 1 / (1 + exp(-2 sum_a K_a u_a)).

    Parameters
    ----------
    spins : (n, side, side) int8 array
        Entries -1 or +1; a side of at least 5.

    Returns
    -------
    (4, n, side, side) int8 array
        Even numbers from -4 to 4, in the order of ``COUPLINGS``.
    """
    right, below = np.roll(spins, -1, axis=2), np.roll(spins, -1, axis=1)
    diagonal, other = np.roll(right, -1, axis=1), np.roll(right, 1, axis=1)
    bonds = [(spins * right, (0, 1)), (spins * below, (1, 0))]
    diagonals = [(spins * diagonal, (1, 1)), (spins * other, (-1, 1))]
    far = [(spins * np.roll(right, -1, axis=2), (0, 2)), (spins * np.roll(below, -1, axis=1), (2, 0))]
    plaquette = spins * right * below * diagonal
    rows = plaquette + np.roll(plaquette, 1, axis=1)
    four_spin = rows + np.roll(rows, 1, axis=2)
    return np.stack([_both_ends(bonds), _both_ends(diagonals), four_spin, _both_ends(far)])


def product_counts(spins: np.ndarray, numbers: np.ndarray, n_blocks: int) -> np.ndarray:
    """Return how many sites have each vector of local products, by block of configurations.

    Parameters
    ----------
    spins : (n, side, side) int8 array
        As for :func:`local_products`.
    numbers : (n,) int array
        The block of each configuration, from 0 to n_blocks - 1; -1 for one that is left out.
    n_blocks : int

    Returns
    -------
    (n_blocks, 625) float64 array
        Of the vectors of :func:`product_vectors`.
    """
    powers = N_VALUES ** np.arange(len(COUPLINGS), dtype=np.int16)[:, None, None, None]
    places = ((local_products(spins) + LARGEST) // 2 * powers).sum(axis=0, dtype=np.int16)
    n_vectors = N_VALUES ** len(COUPLINGS)
    counts = np.zeros((n_blocks, n_vectors))
    for block in range(n_blocks):
        counts[block] = np.bincount(places[numbers == block].ravel(), minlength=n_vectors)
    return counts


def product_vectors() -> np.ndarray:
    """Return the (625, 4) float64 vectors of local products, in the order of :func:`product_counts`."""
    digits = (
        np.arange(N_VALUES ** len(COUPLINGS))[:, None] // N_VALUES ** np.arange(len(COUPLINGS)) % N_VALUES
    )
    return 2.0 * digits - LARGEST


def _both_ends(products: list[tuple[np.ndarray, tuple[int, int]]]) -> np.ndarray:
    """Return at each site the sum of the products of pairs that begin or end there; they end at the displacement."""
    return sum(pair + np.roll(pair, displacement, axis=(1, 2)) for pair, displacement in products)
