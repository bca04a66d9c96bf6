"""One step of the parameters of a deep Boltzmann machine up the gradient."""

import numpy as np

from rgcore.rbm._kernels import ascend_bias, ascend_weights
from rgcore.rbm.settings import JointTrainingSettings
from rgcore.rbm.training.ascent import OFFSET_RATE, Step
from rgcore.rbm.training.dbm_phases import Phases
from rgcore.rbm.training.joint_training_state import JointTrainingState

__all__ = ["ascend_dbm"]


def ascend_dbm(
    state: JointTrainingState, phases: Phases, settings: JointTrainingSettings, rate: float
) -> bool:
    """Move the parameters along the gradient in ``phases``, in place; return whether a weight has left its bounds.

    velocity = momentum velocity + rate gradient - penalty. The gradient is centred by the offsets mu_l (Montavon and
    Mueller, 2012): it is that of W in (s_l - mu_l) W_l (s_(l+1) - mu_(l+1)) + b'_l.s_l, where b = b' less what W does
    through the offsets; the b' have the velocities, and stay at zero where there are no fields.

    Parameters
    ----------
    state : JointTrainingState
    phases : Phases
        After both phases.
    settings : JointTrainingSettings
    rate : float
        Learning rate of this epoch.
    """
    step = Step.of(rate=rate, batch_size=phases.n_data, momentum=settings.momentum, l1=rate * settings.l1)
    gradients = _differences(phases)
    outside = False
    for layer, velocity in enumerate(state.weight_velocities):
        below, above = phases.layers[layer : layer + 2]
        np.matmul(below.T, above, out=phases.gradients[layer])
        sides = [(state.offsets[side], gradients[side]) for side in (layer, layer + 1)]
        outside |= ascend_weights(state.dbm.weights[layer], velocity, phases.gradients[layer], *sides, step)
    if settings.fields == "free":
        for bias, velocity, gradient in zip(state.dbm.biases, state.bias_velocities, gradients, strict=True):
            ascend_bias(bias, velocity, gradient, step)
    _hold_inputs(state)
    if settings.fields == "free":
        _follow_means(state, phases)
    return bool(outside)


def _differences(phases: Phases) -> list[np.ndarray]:
    """Return sums over data minus the model's for every layer; odd layers of the model have their sign already."""
    ones = np.ones_like(phases.row_signs)
    return [(ones if layer % 2 else phases.row_signs) @ values for layer, values in enumerate(phases.layers)]


def _hold_inputs(state: JointTrainingState) -> None:
    """Take from the biases what the steps of the weights do to the inputs through the offsets."""
    biases, offsets = state.dbm.biases, state.offsets
    for layer, step in enumerate(state.weight_velocities):
        np.subtract(biases[layer], step @ offsets[layer + 1], out=biases[layer])
        np.subtract(biases[layer + 1], offsets[layer] @ step, out=biases[layer + 1])


def _follow_means(state: JointTrainingState, phases: Phases) -> None:
    """Let the offsets follow the means of the units over the samples."""
    for offset, values in zip(state.offsets, phases.data, strict=True):
        np.add(offset, OFFSET_RATE * (values.mean(axis=0) - offset), out=offset)
