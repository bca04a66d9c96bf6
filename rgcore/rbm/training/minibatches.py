"""The minibatches of one epoch: which samples, in which order, with which random numbers."""

import numpy as np
from numpy.random import Generator

from rgcore.rbm._kernels import sample_means
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.samples import Samples
from rgcore.rbm.units.unit_type import unit_type

__all__ = ["Minibatches"]


class Minibatches:
    """The samples in random order, cut into batches, and a stream of random words for each batch.

    All that an epoch draws from a Generator is drawn here, at its start: so that any minibatch can be reached again
    from the state of the Generator before the epoch.

    Parameters
    ----------
    samples : Samples
    order : (n_batches, batch_size) int64 array
    streams : (n_batches, 2) uint64 array
    settings : TrainingSettings
    """

    def __init__(
        self, samples: Samples, order: np.ndarray, streams: np.ndarray, settings: TrainingSettings
    ) -> None:
        self._samples, self._order, self._streams = samples, order, streams
        self._low = unit_type(settings.units).low_single
        self._means = None
        if settings.layer_inputs == "samples":
            self._means = np.empty((settings.batch_size, samples.n_units), dtype=np.float32)

    @classmethod
    def of_epoch(cls, samples: Samples, settings: TrainingSettings, *, rng: Generator) -> "Minibatches":
        """Draw an order and streams; samples that do not fill a batch are left out."""
        n_batches = len(samples) // settings.batch_size
        order = rng.permutation(len(samples))[: n_batches * settings.batch_size]
        streams = rng.integers(2**64, size=(n_batches, 2), dtype=np.uint64)
        return cls(samples, order.reshape(n_batches, settings.batch_size), streams, settings)

    def __len__(self) -> int:
        return len(self._streams)

    def take(self, batch: int, out: np.ndarray) -> np.ndarray:
        """Write a batch into ``out`` (batch_size, n_units) float32 and return its stream, (2,) uint64."""
        rows, stream = self._order[batch], self._streams[batch].copy()
        if self._means is None:
            self._samples.take(rows, out)
        else:
            self._samples.take(rows, self._means)
            sample_means(self._means, self._low, stream, out)
        return stream
