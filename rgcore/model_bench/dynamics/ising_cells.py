"""Spins of the square-lattice Ising model as cells, and sweeps of single spins as time."""

from math import isqrt

import numpy as np
from numpy.random import Generator

from rgcore.ising import swendsen_wang
from rgcore.model_bench.dynamics._kernels import run_glauber

__all__ = ["glauber_configurations", "ising_cells"]

_START_UPDATES = 200  # of all clusters; the autocorrelation time is below 10


def ising_cells(n_steps: int, n_variables: int, temperature: float, *, rng: Generator) -> np.ndarray:
    """Return (n_steps, n_variables) uint8: which spins of a periodic lattice point up, one sweep per step.

    The side is the smallest with n_variables sites; if there are more, those that are cells are chosen at random.

    Parameters
    ----------
    n_steps, n_variables : int
    temperature : float
        In units of J/k_B.
    rng : Generator, advanced in place
    """
    side = isqrt(n_variables - 1) + 1
    records = glauber_configurations(n_steps, side, temperature, rng=rng).reshape(n_steps, -1)
    chosen = np.sort(rng.choice(side**2, n_variables, replace=False))
    return records[:, chosen]


def glauber_configurations(n_steps: int, side: int, temperature: float, *, rng: Generator) -> np.ndarray:
    """Return (n_steps, side, side) uint8, 1 where a spin points up, from a start in equilibrium.

    A sweep draws side^2 random spins, each given its neighbours (Glauber, J. Math. Phys. 4, 294 (1963)). The samplers
    of :mod:`rgcore.ising` flip clusters, or reverse all spins at once, to decorrelate faster: their records are no
    series in time.
    """
    start, _ = swendsen_wang(np.ones((1, side, side), np.int8), 1 / temperature, 1, _START_UPDATES, rng=rng)
    up = 1 / (1 + np.exp(-2 * np.arange(-4, 5) / temperature))
    records = np.empty((n_steps, side, side), np.uint8)
    run_glauber(start[0, 0].copy(), up, records, rng)
    return records
