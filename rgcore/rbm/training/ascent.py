"""One step of the parameters up the gradient: momentum, penalties, centring."""

from typing import NamedTuple

import numpy as np

from rgcore.rbm._kernels import ascend_bias, ascend_weights, signed_sums
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.contrastive_divergence import Workspace
from rgcore.rbm.training.training_state import TrainingState

__all__ = ["LARGEST_WEIGHT", "OFFSET_RATE", "Step", "ascend"]

LARGEST_WEIGHT = 100.0  # one such weight alone makes a state e^100 times likelier: training has diverged
OFFSET_RATE = np.float32(0.01)  # of the running means, Melchior, Fischer and Wiskott (2016)
PLUS, MINUS = np.float32(1), np.float32(-1)


class Step(NamedTuple):
    """How far a step goes along the summed gradient of a batch, as float32, in the order that the kernels take."""

    scale: np.float32  # learning rate over the size of the batch
    momentum: np.float32
    l1: np.float32  # both per update
    l2: np.float32
    largest: np.float32  # allowed modulus of a weight

    @classmethod
    def of(cls, *, rate: float, batch_size: int, momentum: float, l1: float, l2: float = 0.0) -> "Step":
        """Return the step of a learning rate; ``l1`` and ``l2`` are what they take per update."""
        return cls(*np.array([rate / batch_size, momentum, l1, l2, LARGEST_WEIGHT], dtype=np.float32))

    @classmethod
    def of_epoch(cls, settings: TrainingSettings, epoch: int) -> "Step":
        """Return the step of an epoch, counted from 0."""
        rate = settings.rate(epoch)
        penalties = {"l1": settings.shrinkage(rate), "l2": rate * settings.l2}
        return cls.of(rate=rate, batch_size=settings.batch_size, momentum=settings.momentum, **penalties)


def ascend(state: TrainingState, work: Workspace, settings: TrainingSettings, step: Step) -> bool:
    """Move the parameters along the gradient in ``work``, in place; return whether a weight has left its bounds.

    velocity = momentum velocity + rate gradient - penalties. The gradient of both phases is one matrix product. Centred
    by mu and lambda, it is that of W in the parametrization (v - mu) W (h - lambda) + c'.v + b'.h, where
    c = c' - W lambda and b = b' - W^T mu; the biases c' and b' have the velocities, and stay at zero where there are
    no fields.

    Parameters
    ----------
    state : TrainingState
    work : Workspace
        After :func:`rgcore.rbm.training.contrastive_divergence`.
    settings : TrainingSettings
    step : Step
        Of this epoch.
    """
    rbm, velocity = state.rbm, state.velocity
    np.matmul(work.visible.T, work.hidden, out=work.gradient)
    signed_sums(work.visible, MINUS, work.visible_sums)
    signed_sums(work.hidden, PLUS, work.hidden_sums)
    visible, hidden = (state.visible_offset, work.visible_sums), (state.hidden_offset, work.hidden_sums)
    outside = ascend_weights(rbm.weights, velocity.weights, work.gradient, visible, hidden, step)
    if settings.fields == "free":
        ascend_bias(rbm.visible_bias, velocity.visible_bias, work.visible_sums, step)
        ascend_bias(rbm.hidden_bias, velocity.hidden_bias, work.hidden_sums, step)
    if settings.fields == "zero" or settings.gradient == "centered":
        np.subtract(rbm.visible_bias, velocity.weights @ state.hidden_offset, out=rbm.visible_bias)
        np.subtract(rbm.hidden_bias, state.visible_offset @ velocity.weights, out=rbm.hidden_bias)
    if settings.fields == "free" and settings.gradient == "centered":
        _follow_means(state, work)
    return outside


def _follow_means(state: TrainingState, work: Workspace) -> None:
    """Let the offsets follow the means of the units over data and model."""
    signed_sums(work.visible, PLUS, work.visible_sums)
    signed_sums(work.hidden, MINUS, work.hidden_sums)
    sides = ((state.visible_offset, work.visible_sums), (state.hidden_offset, work.hidden_sums))
    for offset, sums in sides:
        np.add(offset, OFFSET_RATE * (sums / np.float32(len(work.visible)) - offset), out=offset)
