"""Exact results agree with each other: matrices, integrals and limits."""

import numpy as np
import pytest
from scipy.special import gamma

from rgcore.errors import InputError
from rgcore.phi4 import (
    LatticeField,
    MatrixField,
    bare_mass,
    chain_moments,
    fourier_modes,
    shells,
)
from rgcore.phi4.lattice_field import neighbours

from .exact_references import free_propagator, site_moments

LATTICES = [(1, 2), (1, 5), (2, 2), (2, 5), (3, 4), (4, 2), (4, 3)]


def coupling_matrix(dimension, side, r):
    """Return -Laplacian + r, bond by bond."""
    shape = (side,) * dimension
    matrix = np.diag(np.full(side**dimension, 2.0 * dimension + r))
    for site in np.ndindex(*shape):
        for axis in range(dimension):
            for step in (-1, 1):
                other = list(site)
                other[axis] = (other[axis] + step) % side
                matrix[np.ravel_multi_index(site, shape), np.ravel_multi_index(other, shape)] -= 1
    return matrix


@pytest.mark.parametrize(("dimension", "side"), LATTICES)
def test_fourier_modes_are_the_eigenvectors_of_the_lattice(dimension, side):
    values, vectors = fourier_modes(dimension, side)
    matrix = coupling_matrix(dimension, side, 0.0)
    assert np.allclose(vectors.T @ vectors, np.eye(len(values)), atol=1e-13)
    assert np.allclose(matrix @ vectors, vectors * values, atol=1e-12)
    assert (np.diff(values) >= 0).all()


@pytest.mark.parametrize(("dimension", "side"), LATTICES)
def test_the_propagator_is_the_inverse_of_the_matrix_and_of_the_eigenvalues(dimension, side):
    lattice = LatticeField(dimension=dimension, side=side, r=0.3, u=0.0)
    inverse = np.linalg.inv(coupling_matrix(dimension, side, 0.3))
    assert np.allclose(free_propagator(lattice).ravel(), inverse[0], atol=1e-12)
    assert np.allclose(np.sort(lattice.stiffness().ravel()), fourier_modes(dimension, side)[0], atol=1e-12)


@pytest.mark.parametrize(("dimension", "side"), LATTICES)
def test_neighbours_are_those_of_the_matrix(dimension, side):
    sites = neighbours(dimension, side)
    matrix = np.zeros((side**dimension, side**dimension))
    for column in sites.T:
        matrix[np.arange(len(sites)), column] -= 1
    assert np.array_equal(matrix, coupling_matrix(dimension, side, 0.0) - 2 * dimension * np.eye(len(sites)))


def test_shells_of_four_dimensions_at_side_four_are_binomial():
    values, counts = shells(LatticeField(dimension=4, side=4, r=1.0, u=0.0).stiffness())
    assert np.allclose(values, 2 * np.arange(9))
    assert counts.tolist() == [1, 8, 28, 56, 70, 56, 28, 8, 1]


def test_a_site_without_coupling_is_gaussian_and_with_nothing_else_purely_quartic():
    assert np.allclose(site_moments(2.0, 0.0), (0.5, 0.75), rtol=1e-10)
    second = np.sqrt(24) * gamma(3 / 4) / gamma(1 / 4)  # of exp(-x^4 / 24)
    assert np.allclose(site_moments(0.0, 1.0), (second, 6.0), rtol=1e-10)


@pytest.mark.parametrize(("r", "u"), [(1.0, 0.01), (1.0, 5.0), (-3.0, 4.0), (0.5, 1000.0)])
def test_a_site_obeys_its_equation_of_motion(r, u):
    """<phi dH/dphi> = 1."""
    second, fourth = site_moments(r, u)
    assert r * second + u / 6 * fourth == pytest.approx(1, abs=1e-9)


def test_weak_coupling_of_a_site_is_its_perturbation_series():
    u = 1e-3
    second, fourth = site_moments(1.0, u)
    assert second == pytest.approx(1 - u / 2 + 2 / 3 * u**2, abs=5 * u**3)
    assert fourth - 3 * second**2 == pytest.approx(-u + 7 / 2 * u**2, abs=20 * u**3)


def test_a_chain_without_coupling_is_the_free_field():
    free = free_propagator(LatticeField(dimension=1, side=7, r=0.2, u=0.0))
    chain = chain_moments(7, 0.2, 0.0)
    expected = (free[0], 3 * free[0] ** 2, free[1])
    assert np.allclose((chain.second, chain.fourth, chain.neighbour), expected, rtol=1e-9)


@pytest.mark.parametrize(("r", "u"), [(0.3, 0.1), (-1.0, 5.0), (-8.0, 20.0), (0.0, 500.0)])
def test_a_chain_obeys_its_equation_of_motion(r, u):
    """<phi_x dH/dphi_x> = 1: (2 + r) <phi^2> - 2 <phi phi'> + (u/6) <phi^4> = 1."""
    chain = chain_moments(9, r, u)
    left = (2 + r) * chain.second - 2 * chain.neighbour + u / 6 * chain.fourth
    assert left == pytest.approx(1, abs=1e-8)


def test_a_chain_of_two_sites_is_a_double_integral():
    r, u = -0.5, 3.0

    def weight(y, x):  # two bonds between the two sites
        wells = r / 2 * (x * x + y * y) + u / 24 * (x**4 + y**4)
        return np.exp(-((x - y) ** 2) - wells)

    def integral(factor):
        return np.sum(factor(x, y) * weight(y, x))  # by trapezia, which converge exponentially here

    x, y = np.meshgrid(np.linspace(-6, 6, 241), np.linspace(-6, 6, 241))
    total = integral(lambda x, y: 1.0)
    chain = chain_moments(2, r, u)
    assert chain.second == pytest.approx(integral(lambda x, y: x * x) / total, rel=1e-9)
    assert chain.neighbour == pytest.approx(integral(lambda x, y: x * y) / total, rel=1e-9)


def test_the_bare_mass_gives_the_one_loop_mass_to_first_order_in_the_chain():
    """<phi^2> is that of the free field of the one-loop mass, except for terms of second order in u."""
    free = LatticeField(dimension=1, side=16, r=0.6, u=0.0)
    for u in (1e-3, 1e-4):
        bare = bare_mass(1, 16, u, 0.6)
        assert bare < 0.6 - 0.2 * u
        assert abs(free_propagator(free)[0] - chain_moments(16, bare, u).second) < u**2


@pytest.mark.parametrize(
    "wrong",
    [{"dimension": 5}, {"side": 1}, {"u": -1.0}, {"r": 0.0, "u": 0.0}, {"r": np.nan}, {"side": 300}],
)
def test_impossible_lattices_are_refused(wrong):
    with pytest.raises(InputError):
        LatticeField(**{"dimension": 2, "side": 4, "r": 1.0, "u": 0.0, **wrong})


@pytest.mark.parametrize("matrix", [np.ones((2, 3)), np.array([[1.0, 0.5], [0.0, 1.0]]), -np.eye(2)])
def test_impossible_matrices_are_refused(matrix):
    with pytest.raises(InputError):
        MatrixField(matrix=matrix, u=1.0)
