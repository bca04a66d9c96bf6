"""Moments from the entries present are those of simple independent formulas, and of known distributions."""

import numpy as np
import pytest

from rgcore.datasets.gaps.moments import em_moments, pairwise_moments
from rgcore.errors import InputError
from rgcore.stats.nearest_correlation import nearest_correlation

METHODS = {"pairwise": pairwise_moments, "em": em_moments}
TRUTH = 0.6 ** np.abs(np.subtract.outer(np.arange(6), np.arange(6)))


def gaussian(n_samples, seed):
    return np.random.default_rng(seed).multivariate_normal(np.zeros(6), TRUTH, n_samples)


def with_gaps(samples, share, seed):
    return np.where(np.random.default_rng(seed).random(samples.shape) < share, np.nan, samples)


@pytest.mark.parametrize("method", METHODS)
def test_without_a_gap_they_are_those_of_the_samples(method):
    samples = gaussian(500, 1) + 0.1
    found = METHODS[method]([samples[:123], samples[123:]])
    np.testing.assert_allclose(found.mean, samples.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(found.covariance, np.cov(samples.T, bias=True), rtol=1e-12, atol=1e-12)


def test_a_pair_has_the_means_of_the_samples_in_which_both_are_present():
    samples = with_gaps(gaussian(300, 2), 0.2, 3)
    samples[np.nan_to_num(samples[:, 0]) > 0.3, 1] = np.nan  # so that means depend on the pair
    found = pairwise_moments([samples[:100], samples[100:]])
    for one, other in np.ndindex(6, 6):
        pair = samples[:, [one, other]]
        pair = pair[~np.isnan(pair).any(axis=1)]
        expected = np.cov(pair.T, bias=True)[0, 1]
        np.testing.assert_allclose(found.covariance[one, other], expected, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(found.mean, np.nanmean(samples, axis=0), rtol=1e-12)


def test_the_nearest_correlation_matrix_is_the_published_one():
    given = np.array([[1.0, 1, 0], [1, 1, 1], [0, 1, 1]])
    found = nearest_correlation(given)
    published = [[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]]  # Higham (2002), section 4
    np.testing.assert_allclose(found, published, atol=5e-5)
    np.testing.assert_array_equal(given[0], [1, 1, 0])


def test_pairs_that_contradict_one_another_become_positive_semidefinite_and_the_change_is_reported():
    rng = np.random.default_rng(4)
    common = rng.standard_normal(900)
    samples = common[:, None] * [1, 1, 1] + 0.3 * rng.standard_normal((900, 3))
    samples[600:, 1] *= -1  # 0 with 1 and 0 with 2 go together, 1 with 2 against each other
    samples[:300, 2] = samples[300:600, 1] = samples[600:, 0] = np.nan
    found = pairwise_moments([samples])
    assert found.uncertain > 0.5
    assert np.linalg.eigvalsh(found.covariance)[0] > -1e-12
    np.testing.assert_allclose(np.diag(found.covariance), np.nanvar(samples, axis=0), rtol=1e-12)
    assert f"eigenvalues down to {-found.uncertain:.3g}, and the nearest" in found.phrase
    assert "differs by" in found.phrase


def test_em_is_the_closed_form_of_two_variables_of_which_one_has_gaps_that_depend_on_the_other():
    one, other = gaussian(4000, 5)[:, :2].T
    gaps = one > 0.2
    found = em_moments([np.column_stack([one, np.where(gaps, np.nan, other)])])
    both = np.cov(one[~gaps], other[~gaps], bias=True)
    slope = both[0, 1] / both[0, 0]  # T. W. Anderson, J. Am. Stat. Assoc. 52, 200 (1957)
    mean = other[~gaps].mean() + slope * (one.mean() - one[~gaps].mean())
    variance = both[1, 1] + slope**2 * (one.var() - both[0, 0])
    np.testing.assert_allclose(found.mean, [one.mean(), mean], atol=2e-5)
    expected = [[one.var(), slope * one.var()], [slope * one.var(), variance]]
    np.testing.assert_allclose(found.covariance, expected, atol=2e-5)


def test_em_settles_where_the_textbook_does():
    samples = with_gaps(gaussian(200, 6), 0.15, 7)
    mean, covariance = np.zeros(6), np.eye(6)
    for _ in range(40):
        filled, spread = samples.copy(), np.zeros((6, 6))
        for row in filled:
            m, o = np.isnan(row), ~np.isnan(row)
            weights = np.linalg.solve(covariance[np.ix_(o, o)], covariance[np.ix_(o, m)]).T
            row[m] = mean[m] + weights @ (row[o] - mean[o])
            spread[np.ix_(m, m)] += covariance[np.ix_(m, m)] - weights @ covariance[np.ix_(o, m)]
        mean = filled.mean(axis=0)
        covariance = np.cov(filled.T, bias=True) + spread / len(filled)
    found = em_moments([samples])
    np.testing.assert_allclose(found.covariance, covariance, atol=5e-6)
    np.testing.assert_allclose(found.mean, mean, atol=5e-6)


@pytest.mark.parametrize("method", METHODS)
def test_of_a_known_gaussian_they_are_within_standard_errors(method):
    share, n_samples = 0.3, 20_000
    found = METHODS[method]([with_gaps(gaussian(n_samples, 8), share, 9)]).covariance
    together = n_samples * (1 - share) ** 2
    error = np.sqrt((1 + TRUTH**2) / together)
    assert np.abs((found - TRUTH) / error).max() < 4


def test_em_that_does_not_settle_is_refused_with_what_to_write(monkeypatch):
    monkeypatch.setattr("rgcore.datasets.gaps.moments.MOST_ITERATIONS", 3)
    with pytest.raises(
        InputError, match=r"must settle in 3 iterations, .*: write then: pairwise, or a smaller"
    ):
        em_moments([with_gaps(gaussian(300, 1), 0.3, 1)])
