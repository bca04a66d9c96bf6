"""The two phases of contrastive divergence, whose difference estimates the gradient of the log-likelihood."""

from dataclasses import dataclass

import numpy as np

from rgcore.rbm._kernels import means_of_units, sample_states, sample_units
from rgcore.rbm.networks.restricted import RBM

__all__ = ["Workspace", "contrastive_divergence"]

MINUS = np.float32(-1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Workspace:
    """Buffers of one minibatch, float32, so that training allocates nothing per step.

    The gradient is visible^T hidden / n: rows of ``visible`` are n samples, then n states of the model; rows of
    ``hidden`` are the means given the samples, then **minus** the means given the states. The rest is scratch.
    """

    visible: np.ndarray  # (2 n, n_visible)
    data: np.ndarray  # its first half, where the samples go
    model: np.ndarray  # its second half
    hidden: np.ndarray  # (2 n, n_hidden)
    data_means: np.ndarray  # its halves
    model_means: np.ndarray
    visible_inputs: np.ndarray  # (n, n_visible); apart from the states, or the kernels would not vectorize
    hidden_inputs: np.ndarray  # (n, n_hidden)
    hidden_states: np.ndarray
    visible_sums: np.ndarray  # (n_visible,), (n_hidden,)
    hidden_sums: np.ndarray
    gradient: np.ndarray  # (n_visible, n_hidden)

    @classmethod
    def for_batch(cls, n: int, n_visible: int, n_hidden: int) -> "Workspace":
        """Return buffers for minibatches of ``n`` samples."""
        shapes = {
            "visible_inputs": (n, n_visible),
            "hidden_inputs": (n, n_hidden),
            "hidden_states": (n, n_hidden),
            "visible_sums": (n_visible,),
            "hidden_sums": (n_hidden,),
            "gradient": (n_visible, n_hidden),
        }
        scratch = {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
        visible, hidden = (np.zeros((2 * n, size), dtype=np.float32) for size in (n_visible, n_hidden))
        return cls(
            visible=visible,
            data=visible[:n],
            model=visible[n:],
            hidden=hidden,
            data_means=hidden[:n],
            model_means=hidden[n:],
            **scratch,
        )


def contrastive_divergence(
    rbm: RBM, work: Workspace, gibbs_steps: int, stream: np.ndarray, chains: np.ndarray | None = None
) -> None:
    """Run both phases for the samples in ``work.data``, so that visible^T hidden / n is the gradient.

    Hinton, Neural Computation 14, 1771 (2002). Chains run ``gibbs_steps`` rounds in which both layers are sampled,
    every unit of every chain with a random number of its own; the hidden layer enters the gradient by its mean.
    For many steps its expectation is the exact gradient. (Codes that put means in place of sampled visible units
    do not have that limit.)

    Parameters
    ----------
    rbm : RBM
        float32, weights contiguous.
    work : Workspace
        For these sizes; all but the samples is overwritten. Samples may be means, as in the upper layers of a stack.
    gibbs_steps : int
        k, at least 1.
    stream : (2,) uint64 array
        Names the random numbers; advanced in place.
    chains : (n, n_hidden) float32 array, optional
        Hidden states of persistent chains (Tieleman, ICML 2008), advanced in place. By default chains start at
        hidden states drawn given the samples.
    """
    low, persistent = rbm.unit_type.low_single, chains is not None
    np.matmul(work.data, rbm.weights, out=work.hidden_inputs)
    if persistent:
        means_of_units(work.hidden_inputs, rbm.hidden_bias, low, work.data_means)
    else:
        chains = work.hidden_states
        sample_units(work.hidden_inputs, rbm.hidden_bias, low, stream, work.data_means, chains)
    for left in range(gibbs_steps - 1, -1, -1):
        np.matmul(chains, rbm.weights.T, out=work.visible_inputs)
        sample_states(work.visible_inputs, rbm.visible_bias, low, stream, work.model)
        np.matmul(work.model, rbm.weights, out=work.hidden_inputs)
        if persistent or left:
            sample_states(work.hidden_inputs, rbm.hidden_bias, low, stream, chains)
    means_of_units(work.hidden_inputs, rbm.hidden_bias, low, work.model_means, MINUS)
