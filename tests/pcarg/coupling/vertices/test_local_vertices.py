"""Local vertices against enumerated binary models and integrals over two coupled variables."""

import inspect
import sys
from itertools import product
from types import ModuleType

import numpy as np
import pytest

from rgcore.pcarg.coupling.vertices import local_vertices
from rgcore.pcarg.coupling.vertices.local_vertices import (
    cumulants_of_sites,
    geometry_of_legs,
    loops_of_legs,
    vertices_of_legs,
    vertices_of_sites,
)


def ising(coupling, n=4):
    """Return C, <phi^3>_c, <phi^4>_c of every spin, and the local parts of Gamma_3 and Gamma_4, by enumeration."""
    rng = np.random.default_rng(3)
    pairs, fields = np.triu(rng.normal(size=(n, n)), 1) * coupling, 0.5 * rng.normal(size=n) - 1.2
    spins = np.array(list(product([-1, 1], repeat=n)), dtype=float)
    weight = np.exp(np.einsum("ti,ij,tj->t", spins, pairs, spins) + spins @ fields)
    weight /= weight.sum()
    mean = weight @ spins
    phi = spins - mean
    covariance = np.einsum("t,ti,tj->ij", weight, phi, phi)
    third = np.einsum("t,ti,tj,tk->ijk", weight, phi, phi, phi)
    fourth = np.einsum("t,ti,tj,tk,tl->ijkl", weight, phi, phi, phi, phi)
    for pairing in ("ij,kl->ijkl", "ik,jl->ijkl", "il,jk->ijkl"):
        fourth -= np.einsum(pairing, covariance, covariance)
    inverse = np.linalg.inv(covariance)
    cubic = -np.einsum("ijk,ia,jb,kc->abc", third, inverse, inverse, inverse)
    tree = np.einsum("abe,ef,fcd->abcd", cubic, covariance, cubic)
    quartic = -np.einsum("ijkl,ia,jb,kc,ld->abcd", fourth, inverse, inverse, inverse, inverse)
    for pairing in ("abcd->abcd", "acbd->abcd", "adbc->abcd"):
        quartic += np.einsum(pairing, tree)
    cumulants = np.einsum("iii->i", third), np.einsum("iiii->i", fourth)
    return mean, covariance, *cumulants, np.einsum("iii->i", cubic), np.einsum("iiii->i", quartic)


def two_fields(w, u):
    """Return C and the weight of two coupled variables of mean zero, with their values, by quadrature."""
    stiffness = np.array([[1.5, -0.8], [-0.8, 1.1]])
    x = np.linspace(-12, 12, 481)
    phi, source = np.stack(np.meshgrid(x, x, indexing="ij")), np.zeros(2)
    action = np.einsum("iab,ij,jab->ab", phi, stiffness, phi) / 2 + (w / 6 * phi**3 + u / 24 * phi**4).sum(
        axis=0
    )
    for _ in range(12):
        weight = np.exp(np.einsum("i,iab->ab", source, phi) - action)
        weight /= weight.sum()
        mean = np.einsum("ab,iab->i", weight, phi)
        centred = phi - mean[:, None, None]
        covariance = np.einsum("ab,iab,jab->ij", weight, centred, centred)
        source -= np.linalg.solve(covariance, mean)
    return covariance, weight, centred


@pytest.fixture
def planted(monkeypatch):
    """Return a function that puts a fault into the formulas which the tests here use."""

    def plant(right, wrong):
        source, changed = inspect.getsource(local_vertices), ModuleType(local_vertices.__name__)
        assert source.count(right) == 1
        exec(source.replace(right, wrong), changed.__dict__)
        for name in set(local_vertices.__all__) & set(globals()):
            monkeypatch.setattr(sys.modules[__name__], name, getattr(changed, name))

    return plant


def cumulants(weight, field):
    second, third, fourth = (np.einsum("ab,iab->i", weight, field**n) for n in (2, 3, 4))
    return third, fourth - 3 * second**2


def vertices(third, fourth, covariance):
    deviation = np.sqrt(np.diag(covariance))
    return vertices_of_sites(third / deviation**3, fourth / deviation**4, covariance, covariance)


@pytest.mark.parametrize("mean", [0.01, 0.1, 0.5, 0.8])
def test_a_cell_has_the_vertices_of_its_legendre_transform_whatever_its_kurtosis(mean):
    variance = mean * (1 - mean)
    third, fourth = variance * (1 - 2 * mean), variance * (1 - 6 * variance)
    covariance = np.array([[variance]])
    expected = 1 / (1 - mean) ** 2 - 1 / mean**2, 2 / mean**3 + 2 / (1 - mean) ** 3
    legs = geometry_of_legs(covariance, covariance)
    for found in (
        vertices_of_legs(np.array([third]), np.array([fourth]), legs),
        vertices(np.array([third]), np.array([fourth]), covariance),
    ):
        np.testing.assert_allclose(np.ravel(found), expected, rtol=1e-9, atol=1e-9)


def test_independent_spins_in_fields_have_the_vertices_of_their_entropy():
    mean, covariance, third, fourth, cubic, quartic = ising(0.0)
    np.testing.assert_allclose(vertices(third, fourth, covariance), [cubic, quartic], rtol=1e-9)
    up = (1 + mean) / 2
    np.testing.assert_allclose(quartic, (2 / up**3 + 2 / (1 - up) ** 3) / 16, rtol=1e-9)


def test_coupled_spins_have_the_local_vertices_of_their_legendre_transform_up_to_second_order():
    """Nonlocal vertices begin at J^2; half of J leaves an eighth of the difference in w, a sixteenth in u."""
    gaps = []
    for coupling in (0.02, 0.01):
        _, covariance, third, fourth, cubic, quartic = ising(coupling)
        found = vertices(third, fourth, covariance)
        gaps.append([np.abs(found[0] - cubic).max(), np.abs(found[1] - quartic).max()])
    assert (np.array(gaps[0]) < 6e-4).all()  # of vertices up to 40 and 900
    np.testing.assert_allclose(gaps[1], np.array(gaps[0]) / (8, 16), rtol=0.1)
    assert (quartic > 0).all()
    assert (fourth > 0).any()  # without the cubic vertex some would be negative


def _gaps(kept_modes):
    """Return the relative difference of measured and tree-level cumulants over the squared strength of couplings."""
    found = []
    for strength in (0.2, 0.1):
        w, u = 0.12 * strength, 0.02 * strength**2
        covariance, weight, phi = two_fields(w, u)
        vectors = np.linalg.eigh(covariance)[1][:, -kept_modes:]
        kept = vectors @ vectors.T
        expected = cumulants_of_sites(np.full(2, w), np.full(2, u), kept @ covariance @ kept, covariance)
        measured = cumulants(weight, np.einsum("ij,jab->iab", kept, phi))
        found.append((np.array(measured) / np.array(expected) - 1) / strength**2)
    return found


@pytest.mark.parametrize("kept_modes", [1, 2])
def test_the_cumulants_of_a_cubic_and_a_quartic_coupling_are_those_of_trees(kept_modes):
    """What is left is one loop, of the order of the couplings squared: with half of w it stays the same over w^2."""
    larger, smaller = _gaps(kept_modes)
    np.testing.assert_allclose(smaller, larger, rtol=0.08)
    assert np.abs(smaller).max() < 0.1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("-(square * kept) @ w", "(square * kept) @ w"),
        ("3 * trees - (square * square) @ u", "3 * trees + (square * square) @ u"),
        ("3 * trees - (square * square) @ u", "trees - (square * square) @ u"),
        ("3 * trees - (square * square) @ u", "-(square * square) @ u"),
        ("_forms(legs, covariance)\n    return -", "_forms(legs, kept)\n    return -"),
        ("upper = 2 * np.triu(symmetric, 1)", "upper = np.triu(symmetric, 1)"),
        ("legs = square * w\n    trees", "legs = kept * w\n    trees"),
    ],
)
def test_planted_faults_in_the_trees_are_found(planted, right, wrong):
    planted(right, wrong)
    larger, smaller = _gaps(1)
    assert not np.allclose(smaller, larger, rtol=0.08) or np.abs(smaller).max() > 0.1


def _round_trip():
    rng = np.random.default_rng(5)
    factors = rng.standard_normal((6, 6))
    covariance = factors @ factors.T + np.eye(6)
    vectors = np.linalg.eigh(covariance)[1][:, 1:]
    kept = vectors @ vectors.T @ covariance
    w, u = rng.normal(size=6), rng.normal(size=6)
    third, fourth = cumulants_of_sites(w, u, kept, covariance)
    deviation = np.sqrt(np.diag(kept))
    return (w, u), vertices_of_sites(third / deviation**3, fourth / deviation**4, kept, covariance)


def test_the_vertices_of_sites_are_found_from_their_cumulants():
    expected, found = _round_trip()
    np.testing.assert_allclose(found, expected, rtol=1e-7)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("square * correlation, -skewness", "square * correlation, skewness"),
        ("3 * trees - excess", "trees - excess"),
        ("3 * trees - excess", "3 * trees + excess"),
        ("legs = square * w\n    lines", "legs = square * w[:, None]\n    lines"),
        ("_forms(legs, lines)", "_forms(legs, correlation)"),
    ],
)
def test_planted_faults_in_the_solution_are_found(planted, right, wrong):
    planted(right, wrong)
    expected, found = _round_trip()
    assert not np.allclose(found, expected, rtol=1e-3)


def test_equal_vertices_around_each_variable_are_read_without_a_solution():
    rng = np.random.default_rng(6)
    factors = rng.standard_normal((5, 5))
    covariance = factors @ factors.T
    kept = factors[:, :3] @ factors[:, :3].T
    w, u = 0.3, -0.2
    third, fourth = cumulants_of_sites(np.full(5, w), np.full(5, u), kept, covariance)
    found = vertices_of_legs(third, fourth, geometry_of_legs(kept, covariance))
    np.testing.assert_allclose(found, [np.full(5, w), np.full(5, u)], rtol=1e-9)
    symmetric = vertices_of_legs(0 * third, fourth, geometry_of_legs(kept, covariance))[1]
    of_noise = vertices_of_legs(third, fourth, geometry_of_legs(kept, covariance), third**2)[1]
    np.testing.assert_allclose(of_noise, symmetric, rtol=1e-9)


def test_one_loop_changes_the_variance_as_the_integral_does():
    """C = C_0 (1 + w^2 B - u E) to first order, C_0 the covariance without couplings."""
    free, _, _ = two_fields(0.0, 0.0)
    cubic, quartic = loops_of_legs(free, np.diag(free), free)
    for w, u, expected in ((0.02, 0.0, 4e-4 * cubic), (0.0, 1e-3, -1e-3 * quartic)):
        covariance, _, _ = two_fields(w, u)
        np.testing.assert_allclose(np.diag(covariance) / np.diag(free) - 1, expected, rtol=0.02)
