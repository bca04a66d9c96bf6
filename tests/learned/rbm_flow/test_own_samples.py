"""What an RBM samples, with standard errors that contain the autocorrelation, and its likelihood."""

import numpy as np
import pytest

from rgcore.lattice import square_bonds
from rgcore.learned.rbm_flow import own_samples
from rgcore.learned.rbm_flow.own_samples import likelihood_of, sampled_thermometers
from rgcore.learned.thermometer.torus_curves import torus_curves
from rgcore.rbm.likelihood import normalization
from rgcore.rbm.networks.bond_network import bond_network
from rgcore.rbm.sampling_settings import AnnealingSettings, GenerationSettings

from ..enumerated_torus import SIDE, drawn, probabilities, states


def exact_network(temperature):
    return bond_network(square_bonds(SIDE), SIDE**2, 1 / temperature)


def test_successive_configurations_of_a_chain_are_not_counted_as_independent():
    settings = GenerationSettings(
        n_samples=4000, n_chains=20, n_temperatures=4, burn_in_rounds=50, rounds_per_sample=1
    )
    seen = states()[0][:50].reshape(50, -1)
    curves = torus_curves(SIDE)
    row = sampled_thermometers(exact_network(2.3), seen, settings, curves, rng=np.random.default_rng(1))
    assert row["n_samples"] == 4000
    assert row["n_effective"] < 1500
    assert abs(row["energy"] - curves.energy(1 / 2.3)) < 4 * row["energy_err"]


def test_the_divergence_of_a_network_from_another_temperature_is_the_exact_one():
    p, q = probabilities(2.3), probabilities(3.0)
    exact = p @ np.log(p / q) / SIDE**2
    numbers = drawn(2.3, 4000, np.random.default_rng(2))
    spins = states()[0][numbers].reshape(len(numbers), -1)
    found = likelihood_of(
        exact_network(3.0),
        spins,
        np.log(p[numbers]),
        AnnealingSettings(n_chains=10, n_temperatures=10),
        rng=np.random.default_rng(3),
    )
    assert found["divergence_per_site"] == pytest.approx(exact, abs=4 * found["divergence_per_site_err"])
    assert 0 < found["divergence_per_site_err"] < 0.1 * exact


def test_the_error_of_a_divergence_contains_that_of_annealing(monkeypatch):
    numbers = drawn(2.3, 400, np.random.default_rng(2))
    spins = states()[0][numbers].reshape(len(numbers), -1)
    given = (
        exact_network(3.0),
        spins,
        np.log(probabilities(2.3)[numbers]),
        AnnealingSettings(n_chains=20, n_temperatures=20),
    )
    exact = likelihood_of(*given, rng=np.random.default_rng(3))
    monkeypatch.setattr(normalization, "MOST_ENUMERATED_UNITS", 1)
    annealed = likelihood_of(*given, rng=np.random.default_rng(3))
    assert exact["log_partition_err"] == 0 < annealed["log_partition_err"]
    together = np.hypot(exact["divergence_per_site_err"], annealed["log_partition_err"] / SIDE**2)
    assert annealed["divergence_per_site_err"] == pytest.approx(together)


def test_round_trips_are_the_mean_over_the_chains(monkeypatch):
    settings = GenerationSettings(
        n_samples=200, n_chains=10, n_temperatures=4, burn_in_rounds=50, rounds_per_sample=5
    )
    tempered, kept = own_samples.tempered_network, []
    monkeypatch.setattr(
        own_samples, "tempered_network", lambda *given, rng: kept.append(tempered(*given, rng=rng)) or kept[0]
    )
    seen, curves = states()[0][:50].reshape(50, -1), torus_curves(SIDE)
    row = sampled_thermometers(exact_network(2.3), seen, settings, curves, rng=np.random.default_rng(1))
    trips = np.asarray(kept[0].round_trips)
    assert np.ptp(trips) > 0
    assert row["round_trips"] == pytest.approx(trips.mean())
