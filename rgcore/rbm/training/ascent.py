"""One step of the parameters up the gradient: momentum, penalties, centring."""

from typing import NamedTuple

import numpy as np

from rgcore.rbm.settings import AscentSettings
from rgcore.rbm.training._ascent_kernels import ascend_bias, ascend_weights
from rgcore.rbm.training.phases.statistics import Statistics
from rgcore.rbm.training.state import TrainingState

__all__ = ["LARGEST_WEIGHT", "Step", "ascend"]

LARGEST_WEIGHT = 100.0  # one such weight alone makes a state e^100 times likelier: training has diverged
OFFSET_RATE = np.float32(0.01)  # of the running means, Melchior, Fischer and Wiskott (2016)


class Step(NamedTuple):
    """How far a step goes along the summed gradient of a batch, as float32, in the order that the kernels take."""

    scale: np.float32  # learning rate over the size of the batch
    momentum: np.float32
    l1: np.float32  # both per update
    l2: np.float32
    largest: np.float32  # allowed modulus of a weight

    @classmethod
    def of_rate(cls, settings: AscentSettings, rate: float) -> "Step":
        """Return the step at a learning rate."""
        values = [rate / settings.batch_size, settings.momentum, *settings.penalties(rate), LARGEST_WEIGHT]
        return cls(*np.array(values, dtype=np.float32))


def ascend(state: TrainingState, statistics: Statistics, settings: AscentSettings, step: Step) -> bool:
    """Move the parameters along the gradient, in place; return whether a weight has left its bounds.

    velocity = momentum velocity + rate gradient - penalties.

    Centred gradient (Montavon and Mueller, 2012): write the energy with the offsets mu_l of the layers as
    -sum_l [(s_l - mu_l) W_l (s_(l+1) - mu_(l+1)) + b'_l.s_l] and differentiate at fixed b'. The stored biases follow:
    b_l = b'_l - W_l mu_(l+1) - mu_(l-1) W_(l-1). Without fields the b' stay at zero.

    Parameters
    ----------
    state : TrainingState
    statistics : Statistics
        Of this minibatch; its sums are overwritten where offsets follow the means of the units.
    settings : AscentSettings
    step : Step
        Of this epoch.
    """
    network, offsets, sums = state.network, state.offsets, statistics.sums
    numbers = tuple(step)  # numba's cache on disk would not be readable after a class has moved
    outside = False
    for layer, weights in enumerate(network.weights):
        below, above = (offsets[layer], sums[layer]), (offsets[layer + 1], sums[layer + 1])
        velocity, product = state.weight_velocities[layer], statistics.products[layer]
        outside |= ascend_weights(weights, velocity, product, below, above, numbers)
    if settings.fields == "free":
        for bias, velocity, gradient in zip(network.biases, state.bias_velocities, sums, strict=True):
            ascend_bias(bias, velocity, gradient, numbers)
    if settings.is_centered:
        _compensate_biases(state)
        if settings.fields == "free":
            _follow_means(state, statistics)
    return bool(outside)


def _compensate_biases(state: TrainingState) -> None:
    """Subtract from the biases what the steps of the weights add to the inputs through the offsets."""
    biases, offsets = state.network.biases, state.offsets
    for layer, step in enumerate(state.weight_velocities):
        np.subtract(biases[layer], step @ offsets[layer + 1], out=biases[layer])
        np.subtract(biases[layer + 1], offsets[layer] @ step, out=biases[layer + 1])


def _follow_means(state: TrainingState, statistics: Statistics) -> None:
    """Let the offsets follow the means of the units."""
    statistics.write_means()
    for offset, means in zip(state.offsets, statistics.sums, strict=True):
        np.add(offset, OFFSET_RATE * (means - offset), out=offset)
