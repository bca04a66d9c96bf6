"""Likelihoods of the study against sums over all states, and annealing against enumeration."""

from itertools import product

import numpy as np
import pytest

from rgcore.learned.block_study.network_likelihood import likelihoods_of
from rgcore.learned.block_study.study_data import StudyData
from rgcore.rbm import RBM
from rgcore.rbm.likelihood import normalization
from rgcore.rbm.sampling_settings import AnnealingSettings

SIDE, COUPLING = 3, 0.35
STATES = np.array(list(product([-1, 1], repeat=SIDE**2)), np.int8)  # (512, 9)
ANNEALING = AnnealingSettings(n_chains=200, n_temperatures=200)


def ising_log_probabilities(states):
    """Return ln p of states (n, 9) by the sum over all 512, bonds once each."""

    def bonds(spins):
        lattices = spins.reshape(-1, SIDE, SIDE).astype(float)
        return sum((lattices * np.roll(lattices, 1, axis)).sum(axis=(1, 2)) for axis in (1, 2))

    return COUPLING * bonds(states) - np.log(np.exp(COUPLING * bonds(STATES)).sum())


def network(n_hidden=2, scale=0.5, units="spin"):
    rng = np.random.default_rng(3)
    weights, visible, hidden = (scale * rng.standard_normal(shape) for shape in ((9, n_hidden), 9, n_hidden))
    return RBM(weights=weights, visible_bias=visible, hidden_bias=hidden, units=units)


def log_probabilities(rbm, states):
    """Return ln P of states, hidden states and all visible ones summed one by one."""
    low = -1 if rbm.units == "spin" else 0
    hidden = np.array(list(product([low, 1], repeat=rbm.n_hidden)), float)

    def weight(spins):
        v = spins.astype(float) if rbm.units == "spin" else (1 + spins.astype(float)) / 2
        energies = v @ rbm.weights @ hidden.T + (v @ rbm.visible_bias)[:, None] + hidden @ rbm.hidden_bias
        return np.exp(energies).sum(axis=1)

    return np.log(weight(states) / weight(STATES).sum())


def spins_of(seed, n=40):
    return np.random.default_rng(seed).choice(np.array([-1, 1], np.int8), (n, SIDE**2))


def data(seed=5):
    return StudyData(spins_of(seed), spins_of(seed + 1), spins_of(seed + 2), 0.0, 1.0, 1.0)


@pytest.mark.parametrize("units", ["spin", "binary"])
def test_likelihoods_and_divergence_are_those_of_sums_over_all_states(units):
    rbm, given = network(units=units), data()
    found = likelihoods_of(rbm, given, COUPLING, ANNEALING, rng=np.random.default_rng(1))
    source, ising = (log_probabilities(rbm, spins) for spins in (given.held_out, given.held_out_ising))
    gaps = ising_log_probabilities(given.held_out_ising) - ising
    for name, values in (
        ("log_likelihood", source),
        ("log_likelihood_of_ising", ising),
        ("divergence_from_ising", gaps),
    ):
        assert found[name] == pytest.approx(values.mean() / 9, abs=1e-9)
        assert found[f"{name}_err"] == pytest.approx(values.std(ddof=1) / np.sqrt(40) / 9)
    assert found["log_partition_method"] == "exact"
    assert found["likelihood_reliable"]


def test_annealing_agrees_with_enumeration_and_its_error_is_part_of_every_error(monkeypatch):
    rbm, given = network(), data()
    exact = likelihoods_of(rbm, given, COUPLING, ANNEALING, rng=np.random.default_rng(1))
    monkeypatch.setattr(normalization, "MOST_ENUMERATED_UNITS", 1)
    found = likelihoods_of(rbm, given, COUPLING, ANNEALING, rng=np.random.default_rng(1))
    added = [
        np.sqrt(found[f"{name}_err"] ** 2 - exact[f"{name}_err"] ** 2)
        for name in ("log_likelihood", "log_likelihood_of_ising", "divergence_from_ising")
    ]
    assert added[0] > 0
    assert np.ptp(added) < 1e-9
    assert found["log_likelihood"] == pytest.approx(exact["log_likelihood"], abs=5 * added[0])
    assert found["log_partition_method"] == "annealed_importance_sampling"
    assert found["n_effective"] > 10


def test_few_annealing_runs_are_not_reliable(monkeypatch):
    monkeypatch.setattr(normalization, "MOST_ENUMERATED_UNITS", 1)
    few = AnnealingSettings(n_chains=8, n_temperatures=100)
    found = likelihoods_of(network(), data(), COUPLING, few, rng=np.random.default_rng(1))
    assert not found["likelihood_reliable"]


def test_the_exact_bond_network_has_no_divergence():
    """One hidden unit per bond, weights w to both ends with cosh 2w = exp 2K, is the Ising model."""
    weight, columns = np.arccosh(np.exp(2 * COUPLING)) / 2, []
    for site in range(SIDE**2):
        row, column = divmod(site, SIDE)
        for other in (SIDE * row + (column + 1) % SIDE, SIDE * ((row + 1) % SIDE) + column):
            columns.append(weight * np.isin(np.arange(SIDE**2), [site, other]))
    rbm = RBM(weights=np.array(columns).T, visible_bias=np.zeros(9), hidden_bias=np.zeros(18), units="spin")
    found = likelihoods_of(rbm, data(), COUPLING, ANNEALING, rng=np.random.default_rng(1))
    assert found["divergence_from_ising"] == pytest.approx(0, abs=1e-9)
    assert found["divergence_from_ising_err"] < 1e-9
