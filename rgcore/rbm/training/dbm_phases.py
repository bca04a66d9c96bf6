"""The two phases of joint training, whose difference estimates the gradient of the bound of the log-likelihood."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rgcore.rbm._kernels import sample_units
from rgcore.rbm.likelihood.mean_field import MeanFieldWorkspace, settle_means
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, write_inputs

__all__ = ["Phases", "run_data_phase", "run_model_phase"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phases:
    """Buffers of one minibatch, float32, so that training allocates nothing per step.

    The gradient of W_l is layers[l]^T layers[l + 1] / n_data: the first ``n_data`` rows of a layer are samples or
    their mean-field means, the rest belongs to the model. There even layers are states of the chains, and odd ones
    are means given these, times -n_data / n_chains: an edge joins an even and an odd layer.
    """

    layers: tuple[np.ndarray, ...]  # (n_data + n_chains, n_l)
    inputs: tuple[np.ndarray, ...]  # (n_chains, n_l)
    scratch: tuple[np.ndarray, ...]
    gradients: tuple[np.ndarray, ...]  # (n_l, n_{l+1})
    mean_field: MeanFieldWorkspace
    row_signs: np.ndarray  # (n_data + n_chains,): 1 for data, -n_data / n_chains for the model

    @classmethod
    def for_batch(cls, n_data: int, n_chains: int, sizes: tuple[int, ...]) -> "Phases":
        """Return buffers for layers of ``sizes``, visible first."""

        def empty(n: int) -> tuple[np.ndarray, ...]:
            return tuple(np.zeros((n, size), dtype=np.float32) for size in sizes)

        return cls(
            layers=empty(n_data + n_chains),
            inputs=empty(n_chains),
            scratch=empty(n_chains),
            gradients=tuple(np.zeros(shape, dtype=np.float32) for shape in pairwise(sizes)),
            mean_field=MeanFieldWorkspace.for_batch(n_data, sizes),
            row_signs=np.repeat([1, -n_data / n_chains], [n_data, n_chains]).astype(np.float32),
        )

    @property
    def n_data(self) -> int:
        """Number of samples in a minibatch."""
        return len(self.mean_field.from_visible)

    @property
    def data(self) -> tuple[np.ndarray, ...]:
        """The rows of samples, (n_data, n_l), of every layer."""
        return tuple(values[: self.n_data] for values in self.layers)

    @property
    def model(self) -> tuple[np.ndarray, ...]:
        """The rows of the chains, (n_chains, n_l), of every layer."""
        return tuple(values[self.n_data :] for values in self.layers)


def run_data_phase(dbm: DeepBoltzmannMachine, phases: Phases, max_steps: int, tolerance: float) -> int:
    """Write the mean-field means given the samples in ``phases.data[0]``; return the number of steps."""
    return settle_means(dbm, phases.data, phases.mean_field, max_steps, tolerance)


def run_model_phase(
    dbm: DeepBoltzmannMachine,
    phases: Phases,
    chains: tuple[np.ndarray, ...],
    gibbs_steps: int,
    stream: np.ndarray,
) -> None:
    """Advance persistent chains, and write the rows of the model.

    Every round draws the even layers given the odd ones, then the odd layers, every unit of every chain with a random
    number of its own. The odd layers enter the gradient by their means.

    Parameters
    ----------
    dbm : DeepBoltzmannMachine
        float32, contiguous.
    phases : Phases
    chains : tuple of (n_chains, n_l) float32 arrays
        Odd layers of the chains, advanced in place.
    gibbs_steps : int
        At least 1.
    stream : (2,) uint64 array
        Names the random numbers; advanced in place.
    """
    model = phases.model
    states = [chains[layer // 2] if layer % 2 else values for layer, values in enumerate(model)]
    for _ in range(gibbs_steps):
        for first in (0, 1):
            for layer in range(first, len(states), 2):
                _sample(dbm, states, layer, phases, stream)
    for means in model[1::2]:
        np.multiply(means, phases.row_signs[-1], out=means)


def _sample(
    dbm: DeepBoltzmannMachine, states: list[np.ndarray], layer: int, phases: Phases, stream: np.ndarray
) -> None:
    """Draw one layer given its neighbours; its means go to the rows of the model if it is odd, else nowhere."""
    low, inputs, scratch = (
        dbm.unit_type.low_single,
        phases.inputs[layer],
        phases.scratch[layer],
    )
    write_inputs(dbm, states, layer, inputs, scratch)
    means = phases.model[layer] if layer % 2 else scratch
    sample_units(inputs, dbm.biases[layer], low, stream, means, states[layer])
