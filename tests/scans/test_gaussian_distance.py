"""The Jensen-Shannon distance from a Gaussian, against an integral and against Gaussian samples."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.spatial.distance import jensenshannon
from scipy.stats import laplace, norm

from rgcore.pcarg.modes.principal_components import principal_components
from rgcore.scans.gaussian_distance import (
    gaussian_probabilities,
    gaussian_values,
    jensen_shannon,
    projected_counts,
    projected_scores,
    sixteenth,
    value_counts,
)
from rgcore.series import sample_moments


def test_the_probabilities_of_a_gaussian_add_up():
    probabilities = gaussian_probabilities()
    assert probabilities.sum() == pytest.approx(1, abs=1e-15)
    assert probabilities == pytest.approx(probabilities[::-1], abs=1e-15)


def test_each_value_is_counted_in_its_cell():
    middles = np.concatenate([[-30.0], -8 + 0.2 * (np.arange(80) + 0.5), [30.0]])
    assert np.array_equal(value_counts(np.repeat(middles, 3)), np.full(82, 3))


def test_the_distance_is_that_of_scipy_in_bits():
    rng = np.random.default_rng(1)
    first, second = rng.random(50), rng.random(50)
    first[3], second[7] = 0, 0
    assert jensen_shannon(first, 5 * second) == pytest.approx(jensenshannon(first, second, base=2))


def test_disjoint_distributions_are_at_distance_1():
    assert jensen_shannon(np.array([1, 0]), np.array([0, 3])) == pytest.approx(1)


def laplace_distance():
    """Return the distance of a Laplace from a Gaussian distribution, both of variance 1, by an integral."""
    p, q = laplace(scale=2**-0.5).pdf, norm.pdf

    def density(x):
        middle = (p(x) + q(x)) / 2
        return (p(x) * np.log2(p(x) / middle) + q(x) * np.log2(q(x) / middle)) / 2

    return np.sqrt(2 * quad(density, 0, 20, limit=200)[0])


def test_cells_are_narrow_enough_for_the_distance_of_a_laplace_distribution():
    rng = np.random.default_rng(2)
    counts = value_counts(rng.laplace(scale=2**-0.5, size=2_000_000))
    assert jensen_shannon(counts, gaussian_probabilities()) == pytest.approx(laplace_distance(), rel=0.02)


def test_the_bias_of_finite_gaussian_samples_is_that_of_chi_squared():
    rng = np.random.default_rng(3)
    n_values = 100_000
    squares = [
        jensen_shannon(value_counts(rng.standard_normal(n_values)), gaussian_probabilities()) ** 2
        for _ in range(40)
    ]
    occupied = np.minimum(1, n_values * gaussian_probabilities()).sum() - 1
    assert np.mean(squares) == pytest.approx(occupied / (8 * n_values * np.log(2)), rel=0.15)


@pytest.mark.parametrize(("n_variables", "n_kept"), [(2, 1), (16, 1), (40, 2), (160, 10), (1000, 62)])
def test_a_sixteenth_of_the_modes_is_kept(n_variables, n_kept):
    assert sixteenth(n_variables) == n_kept


def test_projected_values_are_counted_by_block_in_units_of_their_deviation():
    rng = np.random.default_rng(4)
    samples = rng.standard_normal((900, 5)) @ np.diag([9.0, 5.0, 3.0, 1.0, 1.0]) + 40
    moments = sample_moments([samples])
    modes = principal_components(moments, "covariance")
    found = projected_counts([samples], moments.mean, modes, 2, np.array([0, 300, 900]))
    fields = (samples - moments.mean) @ modes.components[:, :2] @ modes.components[:, :2].T
    fields /= fields.std(axis=0)
    assert np.array_equal(found, [value_counts(fields[:300]), value_counts(fields[300:])])


def test_every_value_of_a_long_block_is_counted():
    samples = np.random.default_rng(6).standard_normal((10_000, 3))
    moments = sample_moments([samples])
    modes = principal_components(moments, "covariance")
    found = projected_counts([samples], moments.mean, modes, 2, np.array([0, 1_000, 10_000]))
    assert found.sum(axis=1).tolist() == [3_000, 27_000]


def test_gaussian_draws_have_the_correlations_of_the_kept_modes():
    rng = np.random.default_rng(5)
    samples = np.repeat(rng.exponential(size=(100, 4)), 5, axis=0) @ rng.standard_normal((4, 4))
    moments = sample_moments([samples])
    modes = principal_components(moments, "covariance")
    scores = projected_scores([samples[:300], samples[300:]], moments.mean, modes, 2)
    drawn = gaussian_values(scores, modes, rng=rng)
    kept = (modes.components[:, :2] * modes.variances[:2]) @ modes.components[:, :2].T
    deviation = np.sqrt(np.diag(kept))
    assert np.corrcoef(drawn.T) == pytest.approx(kept / np.outer(deviation, deviation), abs=1e-9)
    assert drawn.std(axis=0) == pytest.approx(np.ones(4))
    assert drawn.mean(axis=0) == pytest.approx(np.zeros(4), abs=1e-12)
    fields = (samples - moments.mean) @ modes.components[:, :2] @ modes.components[:, :2].T / deviation
    for lag in (1, 3):  # around the circle
        found, data = ((np.roll(each, lag, axis=0) * each).mean(axis=0) for each in (drawn, fields))
        assert found == pytest.approx(data, abs=1e-9)
    assert (drawn**4).mean() < (fields**4).mean() - 0.5
