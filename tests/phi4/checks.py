"""Samples compared with exact distributions; every check returns deviations in standard errors."""

import numpy as np

from rgcore.phi4 import (
    LatticeField,
    MatrixField,
    chain_moments,
    fourier_modes,
    sample_free_fields,
)
from rgcore.phi4.heat_bath import heat_bath

from .exact_references import free_propagator, site_moments

BOUND = 4.0


def deviations(values, expected):
    """Return (mean - expected) / error for values (n_independent, n_quantities)."""
    values = np.asarray(values, dtype=np.float64)
    return (values.mean(axis=0) - expected) / (values.std(axis=0, ddof=1) / np.sqrt(len(values)))


def excess(squares, freedom):
    """Return chi-square as a normal deviate (Wilson and Hilferty)."""
    return ((np.sum(squares) / freedom) ** (1 / 3) - 1 + 2 / (9 * freedom)) / np.sqrt(2 / (9 * freedom))


def drawn(lattice, n_chains, n_records, spacing, *, rng):
    """Return (n_records, n_chains, n_sites) fields after a burn-in of 10 spacings from zero field."""
    start, _ = heat_bath(np.zeros((n_chains, lattice.n_sites)), lattice, 1, 10 * spacing, rng=rng)
    return heat_bath(start[-1], lattice, n_records, spacing, rng=rng)[0]


def site(r, u, *, rng):
    """Compare <phi>, <phi^2>, <phi^4> of single sites with the integral."""
    lattice = LatticeField(dimension=0, side=2, r=r, u=u)
    fields, _ = heat_bath(np.zeros((2_000_000, 1)), lattice, 1, 1, rng=rng)
    field = fields[0, :, 0]
    return deviations(np.stack([field, field**2, field**4], axis=1), (0.0, *site_moments(r, u)))


def chain(r, u, *, rng, side=8):
    """Compare <phi^2>, <phi^4>, <phi phi'> and, by symmetry, <phi> of a chain with its transfer matrix."""
    lattice = LatticeField(dimension=1, side=side, r=r, u=u)
    fields = drawn(lattice, 2000, 8, 6, rng=rng)
    quantities = [fields, fields**2, fields**4, fields * np.roll(fields, 1, axis=2)]
    means = np.stack([each.mean(axis=(0, 2)) for each in quantities], axis=1)  # of each chain
    exact = chain_moments(side, r, u)
    return deviations(means, (0.0, exact.second, exact.fourth, exact.neighbour))


def free_modes(dimension, side, r, *, rng):
    """Compare the variances of the Fourier modes of the free field with 1 / (lambda + r), and their chi-square."""
    lattice = LatticeField(dimension=dimension, side=side, r=r, u=0.0)
    fields = drawn(lattice, 2000, 4, 12, rng=rng)
    values, vectors = fourier_modes(dimension, side)
    power = np.mean((fields @ vectors) ** 2, axis=0)  # (n_chains, n_sites)
    scores = deviations(power, 1 / (values + r))
    return np.array([excess(scores**2, len(scores)), *scores])


def stays(dimension, side, r, *, rng):
    """Compare the free field one sweep after exact draws with its distribution."""
    lattice = LatticeField(dimension=dimension, side=side, r=r, u=0.0)
    start = sample_free_fields(lattice, 20_000, rng=rng)
    end = heat_bath(start, lattice, 1, 1, rng=rng)[0][0]
    values, vectors = fourier_modes(dimension, side)
    scores = deviations((end @ vectors) ** 2, 1 / (values + r))
    return np.array([excess(scores**2, len(scores)), *scores])


def free_moments(dimension, side, r, *, rng):
    """Compare two- and four-point functions of neighbours in the free field with Wick's theorem."""
    lattice = LatticeField(dimension=dimension, side=side, r=r, u=0.0)
    fields = drawn(lattice, 2000, 4, 12, rng=rng).reshape(4, 2000, *lattice.shape)
    beside = np.roll(fields, 1, axis=2)
    sites = tuple(range(2, fields.ndim))
    means = [
        each.mean(axis=(0, *sites))
        for each in (fields**2, fields * beside, fields**4, (fields * beside) ** 2)
    ]
    propagator = free_propagator(lattice)
    same, near = propagator.ravel()[0], propagator[(1,) + (0,) * (dimension - 1)]
    return deviations(np.stack(means, axis=1), (same, near, 3 * same**2, same**2 + 2 * near**2))


def equation_of_motion(dimension, side, r, u, *, rng):
    """Compare <phi_x dH/dphi_x> with 1 and <phi_x^3 dH/dphi_x> with 3 <phi_x^2>, in any dimension, at any coupling."""
    lattice = LatticeField(dimension=dimension, side=side, r=r, u=u)
    fields = drawn(lattice, 500, 4, 10, rng=rng).reshape(4, 500, *lattice.shape)
    axes = range(2, fields.ndim)
    around = sum(np.roll(fields, step, axis) for axis in axes for step in (1, -1))
    force = (2 * dimension + r) * fields - around + u / 6 * fields**3
    quantities = [fields * force - 1, fields**3 * force - 3 * fields**2]
    means = np.stack([each.mean(axis=(0, *axes)) for each in quantities], axis=1)
    return deviations(means, 0.0)


def dense(u, *, rng):
    """Compare fields on a random matrix with the equation of motion, and with C = K^-1 without interaction."""
    root = rng.standard_normal((6, 9))
    matrix = root @ root.T / 9 + 0.3 * np.eye(6)
    model = MatrixField(matrix=matrix, u=u)
    start, _ = heat_bath(np.zeros((20_000, 6)), model, 1, 60, rng=rng)
    field = start[-1]
    if u == 0:
        products = np.einsum("ci,cj->cij", field, field).reshape(len(field), -1)
        return deviations(products, np.linalg.inv(matrix).ravel())
    force = field @ matrix + u / 6 * field**3
    products = np.einsum("ci,cj->cij", field, force).reshape(len(field), -1)
    return deviations(products, np.eye(6).ravel())


CHECKS = {
    "free site": lambda rng: site(2.0, 0.0, rng=rng),
    "weak site": lambda rng: site(1.0, 0.1, rng=rng),
    "strong site": lambda rng: site(0.5, 100.0, rng=rng),
    "double well": lambda rng: site(-3.0, 4.0, rng=rng),
    "weak chain": lambda rng: chain(0.3, 0.2, rng=rng),
    "strong chain": lambda rng: chain(0.3, 100.0, rng=rng),
    "chain of wells": lambda rng: chain(-1.0, 5.0, rng=rng),
    "modes in two dimensions": lambda rng: free_modes(2, 5, 0.5, rng=rng),
    "modes in four dimensions": lambda rng: free_modes(4, 2, 0.5, rng=rng),
    "distribution kept in three dimensions": lambda rng: stays(3, 3, 0.5, rng=rng),
    "moments in one dimension": lambda rng: free_moments(1, 7, 0.5, rng=rng),
    "moments in three dimensions": lambda rng: free_moments(3, 3, 0.5, rng=rng),
    "motion in two dimensions": lambda rng: equation_of_motion(2, 4, -0.5, 6.0, rng=rng),
    "motion in four dimensions": lambda rng: equation_of_motion(4, 3, -1.0, 30.0, rng=rng),
    "free matrix": lambda rng: dense(0.0, rng=rng),
    "matrix": lambda rng: dense(5.0, rng=rng),
}


def largest(name, seed=20261128):
    """Return the largest deviation of a check."""
    return float(np.abs(CHECKS[name](np.random.default_rng(seed))).max())
