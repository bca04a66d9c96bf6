"""How training starts: weights, biases, offsets of the gradient and persistent chains before the first minibatch."""

import numpy as np
from numpy.random import Generator

from rgcore.rbm.likelihood.mean_field import mean_field
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, from_stack, single_precision
from rgcore.rbm.settings import JointTrainingSettings, TrainingSettings
from rgcore.rbm.training.data.training_samples import Samples, all_rows
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.units._unit_kernels import sample_means
from rgcore.rbm.units.unit_type import unit_type
from rgcore.rng_kernels import random_stream

__all__ = ["start_at_random", "start_from_stack"]

SAMPLES_FOR_MEANS = 1000


def start_at_random(
    samples: Samples, n_hidden: int, settings: TrainingSettings, *, rng: Generator
) -> TrainingState:
    """Return a network with one hidden layer, normal weights of deviation ``settings.weight_scale`` and no fields."""
    sizes, units = (samples.n_units, n_hidden), unit_type(settings.units)
    weights = rng.standard_normal(sizes, dtype=np.float32) * np.float32(settings.weight_scale)
    biases = tuple(np.zeros(size, dtype=np.float32) for size in sizes)
    network = DeepBoltzmannMachine(
        weights=(weights,), biases=biases, units=settings.units, visible_units=settings.visible_units
    )
    offsets = tuple(np.zeros(size, dtype=np.float32) for size in sizes)
    if settings.is_centered:
        types = (network.visible_type, units)
        offsets = tuple(np.full(size, each.midpoint) for size, each in zip(sizes, types, strict=True))
    if settings.fields == "zero":
        _remove_fields(network, offsets)
    elif settings.is_centered:
        offsets = (_mean_sample(samples), offsets[1])
    chains = ()
    if settings.algorithm == "persistent_contrastive_divergence":
        spins = 2.0 * rng.integers(0, 2, size=(settings.batch_size, n_hidden)) - 1
        chains = (units.from_spins(spins),)
    return TrainingState.at_rest(network, offsets, chains, rng=rng)


def start_from_stack(
    stack: DeepBeliefNetwork, samples: Samples, settings: JointTrainingSettings, *, rng: Generator
) -> TrainingState:
    """Return the deep network of :func:`from_stack`; the stack is left untouched.

    Chains start at odd layers drawn with their mean-field means given random samples.
    """
    network = single_precision(from_stack(stack, settings.upper_scale))
    if settings.fields == "zero":
        offsets = tuple(np.full(size, network.unit_type.midpoint) for size in network.sizes)
        _remove_fields(network, offsets)
    else:
        visible = all_rows(samples, min(len(samples), SAMPLES_FOR_MEANS))
        means = mean_field(network, visible, max_steps=settings.n_mean_field_steps).means
        offsets = tuple(_mean_row(values) for values in (visible, *means))
    return TrainingState.at_rest(network, offsets, _first_chains(network, samples, settings, rng), rng=rng)


def _remove_fields(network: DeepBoltzmannMachine, midpoints: tuple[np.ndarray, ...]) -> None:
    """Set the biases to those of no field: 0 for spins, minus half the sums of the weights for 0/1 units."""
    for bias in network.biases:
        bias[:] = 0
    for layer, weights in enumerate(network.weights):
        below, above = network.biases[layer : layer + 2]
        np.subtract(below, weights @ midpoints[layer + 1], out=below)
        np.subtract(above, midpoints[layer] @ weights, out=above)


def _mean_sample(samples: Samples) -> np.ndarray:
    return _mean_row(all_rows(samples, min(len(samples), SAMPLES_FOR_MEANS)))


def _mean_row(values: np.ndarray) -> np.ndarray:
    return values.mean(axis=0, dtype=np.float64).astype(np.float32)


def _first_chains(
    network: DeepBoltzmannMachine, samples: Samples, settings: JointTrainingSettings, rng: Generator
) -> tuple[np.ndarray, ...]:
    visible = np.empty((settings.n_chains, samples.n_units), dtype=np.float32)
    samples.take(rng.integers(len(samples), size=settings.n_chains), visible)
    means = mean_field(network, visible, max_steps=settings.n_mean_field_steps).means[::2]
    chains = tuple(np.empty_like(part) for part in means)
    for part, states in zip(means, chains, strict=True):
        sample_means(part, network.unit_type.low_single, random_stream(rng=rng), states)
    return chains
