"""Enumeration against closed forms."""

import numpy as np
import pytest

from rgcore.exact import boltzmann_distribution, kl_divergence, log_sum, moments, spin_expansion, spin_states

from ..rounding import DOUBLE, gamma


def test_states_are_all_different_and_start_with_every_spin_down():
    states = spin_states(5)
    assert states.shape == (32, 5)
    assert states.dtype == np.int8
    assert len(np.unique(states, axis=0)) == 32
    assert (states[0] == -1).all()
    assert states[0b00010].tolist() == [-1, -1, -1, 1, -1]


def test_free_spins_in_a_field_have_the_partition_function_2_cosh():
    field = 0.7
    log_weights = field * spin_states(6).sum(axis=1)
    assert log_sum(log_weights) == pytest.approx(6 * np.log(2 * np.cosh(field)), rel=1e-14)
    mean, variance = moments(spin_states(6).sum(axis=1), boltzmann_distribution(log_weights))
    assert mean == pytest.approx(6 * np.tanh(field), rel=1e-12)
    assert variance == pytest.approx(6 / np.cosh(field) ** 2, rel=1e-12)


def test_a_distribution_of_huge_weights_does_not_overflow():
    np.testing.assert_allclose(boltzmann_distribution(np.array([1e4, 1e4 + np.log(3)])), [0.25, 0.75])


def test_divergence_of_two_coins():
    p, q = np.array([0.5, 0.5]), np.array([0.25, 0.75])
    assert kl_divergence(p, q) == pytest.approx(0.5 * np.log(2) + 0.5 * np.log(2 / 3))
    assert kl_divergence(p, p) == 0
    assert kl_divergence(p, np.array([1.0, 0.0])) == np.inf


def test_the_expansion_finds_the_coefficients_of_each_product_of_spins():
    s = spin_states(4)
    values = 1.5 - 0.2 * s[:, 3] + 0.3 * s[:, 0] * s[:, 1] - 0.7 * s[:, 0] * s[:, 1] * s[:, 2] * s[:, 3]
    expected = np.zeros(16)
    expected[[0b0000, 0b0001, 0b1100, 0b1111]] = [1.5, -0.2, 0.3, -0.7]
    error = gamma(4 + 4, DOUBLE) * 2.7  # four terms in a value, sums of 2^4 values by halves
    np.testing.assert_allclose(spin_expansion(values), expected, rtol=0, atol=error)


@pytest.mark.parametrize("n_spins", [0, 25])
def test_too_few_or_too_many_spins_are_refused(n_spins):
    with pytest.raises(ValueError, match="from 1 to 24"):
        spin_states(n_spins)


def test_an_expansion_of_a_wrong_length_is_refused():
    with pytest.raises(ValueError, match="power of two"):
        spin_expansion(np.zeros(6))
