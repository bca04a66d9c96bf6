"""Quadrants of the bivariate normal distribution, and the correlations solved from them."""

import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from scipy.stats import multivariate_normal

from rgcore.pcarg.nulls.fits._orthant_kernels import (
    pair_correlations,
    pair_covariances,
    quadrant_excess,
    stepped_covariance,
)

CORRELATIONS = (-0.999999, -0.95, -0.926, -0.924, -0.3, 0.01, 0.5, 0.9249, 0.9251, 0.99, 0.999999)


@pytest.mark.parametrize("r", CORRELATIONS)
def test_quadrants_are_those_of_scipy(r):
    places = np.random.default_rng(1).normal(0, 1.5, (20, 2))
    expected = [multivariate_normal.cdf([-h, -k], [0, 0], [[1, r], [r, 1]]) for h, k in places]
    found = [quadrant_excess(h, k, r) + ndtr(-h) * ndtr(-k) for h, k in places]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-14)


@pytest.mark.parametrize("r", [-1.0, *CORRELATIONS, 1.0])
def test_quadrants_at_the_origin_follow_the_arcsine(r):
    assert quadrant_excess(0.0, 0.0, r) == pytest.approx(np.arcsin(r) / (2 * np.pi), abs=1e-14)


def test_quadrants_of_perfect_correlation_are_the_bounds_of_frechet():
    for h, k in [(1.0, 0.5), (-1.0, 2.0), (0.3, 0.3)]:
        p, q = ndtr(-h), ndtr(-k)
        assert quadrant_excess(h, k, 1.0) == pytest.approx(min(p, q) - p * q, abs=1e-15)
        assert quadrant_excess(h, k, -1.0) == pytest.approx(max(p + q - 1, 0) - p * q, abs=1e-15)


def _three_variables():
    """Return thresholds, steps and starts: one threshold, two, and three with a step of 2."""
    shares = np.array([0.9, 0.5, 0.95, 0.3, 0.7, 0.99])
    return ndtri(shares), np.array([1.0, 1.0, 1.0, 1.0, 2.0, 1.0]), np.array([0, 1, 3, 6])


@pytest.mark.parametrize("r", [-0.6, 0.0, 0.2, 0.97])
def test_solved_correlations_are_those_that_the_covariances_came_from(r):
    places, wanted = _three_variables(), np.where(np.eye(3), 1.0, r)
    covariances = pair_covariances(*places, wanted, 1.0)
    found, n_clipped = pair_correlations(*places, covariances, 10**9)
    assert n_clipped == 0
    np.testing.assert_allclose(found, wanted, rtol=0, atol=2e-8)


def test_covariances_of_counts_are_those_of_thresholded_samples():
    thresholds, steps, _ = _three_variables()
    z = np.random.default_rng(2).multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 400_000)
    two = sum((z[:, [0]] > thresholds[a]) * steps[a] for a in (1, 2))
    three = sum((z[:, [1]] > thresholds[a]) * steps[a] for a in (3, 4, 5))
    expected = stepped_covariance(thresholds[1:3], steps[1:3], thresholds[3:], steps[3:], 0.6)
    product = ((two - two.mean()) * (three - three.mean())).ravel()
    assert abs(product.mean() - expected) < 4 * product.std() / np.sqrt(len(product))


def test_pairs_without_a_coincidence_are_counted_and_stay_within_range():
    share = 0.02
    places = np.full(2, ndtri(1 - share)), np.ones(2), np.arange(3)
    never = np.array([[0, -(share**2)], [-(share**2), 0]])
    found, n_clipped = pair_correlations(*places, never, 10_000)
    assert n_clipped == 1
    coincidences = 10_000 * (pair_covariances(*places, found, 1.0)[0, 1] + share**2)
    assert coincidences == pytest.approx(1 / (1 / 4 + 2))  # of 4 for independent variables
    rare = ndtri(1 - 1e-4) + np.zeros(2)
    found, n_clipped = pair_correlations(rare, *places[1:], np.full((2, 2), -1e-8), 10_000)
    assert n_clipped == 1
    assert abs(found[0, 1]) < 1e-3  # nearly independent


def test_copies_of_a_rare_cell_stay_half_a_coincidence_below_all():
    share = 0.02
    all_of_them = share * (1 - share)
    places = np.full(2, ndtri(1 - share)), np.ones(2), np.arange(3)
    found, n_clipped = pair_correlations(*places, np.full((2, 2), all_of_them), 10_000)
    assert n_clipped == 1
    lacking = 10_000 * (all_of_them - pair_covariances(*places, found, 1.0)[0, 1])
    assert lacking == pytest.approx(1 / (1 / 196 + 2))  # of 196 more than independent cells have
