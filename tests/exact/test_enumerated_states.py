"""Enumeration against closed forms."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact import boltzmann_distribution, kl_divergence, log_sum, moments, spin_states


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


@pytest.mark.parametrize(
    ("n_spins", "reason"),
    [
        (0, "must be at least 1, got 0"),
        (25, r"at most 24 spins to be enumerated, got 25: 2\*\*25 states would take 839 MB"),
        (60, r"at most 24 spins to be enumerated, got 60: 2\*\*60 states would take 6.92e\+07 TB"),
    ],
)
def test_too_few_or_too_many_spins_are_refused(n_spins, reason):
    with pytest.raises(InputError, match=reason):
        spin_states(n_spins)
