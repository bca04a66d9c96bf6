"""Compiled sweeps of phi^4 fields; their callers check all arguments."""

import math

import numpy as np

from rgcore.compiling import njit

__all__ = ["dense_sweeps", "draw_site", "lattice_sweeps"]


@njit(inline="always")
def draw_site(h, curvature, quartic, rng):
    """Return x of weight exp(-(a/2) x^2 + h x - q x^4), a = curvature, q = quartic, and the number of proposals.

    As q (x^2 - c)^2 >= 0 for any c, a Gaussian of curvature b = a + 4 q c and mean h/b, accepted with probability
    exp(-q (x^2 - c)^2), has that distribution exactly. Proposals are fewest for c = <x^2> of the Gaussian, 1/b +
    h^2/b^2; Newton's steps to that b from its value at h = 0, which lies below every other, only rise, and may end
    early: any b > 0 is right.
    """
    b, c = curvature, 0.0
    if quartic > 0:
        b = step = (curvature + math.sqrt(curvature * curvature + 16 * quartic)) / 2
        while step > 0.05 * b:
            mean = h / b
            lack = curvature - b + 4 * quartic * (1 / b + mean * mean)
            step = lack / (1 + 4 * quartic * (1 / b + 2 * mean * mean) / b)
            b += step
        c = (b - curvature) / (4 * quartic)
    mean, deviation, proposals = h / b, 1 / math.sqrt(b), 0
    while True:
        proposals += 1
        x = mean + deviation * rng.standard_normal()
        distance = x * x - c
        if quartic == 0 or rng.random() < math.exp(-quartic * distance * distance):
            return x, proposals


@njit
def lattice_sweeps(fields, neighbours, weight, n_sweeps, rng):
    """Sweep fields (n_chains, n_sites) float64 in place, site after site; return the number of proposals.

    neighbours (n_sites, 2 d) int64, a site occurs twice if it is a neighbour on two sides; weight is (curvature,
    quartic) = (2 d + r, u/24).
    """
    total = np.int64(0)
    curvature, quartic = weight
    for chain in range(len(fields)):
        field = fields[chain]
        for _ in range(n_sweeps):
            for site in range(len(field)):
                h = 0.0
                for place in range(neighbours.shape[1]):
                    h += field[neighbours[site, place]]
                field[site], proposals = draw_site(h, curvature, quartic, rng)
                total += proposals
    return total


@njit
def dense_sweeps(fields, matrix, quartic, n_sweeps, rng):
    """Do the same for (1/2) phi K phi with any symmetric matrix (n_sites, n_sites), diagonal included."""
    total = np.int64(0)
    for chain in range(len(fields)):
        field = fields[chain]
        for _ in range(n_sweeps):
            for site in range(len(field)):
                curvature = matrix[site, site]
                h = curvature * field[site] - np.dot(matrix[site], field)
                field[site], proposals = draw_site(h, curvature, quartic, rng)
                total += proposals
    return total
