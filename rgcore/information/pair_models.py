"""The Ising models with 13 parameters: a field and the couplings of all pairs up to two sites apart.

P(s) ~ exp(sum_a theta_a X_a), X_field = sum_i s_i and X_d = sum_i s_i s_(i + d) for the 12 displacements d = (row,
column) with entries of at most 2 in size, of which d and -d are one (Machta, Chachra, Transtrum and Sethna, Science
342, 604 (2013)). The nearest-neighbour model has theta = K for (0, 1) and (1, 0). On a torus of side 4 three pairs of
displacements are one: (1, 2) and (1, -2), (2, 1) and (2, -1), (2, 2) and (2, -2). Three directions are then null
whatever is observed.
"""

from functools import cache

import numpy as np

from rgcore.exact.enumerated_states import boltzmann_distribution, spin_states
from rgcore.information._pair_kernels import add_pairs

__all__ = [
    "DISPLACEMENTS",
    "PARAMETERS",
    "SECTORS",
    "enumerated_statistics",
    "lattice_statistics",
    "nearest_neighbour_model",
    "sector_basis",
]

DISPLACEMENTS = tuple((row, column) for row in range(3) for column in range(-2, 3) if (row, column) > (0, 0))
"""(row, column) of the 12 pairs."""

PARAMETERS = ("field", *(f"pair_{row}_{column}" for row, column in DISPLACEMENTS))

SECTORS = {
    "field": None,
    "isotropic": (1, 1),
    "axes": (-1, 1),
    "diagonals": (-1, -1),
    "chiral": (1, -1),
}
"""Sign of a combination of pairs under a rotation by 90 degrees and under a reflection at an axis."""


def lattice_statistics(spins: np.ndarray) -> np.ndarray:
    """Return X_a (n, 13) float64 of spins, or of their independent means, (n, side, side)."""
    values = np.ascontiguousarray(spins, dtype=np.float64)
    side = values.shape[1]
    shifts = np.array([(row % side, column % side) for row, column in DISPLACEMENTS])
    sums = np.empty((len(values), len(PARAMETERS)))
    add_pairs(values, shifts, sums)
    return sums


def enumerated_statistics(side: int) -> np.ndarray:
    """Return X_a (2**side**2, 13) float64 of all states of a periodic lattice of side 2, 3 or 4."""
    return lattice_statistics(spin_states(side * side).reshape(-1, side, side))


def nearest_neighbour_model(statistics: np.ndarray, coupling: float) -> np.ndarray:
    """Return P (n_states,) of all states with statistics X_a (n_states, 13): no field, K between nearest neighbours."""
    nearest = [PARAMETERS.index(name) for name in ("pair_0_1", "pair_1_0")]
    return boltzmann_distribution(coupling * statistics[:, nearest].sum(axis=1))


@cache
def sector_basis() -> dict[str, np.ndarray]:
    """Return orthonormal combinations of the parameters, (13, n) float64, by their symmetry.

    The metric of a model with the symmetries of the square lattice does not couple different sectors.
    """
    return {name: _field() if signs is None else _pairs(*signs) for name, signs in SECTORS.items()}


def _field() -> np.ndarray:
    return np.eye(len(PARAMETERS))[:, :1]


def _pairs(rotated: int, mirrored: int) -> np.ndarray:
    turn, mirror = _image(lambda row, column: (column, -row)), _image(lambda row, column: (row, -column))
    one = np.eye(len(DISPLACEMENTS))
    projector = (one + rotated * turn) @ (one + mirrored * mirror) / 4
    left, sizes, _ = np.linalg.svd((projector + projector.T) / 2)
    inside = left[:, sizes > 0.5]
    return np.vstack([np.zeros((1, inside.shape[1])), inside])


def _image(move) -> np.ndarray:
    """Return the permutation matrix (12, 12) of the displacements under a symmetry; d and -d are one."""
    matrix = np.zeros((len(DISPLACEMENTS),) * 2)
    for place, displacement in enumerate(DISPLACEMENTS):
        image = move(*displacement)
        image = image if image > (0, 0) else (-image[0], -image[1])
        matrix[DISPLACEMENTS.index(image), place] = 1.0
    return matrix
