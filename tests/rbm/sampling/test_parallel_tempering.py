"""Parallel tempering stays in the enumerated distribution, reaches it, and weighs separate wells."""

from itertools import pairwise

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.exact.enumerated_states import boltzmann_distribution
from rgcore.rbm.networks.restricted import RBM, free_energy
from rgcore.rbm.sampling.gibbs import gibbs_chain
from rgcore.rbm.sampling.parallel_tempering import TemperedChains, TemperingSettings, tempered_samples

N_CHAINS = 20_000
BETAS = (0.0, 0.35, 0.7, 1.0)


def tempered_distributions(rbm, visible):
    """P_beta(v) at each of BETAS, (4, 16), from a base with zero biases."""
    scaled = [
        RBM(
            weights=beta * rbm.weights,
            visible_bias=beta * rbm.visible_bias,
            hidden_bias=beta * rbm.hidden_bias,
            units=rbm.units,
        )
        for beta in BETAS
    ]
    return np.array([boltzmann_distribution(-free_energy(network, visible)) for network in scaled])


def largest_deviation(samples, visible, probabilities):
    codes, listed = samples @ [1, 2, 4, 8], visible @ [1, 2, 4, 8]
    seen = (codes[:, None] == listed).mean(axis=0)
    return np.abs((seen - probabilities) / np.sqrt(probabilities * (1 - probabilities) / len(samples))).max()


def two_wells(n_visible=10):
    """An RBM with nearly all its probability where most spins agree, three quarters of that up."""
    return RBM(
        weights=np.full((n_visible, 3), 0.55),
        visible_bias=np.full(n_visible, np.log(3) / 2 / n_visible),
        hidden_bias=np.zeros(3),
        units="spin",
    )


def exact_magnetization(rbm):
    n = rbm.n_visible
    states = 2.0 * ((np.arange(2**n)[:, None] >> np.arange(n)) & 1) - 1
    return float(boltzmann_distribution(-free_energy(rbm, states)) @ states.mean(axis=1))


def test_exchanges_stay_in_the_enumerated_distribution(rbm, states, joint_distribution):
    rng, distributions = np.random.default_rng(1), tempered_distributions(rbm, states[0])
    np.testing.assert_allclose(distributions[-1], joint_distribution.sum(axis=1))
    start = np.stack([states[0][rng.choice(16, size=N_CHAINS, p=p)] for p in distributions])
    settings = TemperingSettings(inverse_temperatures=BETAS, n_chains=N_CHAINS)
    chains = TemperedChains(rbm, settings, start=start, rng=rng)
    for visible in tempered_samples(chains, 3, rng=rng):
        assert largest_deviation(visible, states[0], distributions[-1]) < 4.5


@pytest.mark.repetitions
def test_tempering_reaches_the_distribution_from_the_base(rbm, states, joint_distribution):
    rng = np.random.default_rng(2)
    settings = TemperingSettings(inverse_temperatures=BETAS, n_chains=N_CHAINS)
    chains = TemperedChains(rbm, settings, base_bias=np.array([1, -1, 0, 0.5]), rng=rng)
    chains.advance(40, rng=rng)
    assert largest_deviation(chains.visible, states[0], joint_distribution.sum(axis=1)) < 4.5


def test_tempering_weighs_two_wells_where_gibbs_sampling_stays_in_one():
    rng, network, n_chains, n_rounds = np.random.default_rng(3), two_wells(), 1000, 100
    exact = exact_magnetization(network)
    down = np.full((n_chains, 10), -1)
    betas = tuple(np.linspace(0, 1, 8))
    settings = TemperingSettings(inverse_temperatures=betas, n_chains=n_chains)
    chains = TemperedChains(network, settings, start=np.tile(down, (8, 1, 1)), rng=rng)
    chains.advance(n_rounds, rng=rng)
    tempered = chains.visible.mean(axis=1)
    stuck = gibbs_chain(network, down, n_rounds, rng=rng).mean(axis=1)
    error = tempered.std() / np.sqrt(n_chains)
    assert abs(tempered.mean() - exact) < 4 * error
    assert stuck.mean() < exact - 20 * error
    assert chains.round_trips.mean() > 1
    assert (chains.swap_acceptance > 0.2).all()


def test_exchanges_accept_what_the_distributions_of_both_places_predict(rbm, states):
    rng, distributions = np.random.default_rng(4), tempered_distributions(rbm, states[0])
    wanted = [
        np.minimum(np.outer(one, other), np.outer(other, one)).sum() for one, other in pairwise(distributions)
    ]  # sum over v, v' of P(v) P'(v') min(1, P(v') P'(v) / P(v) P'(v'))
    settings = TemperingSettings(inverse_temperatures=BETAS, n_chains=N_CHAINS)
    start = np.stack([states[0][rng.choice(16, size=N_CHAINS, p=p)] for p in distributions])
    chains = TemperedChains(rbm, settings, start=start, rng=rng)
    chains.advance(2, rng=rng)
    np.testing.assert_allclose(chains.swap_acceptance, wanted, atol=4.5 * np.sqrt(0.25 / N_CHAINS))


def test_replicas_that_always_exchange_walk_round_in_a_known_time(rbm):
    free = RBM(weights=np.zeros((4, 3)), visible_bias=np.zeros(4), hidden_bias=np.zeros(3), units=rbm.units)
    settings = TemperingSettings(inverse_temperatures=BETAS, n_chains=2)
    rng = np.random.default_rng(5)
    chains = TemperedChains(free, settings, rng=rng)
    chains.advance(41, rng=rng)
    np.testing.assert_array_equal(chains.swap_acceptance, 1)
    # even and odd exchanges carry each of four replicas round the ladder once in eight rounds: one is at the top after
    # the rounds 1, 3, 5, 7, where it has not been before, and back there after the rounds 9, 11, ..., 41
    assert chains.round_trips.tolist() == [17, 17]


def test_samples_are_states_of_the_units_every_spacing_rounds(rbm, states):
    settings = TemperingSettings(inverse_temperatures=(0.0, 1.0), n_chains=5, spacing=3)
    one, other = (np.random.default_rng(6) for _ in range(2))
    first, second = (TemperedChains(rbm, settings, rng=rng) for rng in (one, other))
    samples = list(tempered_samples(first, 2, rng=one))
    second.advance(6, rng=other)
    np.testing.assert_array_equal(samples[1], second.visible)
    assert samples[0].dtype == rbm.unit_type.state_type
    assert set(np.unique(samples)) <= set(np.unique(states[0]))


def test_settings_out_of_range_are_refused():
    with pytest.raises(InputError, match="ascend from 0 to 1"):
        TemperingSettings(inverse_temperatures=(0.1, 1.0), n_chains=1)
    with pytest.raises(InputError, match="spacing must be at least 1"):
        TemperingSettings(inverse_temperatures=(0.0, 1.0), n_chains=1, spacing=0)
