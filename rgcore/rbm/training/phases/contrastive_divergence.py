"""Contrastive divergence: the chains of the network start at the samples of the minibatch."""

import numpy as np

from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.training.phases.statistics import Statistics
from rgcore.rbm.units._unit_kernels import means_of_units, sample_states, sample_units
from rgcore.rbm.units.real_unit_type import RealUnitType
from rgcore.rbm.units.unit_type import UnitType

__all__ = ["ContrastiveDivergence"]


class ContrastiveDivergence:
    """CD-k of a network with one hidden layer (Hinton, Neural Computation 14, 1771 (2002)).

    Chains run k rounds in which both layers are sampled, every unit of every chain with a random number of its own;
    the hidden layer enters the gradient by its mean. For many steps the expectation is the exact gradient. (Codes that
    put means in place of sampled visible units do not have that limit.)

    Parameters
    ----------
    units : UnitType
        Of the hidden layer.
    sizes : (n_visible, n_hidden)
    n_samples : int
        In a minibatch; they may be means, as in the upper layers of a stack.
    gibbs_steps : int
        k, at least 1.
    visible : UnitType or RealUnitType, optional
        Of the visible layer; ``units`` by default.
    """

    def __init__(
        self,
        units: UnitType,
        sizes: tuple[int, int],
        n_samples: int,
        gibbs_steps: int,
        visible: UnitType | RealUnitType | None = None,
    ) -> None:
        self._low, self._gibbs_steps = units.low_single, gibbs_steps
        self._visible = units if visible is None else visible
        self._statistics = Statistics.for_layers(sizes, n_samples, n_samples, centred_on_model=True)
        self.samples, self._data_means = self._statistics.data
        self._model, self._model_means = self._statistics.model
        # apart from the states, or the kernels would not vectorize
        self._visible_inputs, self._hidden_inputs = (
            np.zeros((n_samples, size), dtype=np.float32) for size in sizes
        )
        self._hidden_states = np.zeros_like(self._hidden_inputs)

    def __call__(
        self, network: DeepBoltzmannMachine, chains: tuple[np.ndarray, ...], stream: np.ndarray
    ) -> Statistics:
        """Return the statistics of the minibatch; there are no persistent ``chains``."""
        (weights,), (visible_bias, hidden_bias) = network.weights, network.biases
        low, states = self._low, self._hidden_states
        visible_inputs, hidden_inputs = self._visible_inputs, self._hidden_inputs
        np.matmul(self.samples, weights, out=hidden_inputs)
        sample_units(hidden_inputs, hidden_bias, low, stream, self._data_means, states)
        for left in range(self._gibbs_steps - 1, -1, -1):
            np.matmul(states, weights.T, out=visible_inputs)
            self._visible.write_states(visible_inputs, visible_bias, stream, self._model)
            np.matmul(self._model, weights, out=hidden_inputs)
            if left:
                sample_states(hidden_inputs, hidden_bias, low, stream, states)
        means_of_units(hidden_inputs, hidden_bias, low, self._model_means, self._statistics.model_weight)
        return self._statistics.collect()
