"""Intervals of means of few numbers."""

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from rgcore.stats.student import interval_reach, mean_interval


def test_reaches_are_those_of_published_tables():
    np.testing.assert_allclose(interval_reach([2, 3, 6, 31]), [12.706, 4.303, 2.571, 2.042], atol=5e-4)
    assert interval_reach(10**9) == pytest.approx(1.959964, abs=1e-6)
    assert np.isnan(interval_reach(1))


def test_intervals_of_three_normal_numbers_cover_their_mean():
    numbers = np.random.default_rng(5).standard_normal((20_000, 3))
    reach = interval_reach(3) * numbers.std(axis=1, ddof=1) / np.sqrt(3)
    assert np.mean(np.abs(numbers.mean(axis=1)) < reach) == pytest.approx(0.95, abs=0.006)


def test_the_interval_of_a_mean_is_that_of_scipy():
    values = np.random.default_rng(6).normal(3.0, 2.0, 5)
    mean, low, high = mean_interval(values)
    expected = ttest_1samp(values, 0).confidence_interval(0.95)
    assert (mean, low, high) == pytest.approx((values.mean(), *expected))
    assert np.isnan(mean_interval(values[:1])[1:]).all()
    assert mean_interval(values[:1])[0] == values[0]
