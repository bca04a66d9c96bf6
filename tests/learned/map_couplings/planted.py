"""Configurations of a Hamiltonian with four couplings that are known, by single spins: an independent simulation."""

from itertools import product

import numpy as np

NEAREST = [(0, 1), (1, 0), (0, -1), (-1, 0)]
DIAGONAL = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
FAR = [(0, 2), (2, 0), (0, -2), (-2, 0)]


def planted_spins(couplings, n_chains, side, n_sweeps, *, rng):
    """Return (n_chains, side, side) int8 after ``n_sweeps`` sweeps of the heat bath; the side is a multiple of 3."""
    nearest, diagonal, plaquette, far = couplings
    spins = rng.choice([-1, 1], size=(n_chains, side, side)).astype(np.int8)
    grid = np.arange(0, side, 3)
    for _ in range(n_sweeps):
        for row, column in product(range(3), range(3)):  # sites three apart do not interact
            rows, columns = (row + grid)[:, None], (column + grid)[None, :]

            def at(down, right, rows=rows, columns=columns):
                return spins[:, (rows + down) % side, (columns + right) % side].astype(float)

            field = nearest * sum(at(*d) for d in NEAREST) + diagonal * sum(at(*d) for d in DIAGONAL)
            field += far * sum(at(*d) for d in FAR)
            field += plaquette * sum(at(a, 0) * at(0, b) * at(a, b) for a, b in DIAGONAL)
            up = rng.random(field.shape) < 1 / (1 + np.exp(-2 * field))
            spins[:, rows, columns] = np.where(up, 1, -1)
    return spins
