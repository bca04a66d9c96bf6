"""The null of independent variables: each one shifted around the circle of time on its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls.fitted_data import Material
from rgcore.series.samples import Samples, replayable
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["Shuffled", "fit_shuffled"]


@replayable
def _shifted(columns: TemporaryMatrix, offsets: np.ndarray) -> Iterator[np.ndarray]:
    return columns.shifted(offsets)


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Keeps the values of each variable and their order in time, but for one seam; loses what variables share."""

    columns: TemporaryMatrix

    def draw(self, *, rng: Generator) -> Samples:
        """Return a draw, that can be gone through again."""
        size = self.columns.n_variables
        return _shifted(self.columns, rng.integers(0, self.columns.n_samples, size=size))


def fit_shuffled(material: Material, *, rng: Generator) -> Shuffled:
    """Return the null of independent variables; there is nothing to fit."""
    return Shuffled(material.columns)
