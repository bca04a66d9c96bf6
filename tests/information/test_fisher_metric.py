"""The Fisher metric by enumeration: closed forms, less when less is observed, and what is refused."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose

from rgcore.errors import InputError
from rgcore.exact import boltzmann_distribution
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.information import (
    coarse_metric,
    decimated_sites,
    family_metric,
    fisher_metric,
    fisher_spectrum,
    observed_states,
)
from rgcore.information.pair_models import (
    DISPLACEMENTS,
    PARAMETERS,
    enumerated_statistics,
    lattice_statistics,
    sector_basis,
)

NEAREST = [PARAMETERS.index("pair_0_1"), PARAMETERS.index("pair_1_0")]
COUPLING = 0.44


@pytest.fixture(scope="module")
def lattice():
    statistics = enumerated_statistics(4)
    return boltzmann_distribution(COUPLING * statistics[:, NEAREST].sum(axis=1)), statistics


def seen(level):
    return observed_states(16, np.flatnonzero(decimated_sites(4, level)))


def test_the_metric_of_a_coin_is_one_over_its_variance():
    p = 0.3
    metric = fisher_metric([p, 1 - p], [[1.0], [-1.0]])
    assert_allclose(metric, [[1 / (p * (1 - p))]], rtol=1e-12)


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_the_covariance_of_conditional_means_is_the_metric_of_log_probabilities(lattice, level):
    """Independent: probabilities of the observed spins on both sides of every parameter, by central differences."""
    _, statistics = lattice
    couplings, step = np.zeros(len(PARAMETERS)), 1e-5
    couplings[NEAREST] = COUPLING

    def observed(parameters):
        return np.bincount(seen(level), boltzmann_distribution(statistics @ parameters))

    shifts = step * np.eye(len(PARAMETERS))
    slopes = np.array([np.log(observed(couplings + d)) - np.log(observed(couplings - d)) for d in shifts])
    slopes /= 2 * step
    expected = (slopes * observed(couplings)) @ slopes.T
    found = family_metric(boltzmann_distribution(statistics @ couplings), statistics, seen(level))
    assert_allclose(found, expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("coupling", [0.2, 0.8])
def test_a_ring_with_every_second_spin_observed_is_a_ring_with_the_decimated_coupling(coupling):
    """tanh K' = tanh^2 K, so that g(K) = g'(K') (dK'/dK)^2; of a ring with n bonds g = n-th cumulant of its energy."""
    bonds = -pair_hamiltonian(ring_bonds(12), 12, 1.0)
    found = family_metric(
        boltzmann_distribution(coupling * bonds), bonds[:, None], observed_states(12, range(0, 12, 2))
    )
    decimated = np.arctanh(np.tanh(coupling) ** 2)
    coarse = -pair_hamiltonian(ring_bonds(6), 6, 1.0)
    slope = 2 * np.tanh(coupling) / np.cosh(coupling) ** 2 / (1 - np.tanh(coupling) ** 4)
    expected = family_metric(boltzmann_distribution(decimated * coarse), coarse[:, None]) * slope**2
    assert_allclose(found, expected, rtol=1e-10)


def test_no_metric_grows_when_less_is_observed(lattice):
    metrics = [family_metric(*lattice, seen(level)) for level in range(5)]
    for finer, coarser in pairwise(metrics):
        assert np.linalg.eigvalsh(finer - coarser)[0] > -1e-9
        assert np.linalg.eigvalsh(finer - coarser)[-1] > 0.1
    assert_allclose(metrics[0], np.cov(lattice[1].T, aweights=lattice[0], ddof=0), rtol=1e-10, atol=1e-9)


def test_coarse_derivatives_add_up_as_the_coarse_probabilities_do(lattice):
    probabilities, statistics = lattice
    derivatives = probabilities[:, None] * (statistics - probabilities @ statistics)
    assert_allclose(
        coarse_metric(probabilities, derivatives, seen(2)),
        family_metric(probabilities, statistics, seen(2)),
        atol=1e-9,
    )


def test_twelve_pairs_are_nine_on_a_torus_of_side_four(lattice):
    values = fisher_spectrum(family_metric(*lattice)).eigenvalues
    assert len(DISPLACEMENTS) == 12
    assert values[9] > 0.1
    assert_allclose(values[10:], 0, atol=1e-10)


def test_larger_tori_tell_all_thirteen_parameters_apart():
    spins = np.random.default_rng(1).choice([-1, 1], size=(200, 6, 6))
    assert np.linalg.eigvalsh(np.cov(lattice_statistics(spins).T))[0] > 10


def test_symmetry_decouples_the_sectors(lattice):
    basis = sector_basis()
    assert {name: columns.shape[1] for name, columns in basis.items()} == {
        "field": 1,
        "isotropic": 5,
        "axes": 3,
        "diagonals": 3,
        "chiral": 1,
    }
    together = np.hstack(list(basis.values()))
    assert_allclose(together.T @ together, np.eye(13), atol=1e-12)
    metric = family_metric(*lattice, seen(1))
    for name, columns in basis.items():
        others = np.hstack([other for other_name, other in basis.items() if other_name != name])
        assert_allclose(columns.T @ metric @ others, 0, atol=1e-9)


def test_directions_are_eigenvectors_with_their_largest_entry_positive():
    matrix = np.array(
        [[2.0, -1.0, 0.3], [-1.0, 5.0, 0.7], [0.3, 0.7, 1.0]]
    )  # of two, rows are directions as well
    found = fisher_spectrum(matrix)
    assert np.all(np.diff(found.eigenvalues) < 0)
    assert_allclose(matrix @ found.directions, found.directions * found.eigenvalues, atol=1e-12)
    assert found.directions[1, 0] > 0 > found.directions[0, 0]
    assert_allclose(found.directions.max(axis=0), np.abs(found.directions).max(axis=0))


def test_levels_observe_half_of_the_spins_each():
    assert [int(decimated_sites(8, level).sum()) for level in range(7)] == [64, 32, 16, 8, 4, 2, 1]
    rows, columns = np.nonzero(decimated_sites(8, 3))
    assert np.all([rows % 2 == 0, columns % 2 == 0, (rows + columns) % 4 == 0])


def test_observed_spins_are_the_bits_of_a_number():
    assert list(observed_states(3, [2, 0])) == [0, 2, 0, 2, 1, 3, 1, 3]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: fisher_metric([0.5, 0.4], [[1.0], [-1.0]]), "0.9"),
        (
            lambda: fisher_metric([0.5, 0.5], [[1.0], [-0.5]]),
            "add up to 0 over the states, got 0.5 for parameter 0",
        ),
        (lambda: fisher_metric([0.5, 0.5], [[np.nan], [0.0]]), "derivatives must be finite"),
        (lambda: fisher_metric([0.5, 0.5], [[1e200], [-1e200]]), "its square, got 1.41421e.200"),
        (lambda: family_metric([0.5, 0.5], [[1e200], [-1e200]]), "its square, got 7.07107e.199"),
        (lambda: fisher_metric([1.0, 0.0], [[1.0], [-1.0]]), "got -1 for state 1, parameter 0, where P = 0"),
        (
            lambda: coarse_metric([0.5, 0.5], [[1.0], [-1.0]], np.array([0, 2])),
            "from 0 to 1, got 2 for state 1",
        ),
        (lambda: decimated_sites(12, 5), "level must be at most 4 on a lattice of side 12, got 5"),
        (lambda: observed_states(3, [0, 3]), r"sites\[1\] must be"),
    ],
)
def test_what_is_no_model_is_refused_with_its_number(call, sentence):
    with pytest.raises(InputError, match=sentence):
        call()


def test_sectors_are_named_by_what_differs_in_them():
    """Couplings along rows and columns for axes; for diagonals those of (1, 1) and (1, -1)."""
    for sector, first, second in (("axes", "pair_0_1", "pair_1_0"), ("diagonals", "pair_1_1", "pair_1_-1")):
        pair = np.zeros(len(PARAMETERS))
        pair[[PARAMETERS.index(first), PARAMETERS.index(second)]] = np.array([1, -1]) / np.sqrt(2)
        assert_allclose(np.linalg.norm(sector_basis()[sector].T @ pair), 1, rtol=1e-12)
