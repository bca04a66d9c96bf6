"""Enumeration: the averages of a small network are sums over all its states; no chain, no noise of sampling."""

import numpy as np

from rgcore.rbm.likelihood.exact_likelihood import averages
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, lowest_rbm
from rgcore.rbm.training.phases.mean_field_phase import MeanFieldOfSamples
from rgcore.rbm.training.phases.statistics import Statistics

__all__ = ["Enumeration"]


class Enumeration:
    """The exact gradient of the mean log-likelihood of the minibatch, with one hidden layer.

    Parameters
    ----------
    given_samples : MeanFieldOfSamples
        Means of the hidden units given the samples, with buffers that have no rows of the network. The smaller layer
        must have at most ``MOST_ENUMERATED_UNITS`` of rgcore.rbm.settings.
    """

    def __init__(self, given_samples: MeanFieldOfSamples) -> None:
        self._given_samples = given_samples
        self._statistics = given_samples.statistics
        self.samples = given_samples.samples

    def __call__(
        self, network: DeepBoltzmannMachine, chains: tuple[np.ndarray, ...], stream: np.ndarray
    ) -> Statistics:
        """Return the statistics of the minibatch; there are no ``chains``, and no random number is drawn."""
        self._given_samples.settle(network)
        statistics = self._statistics.collect()
        of_network = averages(lowest_rbm(network))
        totals = (*statistics.products, *statistics.sums)
        for total, average in zip(totals, of_network, strict=True):
            np.subtract(total, statistics.n_data * average, out=total, casting="same_kind")
        return statistics
