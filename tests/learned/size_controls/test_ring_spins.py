"""Configurations of the ring are drawn from the Boltzmann distribution."""

import numpy as np
import pytest

from rgcore.exact import spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds
from rgcore.learned.size_controls.ring.ring_spins import draw_ring, ring_correlation_length

N_SAMPLES = 40_000


@pytest.mark.parametrize(("n_sites", "coupling"), [(3, 0.4), (5, 0.9), (6, 0.2)])
def test_every_state_is_drawn_as_often_as_enumeration_says(n_sites, coupling):
    spins = draw_ring(N_SAMPLES, n_sites, coupling, rng=np.random.default_rng(n_sites))
    states = (spins > 0) @ (1 << np.arange(n_sites)[::-1])
    energies = pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling)
    expected = N_SAMPLES * np.exp(-energies) / np.exp(-energies).sum()
    assert (spin_states(n_sites)[states] == spins).all()
    counts = np.bincount(states, minlength=2**n_sites)
    chi_squared = ((counts - expected) ** 2 / expected).sum()
    freedom = 2**n_sites - 1
    assert abs(chi_squared - freedom) < 4 * np.sqrt(2 * freedom)


def test_correlations_go_both_ways_around_the_ring():
    n_sites, coupling = 40, 1.1
    spins = draw_ring(8000, n_sites, coupling, rng=np.random.default_rng(4)).astype(np.float64)
    t, apart = np.tanh(coupling), np.arange(n_sites)
    exact = (t**apart + t ** (n_sites - apart)) / (1 + t**n_sites)
    measured = np.array([(spins * np.roll(spins, -r, axis=1)).mean() for r in apart])
    assert np.abs(measured - exact).max() < 0.03
    assert np.abs(spins.mean(axis=0)).max() < 5 / np.sqrt(8000)
    from_first = (spins[:, :1] * spins).mean(axis=0)  # the first spin is drawn in another way than the rest
    assert np.abs(from_first - exact).max() < 5 / np.sqrt(8000)


def test_the_correlation_length_is_that_of_the_decay():
    assert ring_correlation_length(0.7) == pytest.approx(1 / np.log(1 / np.tanh(0.7)))
