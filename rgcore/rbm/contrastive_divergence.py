"""The contrastive-divergence estimate of the gradient of the log-likelihood."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.rbm._kernels import means_of_units, sample_units
from rgcore.rbm.model import RBM, Gradient
from rgcore.rbm.units import unit_functions

__all__ = ["Workspace", "contrastive_divergence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Buffers of one minibatch, so that training allocates nothing per step; contents are scratch."""

    visible_inputs: np.ndarray  # (n, n_visible); apart from the states, or the kernels would not vectorize
    visible_uniforms: np.ndarray
    visible: np.ndarray
    hidden_inputs: np.ndarray  # (n, n_hidden)
    hidden_uniforms: np.ndarray
    hidden: np.ndarray
    data_means: np.ndarray
    machine_means: np.ndarray
    gradient: Gradient
    machine_products: np.ndarray  # (n_visible, n_hidden)

    @classmethod
    def for_batch(cls, n: int, n_visible: int, n_hidden: int) -> "Workspace":
        """Return buffers for minibatches of ``n`` samples."""

        def empty(*shape: int) -> np.ndarray:
            return np.zeros(shape, dtype=np.float32)

        return cls(
            visible_inputs=empty(n, n_visible),
            visible_uniforms=empty(n, n_visible),
            visible=empty(n, n_visible),
            hidden_inputs=empty(n, n_hidden),
            hidden_uniforms=empty(n, n_hidden),
            hidden=empty(n, n_hidden),
            data_means=empty(n, n_hidden),
            machine_means=empty(n, n_hidden),
            gradient=Gradient(empty(n_visible, n_hidden), empty(n_visible), empty(n_hidden)),
            machine_products=empty(n_visible, n_hidden),
        )


def contrastive_divergence(
    rbm: RBM, batch: np.ndarray, workspace: Workspace, gibbs_steps: int, *, rng: Generator
) -> Gradient:
    """Return the CD-k gradient <v h>_data - <v h>_k, <v>_data - <v>_k, <h>_data - <h>_k.

    Hinton, Neural Computation 14, 1771 (2002). Chains start at the samples and run ``gibbs_steps`` rounds in
    which both layers are sampled, every unit of every sample with a random number of its own; the hidden
    layer enters the averages by its mean. For many steps the expectation is the exact gradient. (Codes that
    put means in place of sampled visible units do not have that limit.)

    Parameters
    ----------
    rbm : RBM
        float32, weights contiguous.
    batch : (n, n_visible) float32 array
        Samples in the machine's units; means are allowed, as in the upper layers of a stack.
    workspace : Workspace
        For these sizes; overwritten.
    gibbs_steps : int
        k, at least 1.
    rng : Generator, advanced in place

    Returns
    -------
    Gradient
        float32, averaged over the batch; it lives in the workspace until the next call.
    """
    low = np.float32(unit_functions(rbm.units).LOWER_VALUE)
    np.matmul(batch, rbm.weights, out=workspace.hidden_inputs)
    means_of_units(workspace.hidden_inputs, rbm.hidden_bias, low, workspace.data_means)
    for _ in range(gibbs_steps):
        _sample_hidden(rbm, low, workspace, rng)
        np.matmul(workspace.hidden, rbm.weights.T, out=workspace.visible_inputs)
        _sample_visible(rbm, low, workspace, rng)
        np.matmul(workspace.visible, rbm.weights, out=workspace.hidden_inputs)
    means_of_units(workspace.hidden_inputs, rbm.hidden_bias, low, workspace.machine_means)
    return _difference(batch, workspace)


def _sample_hidden(rbm: RBM, low: np.float32, work: Workspace, rng: Generator) -> None:
    rng.random(out=work.hidden_uniforms, dtype=np.float32)
    sample_units(work.hidden_inputs, rbm.hidden_bias, low, work.hidden_uniforms, work.hidden)


def _sample_visible(rbm: RBM, low: np.float32, work: Workspace, rng: Generator) -> None:
    rng.random(out=work.visible_uniforms, dtype=np.float32)
    sample_units(work.visible_inputs, rbm.visible_bias, low, work.visible_uniforms, work.visible)


def _difference(batch: np.ndarray, workspace: Workspace) -> Gradient:
    """Return the averages over data minus those over the chains' ends."""
    gradient, scale = workspace.gradient, np.float32(1 / len(batch))
    np.matmul(batch.T, workspace.data_means, out=gradient.weights)
    np.matmul(workspace.visible.T, workspace.machine_means, out=workspace.machine_products)
    np.subtract(gradient.weights, workspace.machine_products, out=gradient.weights)
    np.subtract(batch.sum(axis=0), workspace.visible.sum(axis=0), out=gradient.visible_bias)
    np.subtract(
        workspace.data_means.sum(axis=0), workspace.machine_means.sum(axis=0), out=gradient.hidden_bias
    )
    for part in gradient:
        np.multiply(part, scale, out=part)
    return gradient
