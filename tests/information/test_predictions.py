"""Spectra of models that predict numbers: closed forms, a user's own function, and what is refused."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from rgcore.errors import InputError
from rgcore.information import model_spectrum
from rgcore.information.predictions.exponentials import decay_factors, exponential_eigenvalues
from rgcore.information.predictions.finite_differences import extrapolated, finite_difference_jacobian
from rgcore.information.predictions.hopping import hopping_density, hopping_jacobian, hopping_spectrum

TIMES = np.arange(5.0)


def decay(parameters):
    amplitude, rate = parameters
    return amplitude * np.exp(-rate * TIMES)


def derivatives(parameters):
    amplitude, rate = parameters
    return np.stack([np.exp(-rate * TIMES), -amplitude * TIMES * np.exp(-rate * TIMES)], axis=1)


def test_one_step_of_hopping_determines_all_seven_rates_alike():
    assert_allclose(hopping_spectrum(1).eigenvalues, 1, rtol=1e-12)


def test_two_steps_of_hopping_are_a_band_matrix_with_known_eigenvalues():
    """After one step the density is 1/7 on seven sites: g_mn = 4 (7 - |m - n|) / 49."""
    places = np.arange(7)
    exact = np.linalg.eigvalsh(4 * (7 - np.abs(np.subtract.outer(places, places))) / 49)[::-1]
    assert_allclose(hopping_spectrum(2).eigenvalues, exact, rtol=1e-10)


def asymptotic_eigenvalues(n_steps):
    """Return t^2 c N_n / (n! w^n) for n from 0, the closed forms for many steps with equal rates: descending, (7,)."""
    places = np.arange(-3.0, 4.0)
    width = 2 * np.mean(places**2) * (n_steps - 1)
    triangle = np.linalg.qr(np.vander(places, increasing=True))[1]
    norms = np.diag(triangle) ** 2  # of the monic orthogonal polynomials
    factorials = np.array([math.factorial(n) for n in range(7)])
    return n_steps**2 / np.sqrt(2 * np.pi * width) * norms / (factorials * width ** np.arange(7))


def test_many_steps_reach_the_closed_forms_as_one_over_their_number():
    near, far = (hopping_spectrum(n).eigenvalues / asymptotic_eigenvalues(n) - 1 for n in (250, 1000))
    assert np.abs(far).max() < 0.01
    assert_allclose(near / far, 4, rtol=0.05)


def test_the_first_two_closed_forms():
    n, width = 400, 8 * 399
    c = n**2 / np.sqrt(2 * np.pi * width)
    assert_allclose(asymptotic_eigenvalues(n)[:2], [7 * c, 28 * c / width], rtol=1e-12)


def test_the_jacobian_of_hopping_is_that_of_its_density():
    rates = np.array([0.05, 0.1, 0.2, 0.3, 0.2, 0.1, 0.05])
    found = model_spectrum(lambda theta: hopping_density(theta, 3), rates)
    given = model_spectrum(
        lambda theta: hopping_density(theta, 3), rates, jacobian=lambda t: hopping_jacobian(t, 3)
    )
    assert_allclose(found.eigenvalues, given.eigenvalues, rtol=1e-8)
    assert (np.abs(found.eigenvalues - given.eigenvalues) <= found.eigenvalues_err + 1e-12).all()


def log_determinant(factors):
    """Return ln det g by Cauchy's product."""
    upper = np.triu_indices(len(factors), 1)
    apart = np.abs(np.subtract.outer(factors, factors))[upper]
    return 2 * np.log(apart).sum() - np.log1p(-np.outer(factors, factors)).sum()


@pytest.mark.parametrize("every", [1, 3])
def test_eigenvalues_of_exponentials_have_the_determinant_of_cauchy(every):
    factors = decay_factors(12, every)
    values = exponential_eigenvalues(factors)
    assert_allclose(np.log(values).sum(), log_determinant(factors), rtol=1e-10)
    assert values[-1] < 1e-10 * values[0]


def test_eigenvalues_of_exponentials_are_those_of_the_vandermonde_matrix():
    factors = decay_factors(4, 1)
    vandermonde = factors ** np.arange(400.0)[:, None]
    assert_allclose(exponential_eigenvalues(factors), np.linalg.svd(vandermonde)[1] ** 2, rtol=1e-10)


def test_two_exponentials_in_closed_form():
    x, y = 0.5, 0.25
    a, b, c = 1 / (1 - x * x), 1 / (1 - y * y), 1 / (1 - x * y)
    exact = (a + b) / 2 + np.array([1, -1]) * np.hypot((a - b) / 2, c)
    assert_allclose(exponential_eigenvalues(np.array([x, y])), exact, rtol=1e-12)


def test_a_function_gets_its_spectrum_with_an_error_that_covers_it():
    given = model_spectrum(decay, [2.0, 0.3], jacobian=derivatives)
    found = model_spectrum(decay, [2.0, 0.3])
    matrix = derivatives((2.0, 0.3))
    assert_allclose(given.eigenvalues, np.linalg.eigvalsh(matrix.T @ matrix)[::-1], rtol=1e-10)
    assert (np.abs(found.eigenvalues - given.eigenvalues) <= found.eigenvalues_err).all()
    assert (found.eigenvalues_err < 1e-6 * found.eigenvalues).all()
    assert found.n_resolved == 2
    assert_allclose(np.abs(found.directions.T @ given.directions), np.eye(2), atol=1e-6)


def test_extrapolated_differences_are_as_accurate_as_rounding_allows():
    matrix, errors = finite_difference_jacobian(decay, np.array([2.0, 0.3]))
    exact = derivatives((2.0, 0.3))
    assert_allclose(matrix, exact, rtol=0, atol=2e-12)
    assert (errors < 1e-10).all()


def test_errors_in_the_squares_of_steps_are_extrapolated_away():
    differences = [np.array([1 + 4.0**-k + 0.5 * 16.0**-k]) for k in range(5)]
    found, error = extrapolated(differences)
    assert found[0] == pytest.approx(1, abs=1e-14)
    assert error < 1e-14


def test_errors_of_observations_scale_the_spectrum():
    one, two = (
        model_spectrum(decay, [2.0, 0.3], error=e, jacobian=derivatives).eigenvalues for e in (1.0, 2.0)
    )
    assert_allclose(one, 4 * two, rtol=1e-12)


def test_errors_of_eigenvalues_are_in_their_units_too():
    one, two = (model_spectrum(decay, [2.0, 0.3], error=e).eigenvalues_err for e in (1.0, 2.0))
    assert_allclose(one, 4 * two, rtol=1e-6)


def test_fewer_observations_determine_less_and_sums_carry_their_errors():
    whole = model_spectrum(decay, [2.0, 0.3], jacobian=derivatives)
    some = model_spectrum(decay, [2.0, 0.3], jacobian=derivatives, coarse=[0, 2, 4])
    rows = model_spectrum(decay, [2.0, 0.3], jacobian=derivatives, coarse=np.eye(5)[[0, 2, 4]])
    assert_allclose(some.eigenvalues, rows.eigenvalues, rtol=1e-12)
    assert (some.eigenvalues < whole.eigenvalues).all()
    total = model_spectrum(decay, [2.0, 0.3], jacobian=derivatives, coarse=np.full((1, 5), 3.0))
    assert_allclose(total.eigenvalues[0], (derivatives((2.0, 0.3)).sum(axis=0) ** 2).sum() / 5, rtol=1e-12)
    assert total.eigenvalues[1] == 0
    assert total.n_resolved == 1


def test_an_eigenvalue_is_resolved_down_to_the_square_of_rounding():
    """Singular values are accurate relative to the largest one, so that 1e-24 of the eigenvalue is no rounding."""
    for smallest, n_resolved in ((1e-12, 2), (1e-17, 1)):
        slopes = np.diag([1.0, smallest])
        found = model_spectrum(lambda theta: theta, [1.0, 1.0], jacobian=lambda _, slopes=slopes: slopes)
        assert found.n_resolved == n_resolved


def test_a_direction_that_no_prediction_sees_is_not_resolved():
    found = model_spectrum(
        lambda theta: np.array([theta[0] + theta[1], 2 * (theta[0] + theta[1]), 1.0]), [0.3, 0.4]
    )
    assert found.n_resolved == 1
    assert_allclose(found.directions[:, 0], np.full(2, 0.5**0.5), atol=1e-8)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"model": lambda _: np.array([1.0, np.nan])}, "predictions of the model must be finite, got nan"),
        (
            {"model": lambda theta: np.abs(theta - 2.001)},
            r"by parameters\[0\] = 2 must be determined to 0.0001 of itself",
        ),
        ({"model": lambda theta: np.ones(int(theta[0] * 1000))}, "must always make 2000 predictions, got"),
        (
            {"model": lambda theta: np.where(theta > 2.01, np.nan, theta)},
            r"predictions of the model with parameters\[0\] shifted from 2 to 2.04 must be finite, got nan",
        ),
        (
            {"model": lambda theta: np.where(theta[0] < 1.99, 1e101, theta)},
            r"with parameters\[0\] shifted from 2 to 1.96 must be at most 1e\+100 in size, got 1e\+101",
        ),
        ({"jacobian": lambda _: np.full((5, 2), np.inf)}, "jacobian must be finite, got inf"),
        (
            {"jacobian": lambda _: np.ones((2, 5))},
            r"jacobian must return \(5, 2\) derivatives, .* got \(2, 5\)",
        ),
        ({"coarse": [0, 5]}, r"coarse\[1\] must be"),
        ({"coarse": [1, 1]}, "no prediction twice"),
        ({"coarse": np.ones((2, 5))}, "independent rows, got 2 of rank 1"),
        ({"error": 0.0}, "error must be"),
    ],
)
def test_what_has_no_spectrum_is_refused_with_its_number(options, sentence):
    with pytest.raises(InputError, match=sentence):
        model_spectrum(**{"model": decay, "parameters": [2.0, 0.3], **options})
