"""Canonical dimensions against power laws, numerical derivatives, and the closed form for noise."""

import numpy as np
import pytest
from scipy.integrate import quad

from rgcore.detection.noise_dimension import fraction_above, noise_dimension
from rgcore.detection.running_dimension import log_momenta, running_dimension
from rgcore.pcarg.coupling.relevance import coupling_growth
from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur


def noise(ratio, variance=1.0, n_variables=4000):
    return MarchenkoPastur(variance=variance, n_variables=n_variables, n_samples=round(n_variables / ratio))


@pytest.mark.parametrize("alpha", [0.5, 1.0, 1.5, 2.0, 3.0])
def test_a_power_law_has_its_growth_per_unit_of_the_logarithm_of_the_number_of_modes(alpha):
    positions = np.log((np.arange(4000) + 0.5) / 4000) / alpha
    found = running_dimension(positions, np.array([0.1, 0.2, 0.3]), 0.2 / alpha)
    assert found.alpha == pytest.approx(alpha, rel=1e-3)
    assert found.quartic * alpha == pytest.approx(coupling_growth(4, alpha), abs=5e-3)
    assert found.sextic * alpha == pytest.approx(coupling_growth(6, alpha), abs=1e-2)


def test_a_scale_has_the_given_fraction_of_the_modes_below_it():
    positions = np.sort(np.random.default_rng(1).normal(size=(3, 200)), axis=1)
    found = running_dimension(positions, np.array([0.05, 0.5, 0.9]), 0.01)
    below = (positions[:, None, :] < np.log(found.momentum)[:, :, None]).mean(axis=-1)
    assert np.abs(below - [0.05, 0.5, 0.9]).max() <= 1.5 / 200


def test_momenta_are_counted_from_the_reference_and_modes_beyond_it_are_at_zero():
    momenta = log_momenta(np.array([3.0, 2.0, 1.0, 0.0]), 2.5)
    assert momenta == pytest.approx([-1000, np.log(0.5 - 0.4), np.log(1 - 0.4), 1000])
    assert log_momenta(np.array([0.25]), np.inf) == pytest.approx([np.log(4.0)])


def test_no_scale_keeps_fewer_modes_than_there_are_at_zero():
    positions = np.concatenate([np.full(20, -1000.0), np.linspace(-2, 0, 80)])
    found = running_dimension(positions, np.array([0.1, 0.5]), 0.2)
    assert np.isnan(found.quartic).tolist() == [True, False]


@pytest.mark.parametrize("ratio", [0.1, 0.5, 1.0, 2.0])
def test_the_fraction_above_and_the_dimensions_of_noise_are_those_of_its_density(ratio):
    spectrum = noise(ratio, variance=1.7)
    fractions = np.array([0.02, 0.1, 0.3]) * min(1, 1 / ratio)
    found = noise_dimension(spectrum, fractions, spectrum.upper)
    above = [
        quad(spectrum.density, value, spectrum.upper, epsabs=1e-12)[0]
        for value in 1 / (found.momentum + 1 / spectrum.upper)
    ]
    assert above == pytest.approx(fractions, rel=1e-5)

    def log_density(log_k2):
        value = 1 / (np.exp(log_k2) + 1 / spectrum.upper)
        return np.log(spectrum.density(value) * value**2)

    place, step = np.log(found.momentum), 1e-5
    slope = 1 + (log_density(place + step) - log_density(place - step)) / (2 * step)
    alpha = np.exp(log_density(place)) * found.momentum / fractions
    assert found.alpha == pytest.approx(alpha, rel=1e-5)
    assert found.quartic == pytest.approx((2 + slope) / alpha - 2, abs=1e-4)
    assert found.sextic == pytest.approx(2 * found.quartic - 1 / alpha, abs=1e-9)


@pytest.mark.parametrize("ratio", [0.1, 0.5, 1.0, 4.0])
def test_noise_of_any_shape_has_three_dimensions_at_its_edge(ratio):
    found = noise_dimension(noise(ratio), np.array([1e-7]), noise(ratio).upper)
    assert found.alpha == pytest.approx(1.5, abs=1e-3)
    assert found.quartic == pytest.approx(1 / 3, abs=1e-3)
    assert found.sextic == pytest.approx(0, abs=1e-3)


def test_noise_has_no_dimension_where_eigenvalues_are_zero():
    found = noise_dimension(noise(2.0), np.array([0.4, 0.6]), np.inf)
    assert np.isnan(found.quartic).tolist() == [False, True]
    assert fraction_above(np.array([np.pi]), 2.0) == pytest.approx(0.5)


@pytest.mark.parametrize("shift", [1.0, np.inf], ids=["edge", "none"])
def test_the_measured_dimension_converges_to_the_closed_form_with_the_square_of_the_bandwidth(shift):
    spectrum, fractions = noise(0.5), np.array([0.1, 0.2, 0.4])
    reference = spectrum.upper * shift
    exact = noise_dimension(spectrum, fractions, reference)
    positions = log_momenta(spectrum.quantiles(4000), reference)
    off = [
        np.abs(running_dimension(positions, fractions, width).quartic - exact.quartic).max()
        for width in (0.04, 0.08)
    ]
    assert off[0] < 0.02 * (1 if shift == 1.0 else 25)
    assert 3 < off[1] / off[0] < 5


def test_the_dimension_of_a_drawn_matrix_is_that_of_noise():
    samples = np.random.default_rng(3).standard_normal((1200, 600))
    values = np.linalg.eigvalsh(samples.T @ samples / 1200)[::-1]
    spectrum = MarchenkoPastur(variance=1.0, n_variables=600, n_samples=1200)
    fractions = np.array([0.2, 0.4])
    found = running_dimension(log_momenta(values, spectrum.upper), fractions, 0.25)
    exact = noise_dimension(spectrum, fractions, spectrum.upper)
    assert found.quartic == pytest.approx(exact.quartic, abs=0.12)


def test_many_spectra_have_the_dimensions_that_each_has_alone():
    positions = np.sort(np.random.default_rng(3).normal(size=(95, 12)), axis=1)
    fractions = np.array([0.3, 0.7])
    together = running_dimension(positions, fractions, 0.3).quartic
    alone = [running_dimension(each, fractions, 0.3).quartic for each in positions]
    np.testing.assert_allclose(together, alone, rtol=1e-7)


def test_there_is_no_scale_below_which_modes_of_eigenvalue_zero_lie():
    """Five of ten modes have a momentum: the smoothed number comes near to five at infinity alone."""
    positions = log_momenta(np.array([5.0, 3.0, 2.0, 1.5, 1.0, *[0.0] * 5]), np.inf)
    found = running_dimension(positions, np.array([0.4, 0.5, 0.6]), 0.3)
    assert np.isfinite(found.quartic).tolist() == [True, False, False]


def test_noise_of_fewer_samples_has_dimensions_below_the_fraction_of_its_modes_alone():
    found = noise_dimension(noise(2.0), np.array([0.4, 0.5, 0.6]), np.inf)
    assert np.isfinite(found.quartic).tolist() == [True, False, False]
