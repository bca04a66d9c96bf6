"""The metric of decimated lattices by Monte Carlo agrees with enumeration, and so do its parts."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from rgcore.exact import boltzmann_distribution, spin_states
from rgcore.information import decimated_sites, family_metric, observed_states
from rgcore.information.pair_models import PARAMETERS, enumerated_statistics
from rgcore.information.resampling.compatible_moments import compatible_moments, pair_moments
from rgcore.information.resampling.conditional_means import means_given_sublattice
from rgcore.information.resampling.decays import DIRECTIONS, decays, directional_eigenvalues
from rgcore.information.resampling.pinned_clusters import resample

COUPLING = 0.4406868
NEAREST = [PARAMETERS.index("pair_0_1"), PARAMETERS.index("pair_1_0")]


@pytest.fixture(scope="module")
def lattice():
    statistics = enumerated_statistics(4)
    return boltzmann_distribution(COUPLING * statistics[:, NEAREST].sum(axis=1)), statistics


@pytest.fixture(scope="module")
def drawn(lattice):
    """Exact, independent draws: 300 configurations of 24 replicas."""
    numbers = np.random.default_rng(3).choice(len(lattice[0]), size=(300, 24), p=lattice[0])
    return spin_states(16)[numbers].reshape(300, 24, 4, 4)


@pytest.mark.parametrize("level", [1, 3])
def test_pinned_clusters_reach_the_distribution_given_the_observed_spins(lattice, level):
    observed = decimated_sites(4, level)
    states = spin_states(16).reshape(-1, 4, 4)
    start = states[37]
    compatible = (states[:, observed] == start[observed]).all(axis=1)
    weights = lattice[0] * compatible
    exact = np.einsum("n,nij->ij", weights / weights.sum(), states)
    n = 20_000
    found = resample(np.tile(start, (n, 1, 1)), COUPLING, observed, 20, rng=np.random.default_rng(5))
    assert (found[:, observed] == start[observed]).all()
    error = np.sqrt((1 - exact**2) / n)
    assert np.abs((found.mean(axis=0) - exact)[~observed] / error[~observed]).max() < 4.5


def test_means_given_a_sublattice_are_conditional_expectations(lattice):
    probabilities, statistics = lattice
    seen = observed_states(16, np.flatnonzero(decimated_sites(4, 1)))
    weight = np.bincount(seen, probabilities)
    expected = np.array([np.bincount(seen, probabilities * column) for column in statistics.T]) / weight
    found = means_given_sublattice(spin_states(16).reshape(-1, 4, 4), COUPLING)
    assert_allclose(found, expected[:, seen].T, atol=1e-10)


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_sampled_metrics_agree_with_enumeration(lattice, drawn, level):
    moments = compatible_moments(drawn, COUPLING, level, 6, rng=np.random.default_rng(level))
    seen = observed_states(16, np.flatnonzero(decimated_sites(4, level)))
    exact = directional_eigenvalues(family_metric(*lattice, seen))
    found = decays(np.stack([moments, moments], axis=1))
    for place, direction in enumerate(DIRECTIONS):
        value, error = (
            part[0] for part in (found[direction].eigenvalues.value, found[direction].eigenvalues.error)
        )
        assert abs(value - exact[place]) < 4 * error + 1e-9, direction


def test_all_pairs_but_neighbours_in_the_chain_are_averaged():
    chain = np.random.default_rng(1).standard_normal((5, 3, 13))
    found = pair_moments(chain)
    with_one = np.concatenate([np.ones((5, 3, 1)), chain], axis=2)
    pairs = [(j, k) for j in range(5) for k in range(5) if abs(j - k) > 1]
    expected = np.mean([with_one[j][:, :, None] * with_one[k][:, None] for j, k in pairs], axis=0)
    assert_allclose(found, expected, atol=1e-12)


def test_more_observed_spins_than_a_level_has_would_be_seen(lattice, drawn):
    """The metric of level 2 lies far outside the errors of what is sampled at level 3."""
    moments = compatible_moments(drawn, COUPLING, 3, 6, rng=np.random.default_rng(3))
    found = decays(np.stack([moments, moments], axis=1))[("isotropic", 1)].eigenvalues
    seen = observed_states(16, np.flatnonzero(decimated_sites(4, 2)))
    other = directional_eigenvalues(family_metric(*lattice, seen))[1]
    assert abs(found.value[0] - other) > 10 * found.error[0]


def test_a_power_of_b_is_fitted_with_the_scatter_between_replicas():
    """Moments whose metric is b^slope, different for each direction, times a factor of each replica."""
    rng = np.random.default_rng(8)
    scale = 2 ** (np.arange(5) / 2)
    metrics = np.array([np.diag(b ** -np.r_[0.0, np.full(12, 2.0)]) for b in scale])
    moments = np.zeros((16, 5, 14, 14))
    moments[..., 0, 0] = 1.0
    moments[..., 1:, 1:] = metrics * (1 + 0.05 * rng.standard_normal((16, 5, 1, 1)))
    found = decays(moments)
    for (name, _), decay in found.items():
        expected = 0.0 if name == "field" else -2.0
        assert decay.last_level == 4
        assert 0 < decay.exponent.error < 0.1
        assert abs(decay.exponent.value - expected) < 4 * decay.exponent.error
    assert found[("axes", 1)].exponent.value < -1.9


def test_an_eigenvalue_that_is_not_resolved_ends_the_fit():
    moments = np.zeros((16, 4, 14, 14))
    moments[..., 0, 0] = 1.0
    noise = np.random.default_rng(2).standard_normal((16, 4))
    noise[:, 0] *= 0.01
    size = np.array([1.0, 0.5, 1e-3, 0.5])
    moments[..., 1:, 1:] = ((size + 0.05 * noise)[..., None, None]) * np.eye(13)
    decay = decays(moments)[("axes", 1)]
    assert list(decay.resolved) == [True, True, False, True]
    assert decay.last_level == 0
    assert np.isnan(decay.exponent.value)


def scattered(values, relative):
    """Return moments of 16 replicas whose metric is ``values`` (n_levels,) times the unit matrix, with known errors."""
    deviation = np.outer(np.resize([1, -1], 16), relative) * np.sqrt(
        15
    )  # the error of 16 is a quarter of 4 / sqrt(15)
    moments = np.zeros((16, len(values), 14, 14))
    moments[..., 0, 0] = 1.0
    moments[..., 1:, 1:] = (np.array(values) * (1 + deviation))[..., None, None] * np.eye(13)
    return moments


def test_an_eigenvalue_is_resolved_from_three_standard_errors_on():
    decay = decays(scattered([1.0, 1.0, 1.0, 1.0], [0.01, 1 / 3.1, 1 / 2.9, 0.01]))[("axes", 1)]
    assert_allclose(decay.eigenvalues.error, [0.01, 1 / 3.1, 1 / 2.9, 0.01], rtol=1e-10)
    assert list(decay.resolved) == [True, True, False, True]


def test_levels_weigh_in_a_fit_by_their_relative_errors():
    """Not on one line: the last two are the accurate ones, and nearly decide."""
    values, relative = np.array([1.0, 1.0, 0.4, 0.1]), np.array([1e-3, 0.02, 1e-3, 2e-3])
    decay = decays(scattered(values, relative))[("axes", 1)]
    log_scale = np.arange(1, 4) * np.log(2) / 2
    expected = np.polyfit(log_scale, np.log(values[1:]), 1, w=1 / relative[1:])[0]
    assert decay.exponent.value == pytest.approx(expected, abs=2e-3)
    assert abs(np.polyfit(log_scale, np.log(values[1:]), 1)[0] - expected) > 0.3


def test_the_mean_of_the_field_is_zero_by_symmetry_and_not_that_of_a_sample():
    moments = scattered([2.0], [0.01])
    moments[..., 0, 1] = moments[..., 1, 0] = 0.5
    assert decays(moments)[("field", 1)].eigenvalues.value[0] == pytest.approx(2.0, rel=1e-10)


def test_a_negative_eigenvalue_is_never_resolved():
    decay = decays(scattered([1.0, 0.5, -0.4, 0.2], [0.01] * 4))[("axes", 1)]
    assert list(decay.resolved) == [True, True, False, True]


def test_every_replica_has_its_own_moments():
    """Three replicas in two records: all up, all down, and a checkerboard, whose sums of neighbours are opposite."""
    up, board = np.ones((4, 4), np.int8), np.indices((4, 4)).sum(axis=0) % 2 * 2 - 1
    spins = np.stack([np.stack([up, -up, board])] * 2).astype(np.int8)
    moments = compatible_moments(spins, COUPLING, 0, 2, rng=np.random.default_rng(1))
    nearest = 1 + PARAMETERS.index("pair_0_1")
    assert moments[:, 0, 1].tolist() == [16, -16, 0]
    assert moments[:, 0, nearest].tolist() == [16, 16, -16]
