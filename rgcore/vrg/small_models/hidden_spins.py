"""Where the hidden spins of a transformation are, and which of them are neighbours."""

from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.arguments.scalars import real_number
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

    Raises
    ------
    InputError
        If there is no hidden spin, or a place or the period is no number, or a pair is not of two hidden spins, or
        comes twice.
    """

    positions: np.ndarray
    period: float
    neighbours: np.ndarray

    def __post_init__(self) -> None:
        """Refuse places and pairs that are none."""
        positions = real_array("positions of hidden spins", self.positions, ("n_hidden", "n_dimensions"))
        real_number("period of hidden spins", self.period, above=0)
        if not positions.size:
            raise InputError(f"positions must be of one hidden spin or more, got shape {positions.shape}")
        object.__setattr__(self, "positions", positions)
        object.__setattr__(self, "neighbours", _checked_pairs(self.neighbours, len(positions)))

    @property
    def n_spins(self) -> int:
        """Number of hidden spins."""
        return len(self.positions)

    def distances(self) -> np.ndarray:
        """Return the (n_hidden, n_hidden) Euclidean distances the shortest way around, in lattice spacings."""
        return distances_between(self.positions, self.period)


def _checked_pairs(values: object, n_spins: int) -> np.ndarray:
    """Return pairs of hidden spins, (n_pairs, 2) int64; InputError unless each is of two of them, and comes once."""
    pairs = np.asarray(values)
    if not pairs.size:
        return np.empty((0, 2), dtype=np.int64)
    if pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.dtype.kind not in "iu":
        raise InputError(
            f"neighbours must be pairs of numbers of hidden spins, (n_pairs, 2) int, got {pairs.dtype} of shape "
            f"{pairs.shape}"
        )
    wrong = ((pairs < 0) | (pairs >= n_spins)).any(axis=1) | (pairs[:, 0] == pairs[:, 1])
    if wrong.any():
        raise InputError(
            f"neighbours must be pairs of two of the hidden spins 0 to {n_spins - 1}, got {pairs[wrong][0].tolist()}"
        )
    if len(np.unique(np.sort(pairs, axis=1), axis=0)) < len(pairs):
        raise InputError(f"neighbours must have each pair once, got {pairs.tolist()}")
    return pairs.astype(np.int64)


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
