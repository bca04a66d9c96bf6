"""The hidden-field model has the correlations and rates of its closed forms."""

import numpy as np
from scipy.special import expit

from rgcore.datasets import generate_dataset
from rgcore.datasets.generated.neural_like import (
    NeuralLikeSettings,
    draw_couplings,
    latent_fields,
    neural_like_spikes,
    simulate_spikes,
)


def gaussian_average(function, width):
    """Return the mean of function(width x), x ~ N(0, 1), by the trapezium rule (exact to rounding here)."""
    x = np.linspace(-9, 9, 4001)
    weight = np.exp(-(x**2) / 2)
    return (function(np.multiply.outer(width, x)) * weight).sum(axis=-1) / weight.sum()


def test_hidden_fields_decay_as_ornstein_uhlenbeck_at_unit_variance():
    tau, n_steps, n_fields = 5.0, 4000, 400
    fields = latent_fields(n_steps, n_fields, tau, rng=np.random.default_rng(11))
    for lag in (0, 1, 3, 10):
        per_field = (fields[lag:] * fields[: n_steps - lag]).mean(axis=0)  # independent between fields
        error = per_field.std() / np.sqrt(n_fields)
        assert abs(per_field.mean() - np.exp(-lag / tau)) < 4 * error


def test_hidden_fields_are_stationary_from_the_first_step():
    first = latent_fields(3, 200_000, 50.0, rng=np.random.default_rng(12))
    assert np.all(np.abs((first**2).mean(axis=1) - 1) < 4 * np.sqrt(2 / 200_000))


def test_spike_rates_are_the_gaussian_integral_given_the_couplings():
    settings = NeuralLikeSettings(n_variables=60, n_samples=120_000, gain=2.0, bias=-0.8)
    rng = np.random.default_rng(13)
    couplings = draw_couplings(settings, rng=rng)
    spikes = simulate_spikes(couplings, settings, rng=rng)
    width = settings.field_strength * np.sqrt((couplings**2).sum(axis=0) / settings.n_fields)
    expected = gaussian_average(lambda field: expit(settings.gain * (field + settings.bias)), width)
    blocks = spikes.reshape(120, 1000, 60).mean(axis=1)  # 200 correlation times each
    error = blocks.std(axis=0) / np.sqrt(120)
    scores = (spikes.mean(axis=0) - expected) / error
    assert np.abs(scores).max() < 4.5
    total = blocks.mean(axis=1)  # cells share the fields: their mean has an error of its own
    assert abs(total.mean() - expected.mean()) < 4 * total.std() / np.sqrt(120)


def test_the_rate_of_joint_spikes_is_the_gaussian_integral_over_the_common_fields():
    settings = NeuralLikeSettings(n_variables=2, n_samples=200_000, n_fields=1, gain=2.0, bias=-0.5)
    couplings = np.array([[1.0, -0.7]])
    spikes = simulate_spikes(couplings, settings, rng=np.random.default_rng(14))
    both = spikes.prod(axis=1)
    expected = gaussian_average(lambda h: expit(2 * (h - 0.5)) * expit(2 * (-0.7 * h - 0.5)), 1.0)
    error = both.reshape(200, 1000).mean(axis=1).std() / np.sqrt(200)
    assert abs(both.mean() - expected) < 4 * error


def test_without_fields_spikes_are_independent_coins():
    settings = NeuralLikeSettings(n_variables=50, n_samples=20_000, field_strength=0.0, gain=1.0, bias=-1.0)
    spikes = neural_like_spikes(settings, rng=np.random.default_rng(15))
    assert abs(spikes.mean() - expit(-1)) < 4 * np.sqrt(expit(-1) * expit(1) / spikes.size)
    off_diagonal = np.corrcoef(spikes.T)[np.triu_indices(50, 1)]
    assert abs(off_diagonal.std() - 1 / np.sqrt(20_000)) < 0.1 / np.sqrt(20_000)


def test_the_published_parameters_are_the_defaults():
    settings = NeuralLikeSettings(n_variables=2, n_samples=100)
    assert (settings.n_fields, settings.correlation_time, settings.field_strength) == (10, 5.0, 1.0)
    assert (settings.gain, settings.bias) == (6.0, -16 / 6)


def test_cells_that_never_spike_are_left_out_and_named():
    block = {"kind": "neural_like", "n_variables": 160, "n_samples": 2000}
    dataset = generate_dataset("cells", block, rng=np.random.default_rng(16))
    silent = dataset.report[~dataset.report.kept]
    assert len(silent) > 0
    assert (silent.standard_deviation == 0).all()
    assert set(silent.reason) == {"constant in all 2000 samples kept"}
    assert dataset.samples.shape == (2000, 160 - len(silent))
    assert dataset.samples.std(axis=0).min() > 0
    assert set(np.unique(dataset.samples)) == {0.0, 1.0}
