"""Diagnostics of the training of one RBM are those that their columns describe."""

import numpy as np
import pytest

from rgcore.rbm.likelihood.pseudo_likelihood import pseudo_log_likelihood
from rgcore.rbm.networks.restricted import RBM, free_energy, mean_h_from_v, mean_v_from_h
from rgcore.rbm.training.data.training_samples import FloatSamples, TrainingData
from rgcore.rbm.training.layer import train_rbm
from rgcore.rbm.training.layer_diagnostics import LayerDiagnostics
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import training_settings
from ..small_networks import TUNED
from .random_samples import coins

SETTINGS = training_settings(n_epochs=30, batch_size=20, learning_rate=0.1, l1=0.001, weight_scale=0.3)


def one_sided(n, n_visible):
    return np.where(np.random.default_rng(11).random((n, n_visible)) < 0.9, 1.0, -1.0)


@pytest.mark.parametrize("units", TUNED)
def test_the_history_has_the_documented_columns(units):
    settings = SETTINGS.changed(units=units)
    functions = unit_type(units)
    spins = np.concatenate([one_sided(100, 6), 2 * coins(30, 6, 10) - 1])  # held out are others
    seen, held_out = functions.from_spins(spins[:30]), functions.from_spins(spins[100:])
    data = TrainingData(FloatSamples(functions.from_spins(spins[:100])), FloatSamples(held_out))
    rbm, history = train_rbm(data, 4, settings, rng=np.random.default_rng(1), report=lambda *_: None)
    hidden = mean_h_from_v(rbm, held_out)
    back = functions.to_spins(mean_v_from_h(rbm, hidden))
    last = history.iloc[-1]
    assert list(history["epoch"]) == list(range(1, 31))
    assert last["reconstruction_error"] == pytest.approx(np.mean((back - spins[100:]) ** 2), rel=1e-5)
    gap = free_energy(rbm, held_out).mean() - free_energy(rbm, seen).mean()
    assert last["free_energy_gap"] == pytest.approx(gap, abs=1e-5)
    errors = [free_energy(rbm, part).std() / np.sqrt(30) for part in (held_out, seen)]
    assert last["free_energy_gap_err"] == pytest.approx(np.hypot(*errors), rel=1e-5)
    assert last["weight_norm"] == pytest.approx(np.sqrt(np.mean(rbm.weights**2)), rel=1e-5)
    assert last["active_fraction"] == pytest.approx((functions.to_spins(hidden).mean() + 1) / 2, rel=1e-5)
    deviations = functions.to_spins(hidden).std(axis=0) / 2
    assert last["dead_fraction"] == np.mean(deviations < 0.01)
    exact, of_seen = (
        pseudo_log_likelihood(rbm, part, rng=np.random.default_rng(1)) / 6 for part in (held_out, seen)
    )
    error = last["pseudo_log_likelihood_err"]
    assert abs(last["pseudo_log_likelihood"] - exact.mean()) < 4 * error
    assert abs(of_seen.mean() - exact.mean()) > 8 * error
    assert (
        1 < error / (exact.std() / np.sqrt(30)) < 2
    )  # ten of the sites, drawn at random, scatter a little more


def test_a_unit_that_never_changes_is_dead():
    rbm = RBM(
        weights=np.float32([[2, 0, 0.001]] * 4),
        visible_bias=np.zeros(4, np.float32),
        hidden_bias=np.float32([0, 0, 5]),
        units="spin",
    )
    spins = 2 * coins(60, 4, 2) - 1
    data = TrainingData(FloatSamples(spins[:30]), FloatSamples(spins[30:]))
    record = LayerDiagnostics(data).record(rbm, rng=np.random.default_rng(1))
    assert record["dead_fraction"] == pytest.approx(2 / 3)
