"""Mean fields: what the hidden layers do given the samples, for every phase that does not sample them."""

from rgcore.rbm.likelihood.mean_field import MeanFieldWorkspace, settle_means
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine
from rgcore.rbm.training.phases.statistics import Statistics
from rgcore.rbm.units.unit_type import UnitType

__all__ = ["MeanFieldOfSamples"]


class MeanFieldOfSamples:
    """Writes the mean-field means of all hidden layers given the samples of a minibatch.

    With one hidden layer they are the exact means, found in one step.

    Parameters
    ----------
    units : UnitType
        Of the hidden layers.
    statistics : Statistics
        Its rows of the samples are written.
    max_steps, tolerance
        As for :func:`rgcore.rbm.likelihood.mean_field.mean_field`.
    """

    def __init__(
        self, units: UnitType, statistics: Statistics, *, max_steps: int = 1, tolerance: float = 0.0
    ) -> None:
        self.units, self.statistics = units, statistics
        self._max_steps, self._tolerance = max_steps, tolerance
        self._layers = statistics.data
        self.samples = self._layers[0]
        sizes = tuple(values.shape[1] for values in self._layers)
        self._work = MeanFieldWorkspace.for_batch(statistics.n_data, sizes)

    def settle(self, network: DeepBoltzmannMachine) -> None:
        """Write the means given the samples, and the number of steps, to the statistics."""
        n_steps = settle_means(network, self._layers, self._work, self._max_steps, self._tolerance)
        self.statistics.n_mean_field_steps = n_steps
