"""Cells of three spins of the triangular lattice, by coordinates alone, and cumulants over their states."""

from itertools import product

import numpy as np

from rgcore.exact import spin_states

SITES = ((0, 0), (1, 0), (0, 1))  # of the cell at the origin, in units of two lattice vectors at 60 degrees
CELLS = ((1, 1), (-1, 2))  # the vectors from cell to cell, sqrt 3 long
RANGES = {1: 1, 3: 2, 4: 3}  # squared distance in lattice spacings: first, second, third neighbours


def squared(vector):
    return vector[0] ** 2 + vector[0] * vector[1] + vector[1] ** 2


def cell_at(i, j):
    """Return the three sites of a cell, (3, 2)."""
    origin = i * np.array(CELLS[0]) + j * np.array(CELLS[1])
    return origin + np.array(SITES)


def cells_between(first, second):
    """Return the cells that are first neighbours of both, themselves left out."""
    near = []
    for place in product(range(-4, 5), repeat=2):
        apart = [squared(cell_at(*place)[0] - cell_at(*each)[0]) for each in (first, second)]
        if apart == [3, 3]:
            near.append(place)
    return near


def pairs_by_range(cells):
    """Return matrices (n_spins, n_spins) of the pairs of each range, those within a cell apart as range 0."""
    sites = np.concatenate([cell_at(*cell) for cell in cells])
    owner = np.repeat(np.arange(len(cells)), 3)
    apart = squared(np.moveaxis(sites[:, None] - sites[None], -1, 0))
    inside = owner[:, None] == owner[None]
    matrices = {0: np.triu((apart == 1) & inside, 1)}
    for distance, name in RANGES.items():
        matrices[name] = np.triu((apart == distance) & ~inside, 1)
    return matrices


def states_by_majority(n_cells):
    """Return the 4**n_cells states (n, 3 n_cells) float with given majorities, for each of the 2**n_cells (signs)."""
    up = spin_states(3)[spin_states(3).sum(axis=1) > 0]  # (4, 3)
    for signs in spin_states(n_cells):
        yield (
            signs,
            np.array([np.concatenate(parts) for parts in product(*(sign * up for sign in signs))], float),
        )


def energy(states, matrix):
    """Return the sum of s_i s_j over the pairs of a matrix, (n_states,)."""
    return np.einsum("ni,ij,nj->n", states, matrix, states)
