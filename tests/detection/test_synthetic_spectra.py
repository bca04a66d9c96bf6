"""Noise of variance 1 with the properties it names, and signals of the strengths asked for."""

import numpy as np
import pytest
from scipy.stats import t as student

from rgcore.detection.synthetic_spectra import NOISES, drawn_spectra, planted_strengths


@pytest.mark.parametrize("name", NOISES)
def test_noise_has_variance_one_in_every_sample_and_no_covariance(name):
    samples = NOISES[name]((2000, 3, 4), np.random.default_rng(1))
    assert (samples**2).mean(axis=(0, 2)) == pytest.approx(np.ones(3), abs=0.1)
    products = samples[:, :, 0] * samples[:, :, 1]
    assert np.abs(products.mean()) < 5 * products.std() / np.sqrt(products.size)


def test_only_autocorrelated_noise_has_an_autocorrelation_and_only_a_common_volatility_couples_squares():
    drawn = {name: make((2000, 4, 4), np.random.default_rng(2)) for name, make in NOISES.items()}
    lagged = {name: (x[:, 1:] * x[:, :-1]).mean() for name, x in drawn.items()}
    squares = {name: ((x[..., 0] ** 2 - 1) * (x[..., 1] ** 2 - 1)).mean() for name, x in drawn.items()}
    assert lagged.pop("autocorrelated") == pytest.approx(0.5, abs=0.03)
    assert np.abs(list(lagged.values())).max() < 0.03
    assert squares.pop("volatility") == pytest.approx(0.5, abs=0.2)  # 2/(nu - 4)
    assert np.abs(list(squares.values())).max() < 0.15


def test_the_spectrum_of_many_samples_is_one_plus_the_strengths():
    strengths = planted_strengths(3.0, 3, "falling")
    assert strengths == pytest.approx([2.5, 1.5, 0.5])
    assert planted_strengths(3.0, 2, "equal") == pytest.approx([3.0, 3.0])
    spectra = drawn_spectra("gaussian", (20_000, 5), strengths, 3, rng=np.random.default_rng(3))
    expected = np.array([3.5, 2.5, 1.5, 1.0, 1.0])
    assert spectra.mean(axis=0) == pytest.approx(expected / expected.mean(), rel=0.03)
    assert spectra.mean(axis=1) == pytest.approx(1.0)


@pytest.mark.parametrize(("name", "degrees"), [("student", 5), ("volatility", 8)])
def test_heavy_tails_are_those_of_student_with_the_degrees_of_freedom(name, degrees):
    samples = NOISES[name]((100_000, 1, 1), np.random.default_rng(4)).ravel()
    beyond = 2 * student.sf(3 / np.sqrt((degrees - 2) / degrees), degrees)
    error = np.sqrt(beyond / len(samples))
    assert np.mean(np.abs(samples) > 3) == pytest.approx(beyond, abs=2.5 * error)
