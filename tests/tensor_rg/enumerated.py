"""Small tori and rows of the Ising model by enumeration."""

from itertools import product

import numpy as np


def torus_log_partition(couplings, n_rows, n_columns):
    """Return ln Z of a torus; along a side of 1 a spin is its own neighbour, along one of 2 there are two bonds."""
    across, along = couplings
    total = 0.0
    for states in product((-1, 1), repeat=n_rows * n_columns):
        spins = np.array(states).reshape(n_rows, n_columns)
        rows = (spins * np.roll(spins, 1, axis=1)).sum()
        columns = (spins * np.roll(spins, 1, axis=0)).sum()
        total += np.exp(across * rows + along * columns)
    return np.log(total)


def row_transfer_matrix(couplings, width):
    """Return the transfer matrix between rows of a ring of spins."""
    across, along = couplings
    states = np.array(list(product((-1, 1), repeat=width)))
    inside = across * (states * np.roll(states, 1, axis=1)).sum(axis=1)
    return np.exp((inside[:, None] + inside[None, :]) / 2 + along * states @ states.T)
