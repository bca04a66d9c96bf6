"""One step of the parameters up the gradient: momentum, penalties, centring."""

from typing import NamedTuple

import numpy as np
from scipy.linalg.blas import sgemm

from rgcore.rbm._kernels import ascend_bias, ascend_weights, signed_sums
from rgcore.rbm.contrastive_divergence import Workspace
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training_state import TrainingState

__all__ = ["Step", "ascend"]

LARGEST_WEIGHT = 100.0  # one such weight alone makes a state e^100 times likelier: training has diverged
OFFSET_RATE = np.float32(0.01)  # of the running means, Melchior, Fischer and Wiskott (2016)
PLUS, MINUS = np.float32(1), np.float32(-1)


class Step(NamedTuple):
    """How far a step goes, as float32: the gradient's factor, the share of the last step, and the penalties.

    ``penalties`` are (l1, l2, largest allowed modulus of a weight), the first two per update.
    """

    scale: np.float32
    momentum: np.float32
    penalties: tuple[np.float32, np.float32, np.float32]

    @classmethod
    def of_epoch(cls, settings: TrainingSettings, epoch: int) -> "Step":
        """Return the step of an epoch, counted from 0, for the sum of the gradients of a batch."""
        rate = settings.rate(epoch)
        penalties = np.array([settings.shrinkage(rate), rate * settings.l2, LARGEST_WEIGHT], dtype=np.float32)
        return cls(np.float32(rate / settings.batch_size), np.float32(settings.momentum), tuple(penalties))


def ascend(state: TrainingState, work: Workspace, settings: TrainingSettings, step: Step) -> bool:
    """Move the parameters along the gradient in ``work``, in place; return whether a weight has left its bounds.

    velocity = momentum velocity + rate gradient - penalties. The gradient of both phases is one matrix product, which
    adds to the velocity as it goes. Centred by mu and lambda, it is that of W in the parametrization
    (v - mu) W (h - lambda) + c'.v + b'.h, where c = c' - W lambda and b = b' - W^T mu; the biases c' and b' have the
    velocities, and stay at zero where there are no fields.

    Parameters
    ----------
    state : TrainingState
    work : Workspace
        After :func:`rgcore.rbm.contrastive_divergence`.
    settings : TrainingSettings
    step : Step
        Of this epoch.
    """
    rbm, velocity, scale = state.rbm, state.velocity, step.scale
    product = (
        velocity.weights.T
    )  # in Fortran's order: transposes are views, and the velocity is written in place
    sgemm(scale, work.hidden.T, work.visible.T, step.momentum, product, trans_b=True, overwrite_c=True)
    signed_sums(work.visible, MINUS, scale, work.visible_sums)
    signed_sums(work.hidden, PLUS, scale, work.hidden_sums)
    visible, hidden = (state.visible_offset, work.visible_sums), (state.hidden_offset, work.hidden_sums)
    outside = ascend_weights(rbm.weights, velocity.weights, visible, hidden, step.penalties)
    if settings.fields == "free":
        ascend_bias(rbm.visible_bias, velocity.visible_bias, step.momentum, work.visible_sums)
        ascend_bias(rbm.hidden_bias, velocity.hidden_bias, step.momentum, work.hidden_sums)
    if settings.fields == "zero" or settings.gradient == "centered":
        np.subtract(rbm.visible_bias, velocity.weights @ state.hidden_offset, out=rbm.visible_bias)
        np.subtract(rbm.hidden_bias, state.visible_offset @ velocity.weights, out=rbm.hidden_bias)
    if settings.fields == "free" and settings.gradient == "centered":
        _follow_means(state, work)
    return outside


def _follow_means(state: TrainingState, work: Workspace) -> None:
    """Let the offsets follow the means of the units over data and model."""
    share = np.float32(1 / len(work.visible))
    signed_sums(work.visible, PLUS, share, work.visible_sums)
    signed_sums(work.hidden, MINUS, share, work.hidden_sums)
    sides = ((state.visible_offset, work.visible_sums), (state.hidden_offset, work.hidden_sums))
    for offset, means in sides:
        np.add(offset, OFFSET_RATE * (means - offset), out=offset)
