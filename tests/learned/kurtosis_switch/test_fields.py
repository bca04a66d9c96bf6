"""Fields of one covariance: every family has the correlation and the kurtosis that it declares."""

import numpy as np
import pytest
from scipy.stats import norm

from rgcore.learned.kurtosis_switch.correlations import correlation_of, exponential_spectrum, nearest_spectrum
from rgcore.learned.kurtosis_switch.pointwise import Saturated, pointwise_of_kurtosis
from rgcore.learned.kurtosis_switch.real_fields import FIELDS
from rgcore.learned.kurtosis_switch.sources import SOURCES

SIDE, LENGTH, N = 6, 1.5, 40_000
WANTED = correlation_of(exponential_spectrum(SIDE, LENGTH))
CASES = [("pointwise", k) for k in (-2.0, -1.9, -0.7, 0.0, 1.5)]
CASES += [("sum_of_two", -0.8), ("sum_of_two", 0.5), ("elliptical", 1.0), ("phase_randomized", -1.9)]


def test_every_family_is_described_and_drawn():
    assert set(SOURCES) == set(FIELDS)


def test_the_correlation_falls_with_distance_alike_along_both_axes():
    long = correlation_of(exponential_spectrum(32, 2.0))
    assert long[0, 0] == pytest.approx(1)
    np.testing.assert_allclose(long, long.T, atol=1e-12)
    falling = long[0, 1:9]
    assert (np.diff(falling) < 0).all()
    assert falling[5] / falling[4] == pytest.approx(np.exp(-1 / 2), abs=0.03)  # of an exponential of length 2


def test_a_spectrum_that_is_possible_is_left_and_another_one_has_no_negative_variance():
    spectrum = exponential_spectrum(SIDE, LENGTH)
    np.testing.assert_allclose(nearest_spectrum(correlation_of(spectrum)), spectrum, atol=1e-12)
    repaired = nearest_spectrum(np.where(WANTED > 0.3, WANTED, -0.2))
    assert repaired.min() >= 0
    assert repaired.mean() == pytest.approx(1)


@pytest.mark.parametrize("kurtosis", [-1.9, -1.0, -0.1, 0.3, 4.0])
def test_functions_of_a_normal_variable_have_their_moments_and_correlation(kurtosis):
    function = pointwise_of_kurtosis(kurtosis)
    grid = np.linspace(-9, 9, 1501)
    weights = norm.pdf(grid) * (grid[1] - grid[0])
    values, rho = function(grid), 0.6
    assert weights @ values**2 == pytest.approx(1, abs=1e-6)
    assert weights @ values**4 - 3 == pytest.approx(kurtosis, abs=1e-4)
    assert function.excess_kurtosis == pytest.approx(kurtosis, abs=1e-6)
    joint = weights * values @ function(rho * grid[:, None] + 0.8 * grid) @ weights
    assert joint == pytest.approx(function.correlation(rho), abs=1e-5)
    assert function.correlation(function.of_normal(0.4)) == pytest.approx(0.4, abs=1e-12)


def test_the_limit_of_a_large_gain_is_the_sign():
    steep, sign = Saturated(1e5), Saturated(np.inf)
    assert pointwise_of_kurtosis(-2.0) == sign
    assert sign.correlation(0.3) == pytest.approx(steep.correlation(0.3), abs=1e-5)
    np.testing.assert_array_equal(sign(np.array([-0.1, 2.0])), [-1, 1])


@pytest.mark.parametrize(("family", "kurtosis"), CASES)
def test_drawn_fields_have_the_declared_correlation_and_kurtosis(family, kurtosis):
    field = FIELDS[family](WANTED, kurtosis)
    fields = field.draw(N, rng=np.random.default_rng(3))
    assert fields.shape == (N, SIDE, SIDE)
    residual = np.abs(field.correlation - WANTED).max()
    assert residual < (1e-9 if kurtosis > -2 else 0.02)
    flat = fields.reshape(N, -1)
    products = flat[:, :1] * flat
    z = (products.mean(axis=0) - field.correlation.ravel()) / (products.std(axis=0) / np.sqrt(N) + 1e-12)
    assert np.abs(z[1:]).max() < 4.5
    if family != "phase_randomized":
        fourth, second = (flat**4).mean(axis=1), (flat**2).mean(axis=1)
        measured = fourth.mean() / second.mean() ** 2 - 3
        error = (fourth - 2 * fourth.mean() * second).std() / np.sqrt(N)  # delta method, <x^2> = 1
        assert abs(measured - field.excess_kurtosis) < 4.5 * error + 1e-9
        assert field.excess_kurtosis == pytest.approx(kurtosis, abs=1e-6)


def test_random_phases_keep_each_spectrum_and_leave_little_of_the_kurtosis():
    original = FIELDS["pointwise"](WANTED, -1.9).draw(2000, rng=np.random.default_rng(5))
    copy = FIELDS["phase_randomized"](WANTED, -1.9).draw(2000, rng=np.random.default_rng(5))
    np.testing.assert_allclose(np.abs(np.fft.fft2(copy)), np.abs(np.fft.fft2(original)), atol=1e-9)
    assert np.abs(np.mean(original**4) - 3 + 1.9) < 0.05
    assert abs(np.mean(copy**4) - 3) < 1.9 / 2


def test_every_projection_of_elliptical_fields_has_the_kurtosis_of_a_site():
    fields = FIELDS["elliptical"](WANTED, 1.0).draw(N, rng=np.random.default_rng(6)).reshape(N, -1)
    for weights in np.random.default_rng(7).normal(size=(3, SIDE**2)):
        projection = fields @ weights
        squares = projection**2 / np.mean(projection**2)
        error = np.std(squares**2 - 2 * np.mean(squares**2) * squares) / np.sqrt(N)
        assert abs(np.mean(squares**2) - 4.0) < 4.5 * error
