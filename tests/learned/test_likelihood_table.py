"""Likelihoods in nats, compared with enumeration and with the exact RBM of the Ising model."""

import numpy as np
import pytest
from scipy.special import logsumexp

from rgcore.exact.enumerated_states import boltzmann_distribution, kl_divergence, spin_states
from rgcore.ising.energy_and_magnetization import energy
from rgcore.ising.exact_results.kaufman import torus_log_partition
from rgcore.lattice import square_bonds
from rgcore.learned.likelihood_table import likelihood_table
from rgcore.learned.schemas import RBM_LIKELIHOOD
from rgcore.rbm.likelihood.exact_likelihood import log_likelihood, log_partition
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, bipartite_rbm
from rgcore.rbm.networks.restricted import RBM, free_energy
from rgcore.rbm.sampling_settings import AnnealingSettings
from rgcore.rbm.units.unit_type import unit_type

from ..rbm.small_networks import UNITS

SIDE, COUPLING = 4, 0.4
STATES = spin_states(SIDE**2)
ENERGIES = energy(STATES.reshape(-1, SIDE, SIDE))
PROBABILITIES = boltzmann_distribution(-COUPLING * ENERGIES)
SETTINGS = AnnealingSettings(n_chains=50, n_temperatures=100)


def samples(n, seed=1):
    return STATES[np.random.default_rng(seed).choice(len(PROBABILITIES), size=n, p=PROBABILITIES)]


def random_rbm(n_visible, n_hidden, units, seed):
    rng = np.random.default_rng(seed)
    spin = RBM(
        weights=0.2 * rng.normal(size=(n_visible, n_hidden)),
        visible_bias=0.1 * rng.normal(size=n_visible),
        hidden_bias=0.1 * rng.normal(size=n_hidden),
        units="spin",
    )
    return spin if units == "spin" else in_units(spin, units)


def deep(network):
    parts = [rbm.visible_bias for rbm in network.layers] + [network.layers[-1].hidden_bias]
    return DeepBoltzmannMachine(
        weights=tuple(rbm.weights for rbm in network.layers), biases=tuple(parts), units=network.units
    )


def table_of(network, n=500):
    rng = np.random.default_rng(2)
    return likelihood_table(network, deep(network), samples(n), COUPLING, SETTINGS, rng=rng)


def test_kaufman_s_partition_function_is_that_of_the_enumerated_torus():
    assert torus_log_partition(COUPLING, SIDE) == pytest.approx(logsumexp(-COUPLING * ENERGIES), rel=1e-12)


@pytest.mark.parametrize("units", UNITS)
def test_the_exact_rbm_is_at_no_distance_from_the_distribution(units):
    network = bond_network(square_bonds(SIDE), SIDE**2, COUPLING)
    row = table_of(DeepBeliefNetwork((network if units == "spin" else in_units(network, units),))).iloc[0]
    assert row["log_partition_method"] == "exact"
    assert row["divergence_per_site"] == pytest.approx(0, abs=1e-9)
    assert row["divergence_per_site_err"] < 1e-9
    assert not row["is_bound"]


@pytest.mark.parametrize("units", UNITS)
def test_the_divergence_is_that_of_the_enumerated_distributions(units):
    network = random_rbm(SIDE**2, 6, units, 3)
    row = table_of(DeepBeliefNetwork((network,)), 4000).iloc[0]
    visible = unit_type(units).from_spins(STATES)
    exact = kl_divergence(PROBABILITIES, np.exp(log_likelihood(network, visible)))
    assert exact > 1
    assert abs(SIDE**2 * row["divergence_per_site"] - exact) < 4 * SIDE**2 * row["divergence_per_site_err"]
    mean = PROBABILITIES @ log_likelihood(network, visible)
    assert abs(row["log_likelihood"] - mean) < 4 * row["log_likelihood_err"]
    assert row["divergence_per_site_err"] > 0


def test_bounds_lie_below_the_likelihoods_of_stack_and_deep_network():
    network = DeepBeliefNetwork((random_rbm(SIDE**2, 5, "spin", 4), random_rbm(5, 4, "spin", 5)))
    table = table_of(network, 4000).set_index(["model", "n_layers"])
    assert {*table.reset_index().columns, "temperature", "replica"} == set(RBM_LIKELIHOOD.names)
    assert list(table.index) == [("dbn", 1), ("dbn", 2), ("dbm", 2)]
    assert list(table["is_bound"]) == [False, True, True]
    hidden = spin_states(5).astype(float)
    inputs = hidden @ network.layers[0].weights.T + network.layers[0].visible_bias
    conditional = inputs @ STATES.T - np.logaddexp(inputs, -inputs).sum(axis=1)[:, None]  # ln P(v | h)
    stacked = logsumexp(conditional + log_likelihood(network.layers[1], hidden)[:, None], axis=0)
    dbm = deep(network)
    joined = np.concatenate(
        [np.repeat(STATES, 16, axis=0), np.tile(spin_states(4), (len(STATES), 1))], axis=1
    )
    joint = log_likelihood(bipartite_rbm(dbm), joined).reshape(-1, 16)
    for key, exact in ((("dbn", 2), stacked), (("dbm", 2), logsumexp(joint, axis=1))):
        row = table.loc[key]
        assert row["log_likelihood"] < PROBABILITIES @ exact + 4 * row["log_likelihood_err"]
        assert row["log_likelihood"] > PROBABILITIES @ exact - 0.5  # and not far below, for weak couplings
        assert np.exp(exact).sum() == pytest.approx(1, rel=1e-9)


def test_where_no_layer_is_small_the_partition_function_is_annealed():
    narrow = random_rbm(SIDE**2, 21, "spin", 6)
    wide = RBM(
        weights=np.vstack([narrow.weights, np.zeros((9, 21))]),
        visible_bias=np.concatenate([narrow.visible_bias, np.zeros(9)]),
        hidden_bias=narrow.hidden_bias,
        units="spin",
    )
    lattice = np.random.default_rng(7).choice(np.array([-1, 1], np.int8), size=(300, 25))
    network = DeepBeliefNetwork((wide,))
    table = likelihood_table(
        network, deep(network), lattice, COUPLING, SETTINGS, rng=np.random.default_rng(8)
    )
    row = table.iloc[0]
    errors = table["log_partition_err"]  # of two estimates for one network: the gain is nothing but these
    assert table["gain_over_rbm_err"].iloc[1] == pytest.approx(np.hypot(*errors), rel=1e-3)
    assert row["log_partition_method"] == "annealed_importance_sampling"
    exact = log_partition(narrow) + 9 * np.log(2)
    assert abs(row["log_partition"] - exact) < 4 * row["log_partition_err"]
    assert 1 < row["n_effective"] <= 50
    scatter = np.std(-free_energy(wide, lattice), ddof=1) / np.sqrt(300)
    assert row["log_likelihood_err"] == pytest.approx(np.hypot(scatter, row["log_partition_err"]), rel=1e-6)
    assert row["log_likelihood_err"] > 1.001 * scatter


def test_gains_are_those_of_the_same_configurations_pair_by_pair():
    network = DeepBeliefNetwork((random_rbm(SIDE**2, 5, "spin", 4), random_rbm(5, 4, "spin", 5)))
    table = table_of(network, 4000).set_index(["model", "n_layers"])
    likelihood = table["log_likelihood"]
    for key in (("dbn", 2), ("dbm", 2)):
        gain = likelihood[key] - likelihood[("dbn", 1)]
        assert table.loc[key, "gain_over_rbm"] == pytest.approx(gain, rel=1e-9)
        errors = table.loc[[key, ("dbn", 1)], "log_likelihood_err"]
        assert 0 < table.loc[key, "gain_over_rbm_err"] < np.hypot(*errors)
    gain = likelihood[("dbm", 2)] - likelihood[("dbn", 2)]
    assert table.loc[("dbm", 2), "gain_over_dbn"] == pytest.approx(gain, rel=1e-9)
    assert table.loc[("dbn", 1), ["gain_over_rbm", "gain_over_dbn"]].isna().all()
    assert np.isnan(table.loc[("dbn", 2), "gain_over_dbn"])
    for name in ("gain_over_rbm", "gain_over_dbn"):
        scores = table[name] / table[f"{name}_err"]
        words = ["" if np.isnan(z) else "above" if z > 2 else "below" if z < -2 else "within" for z in scores]
        assert table[f"{name}_beside_zero"].tolist() == words


def test_a_deep_network_of_one_hidden_layer_is_no_bound_and_no_gain():
    network = DeepBeliefNetwork((random_rbm(SIDE**2, 5, "spin", 4),))
    row = table_of(network).iloc[1]
    assert (row["model"], row["is_bound"]) == ("dbm", False)
    assert row["gain_over_rbm"] == pytest.approx(0, abs=1e-3)
