"""The fit that takes several pairs together: exact where there is no noise, with right errors where there is."""

import numpy as np
import pytest

from rgcore.ising.finite_size_scaling.extrapolation import extrapolate

CORRECTIONS = np.array([1.0, 0.2, 0.05, 0.01])


def test_the_leading_correction_is_taken_out_whatever_the_errors():
    covariance = np.diag([1.0, 4.0, 9.0, 2.0]) + 0.3
    fit = extrapolate(2.5 - 0.7 * CORRECTIONS, covariance, CORRECTIONS)
    assert fit.value == pytest.approx(2.5, rel=1e-12)
    assert fit.chi_square == pytest.approx(0, abs=1e-12)
    assert fit.n_free == 2
    assert fit.weights.sum() == pytest.approx(1)
    assert fit.weights @ CORRECTIONS == pytest.approx(0, abs=1e-12)


def test_two_pairs_are_extrapolated_through_exactly():
    fit = extrapolate(np.array([3.0, 2.2]), np.eye(2), np.array([1.0, 0.2]))
    assert fit.value == pytest.approx(2.0)
    assert fit.error == pytest.approx(np.hypot(0.25, 1.25))
    assert (fit.n_free, fit.chi_square) == (0, pytest.approx(0, abs=1e-20))


def test_errors_and_chi_square_of_correlated_values_have_the_right_size():
    rng = np.random.default_rng(1)
    mixing = np.array([[1, 0, 0, 0], [-0.7, 0.5, 0, 0], [0, -0.4, 0.6, 0], [0, 0, -0.5, 0.9]])
    draws = 1 + 3 * CORRECTIONS + rng.standard_normal((4000, 4)) @ mixing.T
    fits = [extrapolate(values, mixing @ mixing.T, CORRECTIONS) for values in draws]
    whole = np.array([(fit.value - 1) / fit.error for fit in fits if fit.n_free == 2])
    assert whole.var() == pytest.approx(1, abs=4 * np.sqrt(2 / len(whole)))
    assert abs(whole.mean()) < 4 / np.sqrt(len(whole))
    assert len(whole) / len(fits) == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / len(fits)))


def test_the_smallest_pair_is_left_out_when_it_does_not_fit():
    values = 2.0 + 0.5 * CORRECTIONS
    values[0] += 0.1
    fit = extrapolate(values, np.diag(np.full(4, 1e-6)), CORRECTIONS)
    assert fit.weights[0] == 0
    assert fit.n_free == 1
    assert fit.value == pytest.approx(2.0, rel=1e-9)


def test_two_pairs_are_always_kept():
    values = np.array([5.0, 4.0, 1.0, 2.0])
    fit = extrapolate(values, np.diag(np.full(4, 1e-9)), CORRECTIONS)
    assert fit.weights[:2].tolist() == [0, 0]
    assert fit.n_free == 0


def test_one_pair_is_not_enough():
    with pytest.raises(ValueError, match="at least 2 pairs"):
        extrapolate(np.ones(1), np.eye(1), np.ones(1))
