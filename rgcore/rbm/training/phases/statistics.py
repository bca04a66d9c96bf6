"""What one minibatch contributes to the gradient: differences between the samples and the network."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.training.phases._statistics_kernels import signed_sums

__all__ = ["Phase", "Statistics"]

ONE = np.float32(1)


@dataclass(slots=True, kw_only=True, eq=False)
class Statistics:
    """Buffers of one minibatch, float32, so that training allocates nothing per step.

    The first ``n_data`` rows of each layer are samples, or means given the samples; the rest belongs to the network.
    The rows of the network are means times ``model_weight`` in odd layers and states in even ones. A weight joins an
    odd and an even layer, so one matrix product over all rows gives <.>_data - <.>_network, summed over the minibatch.
    The network has no rows where its averages are exact.

    Attributes
    ----------
    layers : tuple of (n_data + n_model, n_l) arrays
    products : tuple of (n_l, n_(l+1)) arrays
        Of the layers below and above each matrix of weights, data minus network, summed over the minibatch.
    sums : tuple of (n_l,) arrays
        Of each layer, data minus network, summed over the minibatch.
    n_data : int
        Samples of a minibatch.
    model_weight : float32
        Weight of a row of the network: -n_data / n_model.
    centred_on_model : bool
        Whether the offsets of a centred gradient follow the means over samples and network, or over samples alone.
    n_mean_field_steps : int
        Made for the samples of this minibatch.
    """

    layers: tuple[np.ndarray, ...]
    products: tuple[np.ndarray, ...]
    sums: tuple[np.ndarray, ...]
    n_data: int
    model_weight: np.float32
    centred_on_model: bool
    n_mean_field_steps: int = 1

    @classmethod
    def for_layers(
        cls, sizes: tuple[int, ...], n_data: int, n_model: int, *, centred_on_model: bool
    ) -> "Statistics":
        """Return buffers for layers of ``sizes``, visible first."""
        return cls(
            layers=tuple(np.zeros((n_data + n_model, size), dtype=np.float32) for size in sizes),
            products=tuple(np.zeros(shape, dtype=np.float32) for shape in pairwise(sizes)),
            sums=tuple(np.zeros(size, dtype=np.float32) for size in sizes),
            n_data=n_data,
            model_weight=np.float32(-n_data / max(n_model, 1)),
            centred_on_model=centred_on_model,
        )

    @property
    def data(self) -> tuple[np.ndarray, ...]:
        """The rows of the samples, (n_data, n_l), of every layer."""
        return tuple(values[: self.n_data] for values in self.layers)

    @property
    def model(self) -> tuple[np.ndarray, ...]:
        """The rows of the network, (n_model, n_l), of every layer."""
        return tuple(values[self.n_data :] for values in self.layers)

    @property
    def n_model(self) -> int:
        """Number of rows of the network."""
        return len(self.layers[0]) - self.n_data

    def collect(self) -> "Statistics":
        """Compute products and sums from the rows; return the object itself."""
        for layer, product in enumerate(self.products):
            np.matmul(self.layers[layer].T, self.layers[layer + 1], out=product)
        for layer, (values, sums) in enumerate(zip(self.layers, self.sums, strict=True)):
            signed_sums(values, self.n_data, ONE if layer % 2 else self.model_weight, sums)
        return self

    def write_means(self) -> None:
        """Overwrite the sums by the means of the units that offsets follow."""
        shared = np.float32(self.centred_on_model)
        n_rows = np.float32(self.n_data + self.centred_on_model * self.n_model)
        for layer, (values, sums) in enumerate(zip(self.layers, self.sums, strict=True)):
            signed_sums(values, self.n_data, shared / self.model_weight if layer % 2 else shared, sums)
            np.divide(sums, n_rows, out=sums)


class Phase(Protocol):
    """Estimates the gradient for one minibatch.

    Attributes
    ----------
    samples : (batch_size, n_0) float32 array
        Where the trainer writes the samples of a minibatch.
    """

    samples: np.ndarray

    def __call__(
        self, network: DeepBoltzmannMachine, chains: tuple[np.ndarray, ...], stream: np.ndarray
    ) -> Statistics:
        """Return the statistics of the minibatch in ``samples``; advance chains and stream in place.

        Parameters
        ----------
        network : DeepBoltzmannMachine
            float32, contiguous. A restricted Boltzmann machine is one with one hidden layer.
        chains : tuple of (n_chains, n_l) float32 arrays
            Odd layers of the persistent chains; empty for phases without any.
        stream : (2,) uint64 array
            Names the random numbers.
        """
        ...
