"""The dimension by the published recipe against derivatives of the number of modes."""

import numpy as np
import pytest
from scipy.stats import norm

from rgcore.detection.published_recipe import published_quartic
from rgcore.detection.synthetic_spectra import drawn_spectra

LOWER = (1 - np.sqrt(0.5)) ** 2


def by_differences(values, n_variables):
    """Return the mean of (2 + b)/a - 2 over k^2, a and b from differences of ln L."""
    width, step = 0.3 * len(values) ** -0.2 * np.std(values, ddof=1), 1e-4

    def log_number(log_k2):
        place = LOWER + 1 / (np.exp(log_k2) + 1 / (values[0] - LOWER))
        beyond = norm.cdf((values[0] - values) / width) - norm.cdf((place[:, None] - values) / width)
        return np.log(beyond.sum(axis=1))

    log_k2 = np.log(np.linspace(n_variables**-0.5, 0.7, 24))
    below, here, above = (log_number(log_k2 + shift) for shift in (-step, 0.0, step))
    slope, bend = (above - below) / (2 * step), (above - 2 * here + below) / step**2
    return np.mean((2 + slope + bend / slope) / slope - 2)


@pytest.fixture
def spectrum():
    """Noise whose largest eigenvalue is near the next."""
    rng = np.random.default_rng(1)
    return drawn_spectra("gaussian", (120, 60), np.empty(0), 1, rng=rng)[0, 1:]


def test_it_is_the_dimension_of_the_smoothed_number_of_modes(spectrum):
    assert published_quartic(spectrum, LOWER) == pytest.approx(by_differences(spectrum, 59), rel=1e-4)


def test_eigenvalues_above_a_gap_are_left_out(spectrum):
    with_two = np.concatenate([[9.0, 5.0], spectrum])
    assert published_quartic(with_two, LOWER) == pytest.approx(by_differences(spectrum, 61), rel=1e-4)
