"""Diagnostics of joint training are those that their columns describe."""

import numpy as np
import pytest

from rgcore.rbm.likelihood.mean_field import mean_field, unnormalized_bound
from rgcore.rbm.training.data.training_samples import FloatSamples, TrainingData, all_rows
from rgcore.rbm.training.joint import train_dbm
from rgcore.rbm.units.unit_type import unit_type

from ...config_values import joint_training_settings
from ..small_networks import UNITS, stack

SETTINGS = joint_training_settings(
    n_epochs=8,
    batch_size=20,
    n_chains=15,
    learning_rate=0.05,
    final_learning_rate=0.05,
    n_mean_field_steps=2,
    mean_field_tolerance=0.0,
    l1=0.0,
    fields="free",
)


def data_of(units):
    """Mostly up where trained on, coins where held out."""
    rng, functions = np.random.default_rng(2), unit_type(units)
    spins = np.where(rng.random((80, 4)) < np.repeat([[0.8], [0.5]], [60, 20], axis=0), 1, -1)
    return TrainingData(*(FloatSamples(functions.from_spins(part)) for part in (spins[:60], spins[60:])))


@pytest.mark.parametrize("units", UNITS)
def test_the_history_has_the_documented_columns(units):
    data, rng = data_of(units), np.random.default_rng(3)
    dbm, history = train_dbm(stack(units), data, SETTINGS, rng=rng, report=lambda *_: None)
    last, functions = history.iloc[-1], unit_type(units)
    seen, held_out = all_rows(data.training, 20), all_rows(data.held_out)
    limits = {"max_steps": 2, "tolerance": 0.0}
    means, of_seen = (mean_field(dbm, part, **limits).means for part in (held_out, seen))
    bound, seen_bound = unnormalized_bound(dbm, held_out, means), unnormalized_bound(dbm, seen, of_seen)
    assert last["unnormalized_bound"] == pytest.approx(bound.mean(), rel=1e-5)
    assert last["unnormalized_bound_err"] == pytest.approx(bound.std() / np.sqrt(20), rel=1e-4)
    assert last["bound_gap"] == pytest.approx(seen_bound.mean() - bound.mean(), abs=1e-5)
    assert last["bound_gap"] > 0.05  # what was trained on is the likelier
    errors = [part.std() / np.sqrt(20) for part in (bound, seen_bound)]
    assert last["bound_gap_err"] == pytest.approx(np.hypot(*errors), rel=1e-4)
    for layer, weights in enumerate(dbm.weights, start=1):
        assert last[f"weight_norm_{layer}"] == pytest.approx(np.sqrt(np.mean(weights**2)), rel=1e-5)
    assert last["mean_field_steps"] == 2
    inputs = means[0] @ dbm.weights[0].T + dbm.biases[0]
    back = functions.to_spins(functions.mean(inputs))
    error = np.mean((back - functions.to_spins(held_out)) ** 2)
    assert last["reconstruction_error"] == pytest.approx(error, rel=1e-5)
