"""Configurations of the Ising model on a ring, drawn exactly and independently by its transfer matrix.

n bonds of coupling K between spins s and s' that are not fixed have the weight 1 + s s' t^n, t = tanh K, up to a
constant. Given the first spin s_0 and the last one drawn, s_k, with m bonds from the next spin back to s_0,

    P(s_(k+1) = s_k) = (1 + t) (1 + p t^m) / (2 (1 + p t^(m+1))),   p = s_k s_0.
"""

import math

import numpy as np
from numpy.random import Generator

from rgcore.arguments.objects import generator
from rgcore.arguments.scalars import checked_coupling, whole_number

__all__ = ["draw_ring", "ring_correlation_length"]


def draw_ring(n_samples: int, n_sites: int, coupling: float, *, rng: Generator) -> np.ndarray:
    """Return independent configurations of H = -K sum_k s_k s_(k+1) on a ring.

    Parameters
    ----------
    n_samples : int
    n_sites : int
        At least 3.
    coupling : float
        K = J / (k_B T), dimensionless.
    rng : Generator, advanced in place

    Returns
    -------
    (n_samples, n_sites) int8 array
        -1 and +1.

    Raises
    ------
    InputError
        If an argument is out of range.
    """
    n_samples = whole_number("n_samples", n_samples, least=1, most=10**9)
    n_sites = whole_number("n_sites", n_sites, least=3, most=10**7)
    one_bond = math.tanh(checked_coupling("coupling", coupling))
    generator("rng", rng)
    spins = np.empty((n_sites, n_samples), dtype=np.int8)
    spins[0] = 2 * rng.integers(0, 2, n_samples) - 1
    for site in range(1, n_sites):
        way_back = one_bond ** (n_sites - site)
        parity = np.array([-1.0, 1.0])  # of s_k s_0
        stays = (1 + one_bond) * (1 + parity * way_back) / (2 * (1 + parity * way_back * one_bond))
        likely = stays[(spins[site - 1] == spins[0]).astype(np.int64)]
        spins[site] = np.where(rng.random(n_samples) < likely, spins[site - 1], -spins[site - 1])
    return np.ascontiguousarray(spins.T)


def ring_correlation_length(coupling: float) -> float:
    """Return -1 / ln tanh K of the infinite chain, in lattice spacings; K above 0."""
    return -1 / math.log(math.tanh(checked_coupling("coupling", coupling)))
