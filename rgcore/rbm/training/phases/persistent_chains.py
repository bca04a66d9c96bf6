"""Persistent chains: the chains of the network go on from one minibatch to the next."""

import numpy as np

from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, write_inputs
from rgcore.rbm.training.phases.mean_field_phase import MeanFieldOfSamples
from rgcore.rbm.training.phases.statistics import Statistics
from rgcore.rbm.units._unit_kernels import means_of_units
from rgcore.rbm.units.real_unit_type import RealUnitType
from rgcore.rbm.units.unit_type import UnitType

__all__ = ["PersistentChains"]


class PersistentChains:
    """Mean fields given the samples minus averages over persistent chains, with any number of hidden layers.

    Tieleman, ICML 2008; Salakhutdinov and Hinton, AISTATS 2009. Every round draws the even layers given the odd ones,
    then the odd layers, every unit of every chain with a random number of its own. The odd layers enter the gradient
    by their means.

    Parameters
    ----------
    given_samples : MeanFieldOfSamples
        Means of the hidden layers given the samples, with the buffers of the minibatch.
    gibbs_steps : int
        Rounds per minibatch, at least 1.
    visible : UnitType or RealUnitType, optional
        Of the visible layer; that of the hidden layers by default.
    """

    def __init__(
        self,
        given_samples: MeanFieldOfSamples,
        gibbs_steps: int,
        visible: UnitType | RealUnitType | None = None,
    ) -> None:
        self._given_samples, self._gibbs_steps = given_samples, gibbs_steps
        self._visible = given_samples.units if visible is None else visible
        self._low, self._statistics = given_samples.units.low_single, given_samples.statistics
        self.samples = given_samples.samples
        self._model = self._statistics.model
        # apart from the states, or the kernels would not vectorize
        self._inputs = tuple(np.zeros_like(values) for values in self._model)
        self._scratch = tuple(np.zeros_like(values) for values in self._model)

    def __call__(
        self, network: DeepBoltzmannMachine, chains: tuple[np.ndarray, ...], stream: np.ndarray
    ) -> Statistics:
        """Return the statistics of the minibatch in ``samples``; advance the chains."""
        self._given_samples.settle(network)
        states = [chains[layer // 2] if layer % 2 else values for layer, values in enumerate(self._model)]
        for left in range(self._gibbs_steps - 1, -1, -1):
            for layer in [*range(0, len(states), 2), *range(1, len(states), 2)]:
                inputs, bias = self._inputs[layer], network.biases[layer]
                write_inputs(network, states, layer, inputs, self._scratch[layer])
                if layer % 2 and not left:
                    weight = self._statistics.model_weight
                    means_of_units(inputs, bias, self._low, self._model[layer], weight)
                units = self._given_samples.units if layer else self._visible
                units.write_states(inputs, bias, stream, states[layer])
        return self._statistics.collect()
