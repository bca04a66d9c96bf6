"""Configurations that a stack generates have its enumerated distribution."""

import numpy as np
import pytest
from scipy.special import expit, logsumexp

from rgcore.errors import InputError
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.restricted import RBM, free_energy
from rgcore.rbm.sampling.generation import generated_spins, tempered_network
from rgcore.rbm.sampling_settings import GenerationSettings

from ..small_networks import UNITS, all_states, stack

SETTINGS = GenerationSettings(
    n_samples=40_000, n_chains=400, n_temperatures=4, burn_in_rounds=40, rounds_per_sample=8
)


def enumerated_distribution(network):
    """P(v) of a stack: visible units of the top RBM, then of each RBM below given those."""
    top = network.layers[-1]
    states = all_states(top.n_visible, network.units)
    weights = -free_energy(top, states)
    probabilities = np.exp(weights - logsumexp(weights))
    for rbm in reversed(network.layers[:-1]):
        below = all_states(rbm.n_visible, network.units)
        inputs = states @ rbm.weights.T + rbm.visible_bias
        exponents = inputs @ below.T  # of P(v | h), which is normalized over v
        probabilities = probabilities @ np.exp(exponents - logsumexp(exponents, axis=1, keepdims=True))
        states = below
    return probabilities


@pytest.mark.parametrize("n_layers", [1, 2, 3])
@pytest.mark.parametrize("units", UNITS)
def test_generated_configurations_have_the_enumerated_distribution_of_the_stack(units, n_layers):
    network = DeepBeliefNetwork(stack(units, sizes=(4, 3, 3, 2)).layers[:n_layers])
    probabilities, rng = enumerated_distribution(network), np.random.default_rng(5)
    chains = tempered_network(network, np.ones((10, 4), np.int8), SETTINGS, rng=rng)
    drawn = np.concatenate(list(generated_spins(network, chains, 100, rng=rng)))
    assert drawn.shape == (40_000, 4)
    assert drawn.dtype == np.int8
    numbers = (drawn > 0) @ 2 ** np.arange(3, -1, -1)
    counts = np.bincount(numbers, minlength=16)
    deviations = (counts - 40_000 * probabilities) / np.sqrt(40_000 * probabilities * (1 - probabilities))
    assert np.abs(deviations).max() < 4.5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_samples", 799),
        ("n_chains", 1),
        ("n_temperatures", 1),
        ("burn_in_rounds", 0),
        ("rounds_per_sample", 0),
    ],
)
def test_settings_out_of_range_are_refused(name, value):
    with pytest.raises(InputError, match=f"GenerationSettings: {name} must be at least"):
        SETTINGS.changed(**{name: value})


def test_burn_in_and_spacing_are_rounds_of_the_ladder():
    """Of a network without weights every exchange is accepted: up and down four places take eight rounds.

    The first replica is back at the top after nine rounds, and then one every other round.
    """
    blank = RBM(weights=np.zeros((4, 2)), visible_bias=np.zeros(4), hidden_bias=np.zeros(2), units="spin")
    settings = SETTINGS.model_copy(update={"burn_in_rounds": 8, "rounds_per_sample": 3, "n_chains": 2})
    network, rng = DeepBeliefNetwork((blank,)), np.random.default_rng(1)
    balanced = np.array([[1, 1, -1, -1], [-1, -1, 1, 1]], np.int8)
    chains = tempered_network(network, balanced, settings, rng=rng)
    assert chains.round_trips.tolist() == [0, 0]
    counts = [chains.round_trips[0] for _ in generated_spins(network, chains, 3, rng=rng)]
    assert counts == [2, 3, 5]  # after 11, 14 and 17 rounds


def test_the_ladder_starts_from_units_with_the_means_of_the_configurations():
    """Independent units of these means already are the network: every exchange is accepted."""
    bias = np.array([1.0, -0.5, 0.3, 2.0])
    rbm = RBM(weights=np.zeros((4, 2)), visible_bias=bias, hidden_bias=np.zeros(2), units="spin")
    seen = np.where(np.random.default_rng(2).random((20_000, 4)) < expit(2 * bias), 1, -1).astype(np.int8)
    for configurations, is_start in ((seen, True), (-seen, False)):
        rng = np.random.default_rng(3)
        chains = tempered_network(DeepBeliefNetwork((rbm,)), configurations, SETTINGS, rng=rng)
        assert (chains.swap_acceptance.min() > 0.98) == is_start
