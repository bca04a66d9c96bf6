"""Copies have the two-point function of the spins they were fitted to, and other higher moments."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising.copies.sign_fields import _nearest_spectrum, draw_copy, fit_copy
from rgcore.ising.copies.two_point_function import (
    connected_length,
    second_moment_length,
    two_point_function,
)
from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.exact_results.correlation_length import correlation_length

from ...config_values import sampling_settings
from ..enumerated import draws, enumerated_states

N_DRAWS = 60_000


def exact_two_point(side, coupling):
    states, probabilities = enumerated_states(side, coupling)
    shifted = [
        [np.roll(states, (-row, -column), axis=(1, 2)) for column in range(side)] for row in range(side)
    ]
    return np.array(
        [[probabilities @ (states * image).mean(axis=(1, 2)) for image in row] for row in shifted]
    )


def pair_errors(configurations):
    """Return the standard errors of the two-point function by displacement, of independent configurations."""
    each = np.array([two_point_function(part) for part in np.array_split(configurations, 40)])
    return each.std(axis=0, ddof=1) / np.sqrt(len(each)) + 1e-12


def plaquette(configurations):
    return (
        configurations
        * np.roll(configurations, 1, 1)
        * np.roll(configurations, 1, 2)
        * np.roll(configurations, (1, 1), (1, 2))
    ).mean(axis=(1, 2))


def test_the_two_point_function_of_draws_is_the_enumerated_one():
    spins = draws(4, 0.35, N_DRAWS, rng=np.random.default_rng(1))
    deviation = (two_point_function(spins) - exact_two_point(4, 0.35)) / pair_errors(spins)
    assert np.abs(deviation[1:, 1:]).max() < 4
    assert two_point_function(spins)[0, 0] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("length", [0.7, 3.0])
def test_the_second_moment_length_of_a_lattice_propagator_is_its_inverse_mass(length):
    squares = 4 * np.sin(np.pi * np.arange(12) / 12) ** 2
    two_point = np.fft.ifft2(1 / (length**-2 + squares[:, None] + squares)).real
    assert second_moment_length(two_point) == pytest.approx(length)


@pytest.mark.parametrize("side", [4, 12, 33])
@pytest.mark.parametrize("length", [0.7, 3.0, 20.0])
def test_the_connected_length_of_a_lattice_propagator_is_its_inverse_mass_whatever_the_mean_spin(
    side, length
):
    squares = 4 * np.sin(np.pi * np.arange(side) / side) ** 2
    two_point = np.fft.ifft2(1 / (length**-2 + squares[:, None] + squares)).real
    assert connected_length(two_point) == pytest.approx(length)
    assert connected_length(two_point + 0.8) == pytest.approx(length)


def test_without_a_maximum_of_the_structure_factor_the_connected_length_is_0_and_with_a_divergence_infinite():
    two_point = np.zeros((12, 12))
    two_point[0, 0], two_point[0, 1] = 1.0, -0.1  # neighbours against one another
    assert connected_length(two_point) == 0
    squares = 4 * np.sin(np.pi * np.arange(12) / 12) ** 2
    momenta = squares[:, None] + squares
    momenta[0, 0] = 1.0
    assert connected_length(np.fft.ifft2(momenta**-1.5).real) == np.inf


@pytest.mark.parametrize("temperature", [2.0, 2.8])
def test_the_connected_length_of_configurations_is_near_the_exact_one_on_both_sides_of_criticality(
    temperature,
):
    settings = sampling_settings(n_samples=3000)
    drawn, _ = sample_configurations(24, temperature, settings, rng=np.random.default_rng(4))
    two_point, exact = two_point_function(drawn.spins), correlation_length(1 / temperature)
    assert 0.5 * exact < connected_length(two_point) < 1.05 * exact
    if temperature < 2.2:
        assert second_moment_length(two_point) > 24


def test_displacements_keep_their_place_on_a_lattice_without_symmetry():
    column = np.tile([1, 1, -1, -1, 1, -1], (1, 6, 1)).astype(np.int8)  # constant along columns
    found = two_point_function(column)
    along = [np.mean(column[0, 0] * np.roll(column[0, 0], -shift)) for shift in range(6)]
    expected = [[(along[row] + along[col]) / 2 for col in range(6)] for row in range(6)]
    np.testing.assert_allclose(found, expected, atol=1e-6)


@pytest.mark.parametrize("n_fields", [1, 2, 3])
@pytest.mark.parametrize("coupling", [0.2, 0.44])
def test_draws_of_a_copy_have_its_two_point_function(n_fields, coupling):
    wanted = exact_two_point(4, coupling)
    copy = fit_copy(wanted, n_fields=n_fields)
    drawn = draw_copy(copy, N_DRAWS, rng=np.random.default_rng(2))
    deviation = (two_point_function(drawn) - copy.two_point) / pair_errors(drawn)
    assert np.abs(deviation[1:, 1:]).max() < 4
    assert copy.residual == pytest.approx(np.abs(copy.two_point - wanted).max(), abs=1e-13)
    assert copy.residual < 0.02


def test_one_and_two_fields_differ_from_the_spins_in_four_points():
    spins = draws(4, 0.44, N_DRAWS, rng=np.random.default_rng(3))
    copies = [fit_copy(exact_two_point(4, 0.44), n_fields=n) for n in (1, 2)]
    of_copies = [plaquette(draw_copy(copy, N_DRAWS, rng=np.random.default_rng(4))) for copy in copies]
    for values in of_copies:
        error = np.sqrt(values.var() / len(values) + plaquette(spins).var() / len(spins))
        assert abs(values.mean() - plaquette(spins).mean()) > 5 * error


def test_what_has_no_gaussian_field_gets_the_nearest_spectrum():
    rng = np.random.default_rng(5)
    given = rng.normal(1, 1.5, size=(5, 5))
    given += 1 - given.mean()
    found = _nearest_spectrum(given)
    assert found.min() == 0
    assert found.mean() == pytest.approx(1, abs=1e-12)
    others = rng.exponential(size=(2000, 5, 5))
    others /= others.mean(axis=(1, 2), keepdims=True)
    others = found + rng.random((2000, 1, 1)) * (others - found)  # near ones, too
    assert np.all(((others - given) ** 2).sum(axis=(1, 2)) >= ((found - given) ** 2).sum())


def test_correlations_of_no_gaussian_field_are_repaired_with_a_residual():
    one = np.random.default_rng(6).choice(np.array([-1, 1], dtype=np.int8), size=(1, 6, 6))
    wanted = two_point_function(one)
    copy = fit_copy(wanted)
    assert copy.spectrum.min() == 0
    assert copy.residual == pytest.approx(np.abs(copy.two_point - wanted).max(), abs=1e-12)
    assert copy.residual > 0.005
    drawn = draw_copy(copy, N_DRAWS, rng=np.random.default_rng(7))
    deviation = (two_point_function(drawn) - copy.two_point) / pair_errors(drawn)
    assert np.abs(deviation[1:, 1:]).max() < 4


@pytest.mark.parametrize(
    ("two_point", "sentence"),
    [
        (np.full((3, 3), 0.5), "must be 1 at displacement"),
        (np.where(np.arange(9).reshape(3, 3) == 0, 1, 2.0), "from -1 to 1 elsewhere"),
        (np.array([[1, 0.5, 0.1], [0, 0, 0], [0, 0, 0]]), "the same at displacement r and -r"),
    ],
)
def test_what_is_no_two_point_function_is_refused(two_point, sentence):
    with pytest.raises(InputError, match=sentence):
        fit_copy(two_point)


def test_the_connected_length_is_fitted_to_relative_deviations_of_the_structure_factor():
    """Of correlations that are no propagator, where the weights of the momenta matter."""
    apart = np.minimum(np.arange(12), 12 - np.arange(12))
    two_point = np.exp(-np.hypot(apart[:, None], apart) / 0.7)
    structure = np.fft.fft2(two_point).real
    squares = 4 * np.sin(np.pi * np.arange(12) / 12) ** 2
    momenta = squares[:, None] + squares
    fitted = (momenta > 1e-9) & (momenta <= 1)
    k, s = momenta[fitted], structure[fitted]
    (inverse, slope), *_ = np.linalg.lstsq(np.stack([s, s * k], axis=1), np.ones(len(s)), rcond=None)
    assert connected_length(two_point) == pytest.approx(np.sqrt(slope / inverse))


def test_the_residual_of_a_product_of_two_contains_the_negative_correlations_that_it_cannot_have():
    wanted = np.zeros((4, 4))
    wanted[0, 0] = 1
    wanted[[0, 0, 1, 3], [1, 3, 0, 0]] = -0.1
    assert fit_copy(wanted, n_fields=1).residual < 1e-9
    product = fit_copy(wanted, n_fields=2)
    assert product.two_point[0, 1] >= 0
    assert product.residual == pytest.approx(np.abs(product.two_point - wanted).max())
    assert product.residual >= 0.1
