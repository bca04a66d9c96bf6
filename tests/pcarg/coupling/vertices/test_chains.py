"""Vertices of chains of five fields with cubic and quartic couplings, against exact ones and against the couplings.

Couplings are strength * w_i and strength^2 * u_i. Loops change a vertex by strength^2 of itself, and so do vertices
that are not local: what is left of w is of third order, of u of fourth.
"""

import numpy as np
import pytest

from rgcore.pcarg import coupling_tables
from rgcore.pcarg.coupling.vertices import local_vertices
from rgcore.pcarg.coupling.vertices.vertex_readings import read_vertices
from rgcore.pcarg.modes.principal_components import decompose

from ....planted import planted
from .chain import Chain, vertices_by_definition

W = np.array([0.3, -0.2, 0.25, 0.15, -0.3])
U = np.array([0.2, 0.1, 0.15, 0.25, 0.2])
EVEN = np.full(5, 0.3), np.full(5, 0.2)
SMALL = 0.25, 0.125


def amputated(covariance, third, fourth):
    """Return the local parts of the one-particle-irreducible vertices of exact cumulants, (n_sites,) each."""
    inverse = np.linalg.inv(covariance)
    cubic = -np.einsum("ijk,ia,jb,kc->abc", third, inverse, inverse, inverse)
    tree = np.einsum("abe,ef,fcd->abcd", cubic, covariance, cubic)
    quartic = -np.einsum("ijkl,ia,jb,kc,ld->abcd", fourth, inverse, inverse, inverse, inverse)
    for pairing in ("abcd->abcd", "acbd->abcd", "adbc->abcd"):
        quartic += np.einsum(pairing, tree)
    return np.einsum("iii->i", cubic), np.einsum("iiii->i", quartic)


def projected(covariance, third, fourth, n_kept):
    """Return legs P C, skewness and excess of the field of the first modes, from exact cumulants."""
    some = decompose(covariance).components[:, :n_kept]
    kept = some @ some.T
    legs = kept @ covariance
    variance = np.diag(legs @ kept)
    skewness = np.einsum("abc,ia,ib,ic->i", third, kept, kept, kept) / variance**1.5
    excess = np.einsum("abcd,ia,ib,ic,id->i", fourth, kept, kept, kept, kept) / variance**2
    return legs, variance, skewness, excess


def sites_of(module, exact):
    legs, _, skewness, excess = projected(*exact, len(W))
    return module.vertices_of_sites(skewness, excess, legs, exact[0])


@pytest.fixture(scope="module")
def chains():
    """Return exact C, third and fourth cumulants of uneven and even chains, by strength."""
    return {
        (name, strength): Chain(strength * w, strength**2 * u).cumulants()
        for name, (w, u) in {"uneven": (W, U), "even": EVEN}.items()
        for strength in (1.0, *SMALL)
    }


def remainders(module, chains, name, reading):
    """Return, of the larger and the smaller strength, what a reading misses, over its order: (w, u) rows."""
    return [
        np.array(reading(module, chains[name, strength], strength)) / [[strength**3], [strength**4]]
        for strength in SMALL
    ]


def from_couplings(module, exact, strength):
    w, u = sites_of(module, exact)
    return w - strength * W, u - strength**2 * U


def from_definition(module, exact, strength):
    return np.subtract(sites_of(module, exact), amputated(*exact))


def of_legs(module, exact, strength):
    """Return what the reading of one w and u around each variable misses of the even couplings, at all cutoffs."""
    found = []
    for n_kept in (1, 2, 3, 5):
        legs, variance, skewness, excess = projected(*exact, n_kept)
        geometry = module.geometry_of_legs(legs, exact[0])
        w, u = module.vertices_of_legs(skewness * variance**1.5, excess * variance**2, geometry)
        found.append((w - strength * EVEN[0], u - strength**2 * EVEN[1]))
    return np.concatenate(found, axis=1)


def of_moments(module, exact, strength):
    """Return by how much local couplings miss the cumulants of the field of two modes."""
    legs, variance, skewness, excess = projected(*exact, 2)
    third, fourth = module.cumulants_of_sites(strength * W, strength**2 * U, legs, exact[0])
    return skewness * variance**1.5 - third, excess * variance**2 - fourth


READINGS = {
    "couplings": ("uneven", from_couplings),
    "definition": ("uneven", from_definition),
    "every cutoff": ("even", of_legs),
    "moments": ("uneven", of_moments),
}


def has_the_order(module, chains, reading):
    """Return whether what is left is of the order of loops: the same over it at both strengths, and not large."""
    larger, smaller = remainders(module, chains, *READINGS[reading])
    scale = np.abs(smaller).max(axis=1, keepdims=True)
    return bool((np.abs(larger - smaller) < 0.1 * scale).all() and (scale < 0.1).all())


@pytest.mark.parametrize("site", [0, 1])
def test_the_vertices_amputated_from_cumulants_are_derivatives_of_the_inverse_covariance(chains, site):
    expected = vertices_by_definition(W, U, site)
    found = amputated(*chains["uneven", 1.0])
    assert (found[0][site], found[1][site]) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("reading", READINGS)
def test_what_a_reading_misses_is_of_the_order_of_loops(chains, reading):
    assert has_the_order(local_vertices, chains, reading)


def test_loops_of_couplings_that_are_not_small_are_in_the_vertices(chains):
    """They lower w by 4 to 11 %; the reading has this, to a tenth of it, and u to 1.5 %."""
    exact = chains["uneven", 1.0]
    (w, u), (cubic, quartic) = sites_of(local_vertices, exact), amputated(*exact)
    assert (1 - cubic / W > 0.03).all()
    assert (np.abs(w - cubic) < 0.1 * np.abs(W - cubic)).all()
    np.testing.assert_allclose(u, quartic, rtol=0.015)


@pytest.mark.parametrize(
    ("reading", "right", "wrong"),
    [
        ("couplings", "square * correlation, -skewness", "square * correlation, skewness"),
        ("couplings", "3 * trees - excess", "trees - excess"),
        ("couplings", "3 * trees - excess", "2.9 * trees - excess"),
        ("couplings", "3 * trees - excess", "3 * trees + excess"),
        ("definition", "_solved(square * correlation", "_solved(square"),
        ("definition", "_solved(square * square", "_solved(square * correlation"),
        ("definition", "_forms(legs, lines)", "_forms(legs, np.diag(np.diag(lines)))"),
        ("every cutoff", "joined=_forms(square, covariance)", "joined=_forms(square, kept)"),
        ("every cutoff", "trees = 3 * (w", "trees = (w"),
        ("every cutoff", "trees - fourth", "trees + fourth"),
        ("every cutoff", "-third, 0.0", "third, 0.0"),
        ("every cutoff", '"ij,ij->i", square, square', '"ij,ij->i", square, kept'),
        ("moments", "_forms(legs, covariance)\n    return -", "_forms(legs, kept)\n    return -"),
        ("moments", "3 * trees - (square", "trees - (square"),
        ("moments", "return -(square * kept) @ w", "return (square * kept) @ w"),
        ("moments", "upper = 2 * np.triu(symmetric, 1)", "upper = np.triu(symmetric, 1)"),
    ],
)
def test_planted_faults_in_the_vertices_are_found(chains, reading, right, wrong):
    assert not has_the_order(planted(local_vertices.__name__, right, wrong), chains, reading)


@pytest.fixture(scope="module")
def measured():
    """Return the table of samples of an even chain, and the exact reading at its cutoffs."""
    chain = Chain(np.full(5, 0.5), np.full(5, 0.6))
    samples = chain.samples(200_000, rng=np.random.default_rng(4))
    table = coupling_tables(samples, [0.2, 0.4, 0.6, 1.0], dataset="chain").vertices
    return chain, table[table["scaling"] == "covariance"].sort_values("n_kept")


def test_vertices_of_samples_are_the_exact_ones_within_standard_errors(measured):
    chain, table = measured
    exact = chain.cumulants()
    modes, cutoffs = decompose(exact[0]), table["n_kept"].to_numpy()
    moments = np.array([projected(*exact, n_kept)[2:] for n_kept in cutoffs])
    values = read_vertices(modes, exact[0], cutoffs, moments[:, 0], 3 + moments[:, 1]).values()
    for name in ("skewness", "kurtosis", "w", "u", "u_symmetric", "skewness_local", "kurtosis_local"):
        deviation = table[name] - np.median(values[name], axis=1)
        assert (deviation.abs() < 3.5 * table[f"{name}_err"]).all(), name
    assert (table["w"] > 10 * table["w_err"]).all()
    assert table["u"].iloc[-1] > 10 * table["u_err"].iloc[-1]


def test_vertices_of_samples_are_those_of_the_definition(measured):
    chain, table = measured
    cubic, quartic = amputated(*chain.cumulants())
    top = table.iloc[-1]
    for name, expected in (("w", cubic), ("u", quartic)):
        assert top[name] == pytest.approx(np.median(expected), abs=3.5 * top[f"{name}_err"])
    assert top["u_symmetric"] + 10 * top["u_symmetric_err"] < np.median(quartic)
