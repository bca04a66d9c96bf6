"""Where the hidden spins of a transformation are, and which of them are neighbours."""

from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.errors import InputError
from rgcore.exact.pair_hamiltonian import ring_bonds

__all__ = ["HiddenSpins", "at_places", "nearest_pairs", "on_ring", "on_torus"]

SAME_DISTANCE = 1e-9  # lattice spacings


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HiddenSpins:
    """The places of hidden spins on the lattice of the visible ones.

    Attributes
    ----------
    positions : (n_hidden, n_dimensions) float64 array
        In lattice spacings of the visible lattice; one coordinate on a ring, row and column on a torus.
    period : float
        Lattice spacings after which every coordinate repeats: sites of the ring, or along a side of the torus.
    neighbours : (n_pairs, 2) int64 array
        Pairs of nearest neighbours, each once. Two bonds between one pair, as on a torus of side 2, are one pair.
    """

    positions: np.ndarray
    period: float
    neighbours: np.ndarray

    @property
    def n_spins(self) -> int:
        """Number of hidden spins."""
        return len(self.positions)

    def distances(self) -> np.ndarray:
        """Return the (n_hidden, n_hidden) Euclidean distances the shortest way around, in lattice spacings."""
        return distances_between(self.positions, self.period)


def distances_between(positions: np.ndarray, period: float) -> np.ndarray:
    """Return the distances of all pairs of positions (n, n_dimensions) the shortest way around: (n, n) float64."""
    apart = np.abs(positions[:, None] - positions[None]) % period
    return np.sqrt((np.minimum(apart, period - apart) ** 2).sum(axis=2))


def nearest_pairs(positions: np.ndarray, period: float) -> np.ndarray:
    """Return the pairs at the smallest distance that is not zero, each once: (n_pairs, 2) int64."""
    distances = np.triu(distances_between(positions, period), k=1)
    apart = distances > SAME_DISTANCE
    if not apart.any():
        return np.empty((0, 2), dtype=np.int64)
    return np.argwhere(apart & (distances < distances[apart].min() + SAME_DISTANCE))


def at_places(positions: np.ndarray, period: float) -> HiddenSpins:
    """Return hidden spins at given places, of which those at the smallest distance are neighbours.

    Parameters
    ----------
    positions : (n_hidden, n_dimensions) float array
        In lattice spacings of the visible lattice.
    period : float
        Lattice spacings after which every coordinate repeats.

    Raises
    ------
    InputError
        If the positions are no such array.
    """
    positions = real_array("positions", positions, ("n_hidden", "n_dimensions"))
    return HiddenSpins(positions=positions, period=period, neighbours=nearest_pairs(positions, period))


def on_ring(n_sites: int, spacing: int) -> HiddenSpins:
    """Return a hidden spin at every ``spacing``-th site of a ring of ``n_sites`` visible spins.

    Raises
    ------
    InputError
        If they are fewer than 3, or the ring is not a multiple of the spacing.
    """
    _require_multiple(n_sites, spacing)
    positions = np.arange(0.0, n_sites, spacing)[:, None]
    return HiddenSpins(positions=positions, period=n_sites, neighbours=ring_bonds(n_sites // spacing))


def on_torus(side: int, spacing: int) -> HiddenSpins:
    """Return a hidden spin at every ``spacing``-th row and column of a torus of side x side visible spins.

    Raises
    ------
    InputError
        If the side is not a multiple of the spacing.
    """
    _require_multiple(side, spacing)
    lines = np.arange(0.0, side, spacing)
    rows, columns = np.meshgrid(lines, lines, indexing="ij")
    return at_places(np.stack([rows.reshape(-1), columns.reshape(-1)], axis=1), side)


def _require_multiple(size: int, spacing: int) -> None:
    if size % spacing:
        raise InputError(f"size must be a multiple of the spacing {spacing} of hidden spins, got {size}")
