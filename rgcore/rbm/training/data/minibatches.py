"""The minibatches of one epoch: which samples, in which order, with which random numbers."""

import numpy as np
from numpy.random import Generator

from rgcore.rbm.training.data.training_samples import Samples
from rgcore.rbm.units._unit_kernels import sample_means
from rgcore.rbm.units.unit_type import UnitType

__all__ = ["Minibatches"]


class Minibatches:
    """The samples in random order, cut into batches, and a stream of random words for each batch.

    All that an epoch draws from a Generator is drawn here, at its start: so that any minibatch can be reached again
    from the state of the Generator before the epoch. Samples that do not fill a batch are left out.

    Parameters
    ----------
    samples : Samples
    batch_size : int
    drawn_as : UnitType, optional
        Samples are means, and a minibatch holds states of these units drawn with them; by default the samples.
    rng : Generator, advanced in place
    """

    def __init__(
        self, samples: Samples, batch_size: int, drawn_as: UnitType | None = None, *, rng: Generator
    ) -> None:
        n_batches = len(samples) // batch_size
        order = rng.permutation(len(samples))[: n_batches * batch_size]
        self._samples, self._order = samples, order.reshape(n_batches, batch_size)
        self._streams = rng.integers(2**64, size=(n_batches, 2), dtype=np.uint64)
        self._drawn_as = drawn_as
        self._means = None if drawn_as is None else np.empty((batch_size, samples.n_units), dtype=np.float32)

    def __len__(self) -> int:
        return len(self._streams)

    def take(self, batch: int, out: np.ndarray) -> np.ndarray:
        """Write a batch into ``out`` (batch_size, n_units) float32 and return its stream, (2,) uint64."""
        rows, stream = self._order[batch], self._streams[batch].copy()
        if self._drawn_as is None:
            self._samples.take(rows, out)
        else:
            self._samples.take(rows, self._means)
            sample_means(self._means, self._drawn_as.low_single, stream, out)
        return stream
