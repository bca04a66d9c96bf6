"""The null of independent variables: each one shifted around the circle of time on its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls.fitted_data import Material
from rgcore.series.columns import ColumnStore
from rgcore.series.pieces import Blocks

__all__ = ["Shuffled", "fit_shuffled"]


@dataclass(frozen=True, slots=True)
class _Shifted:
    columns: ColumnStore
    offsets: np.ndarray

    def __iter__(self) -> Iterator[np.ndarray]:
        return self.columns.shifted(self.offsets)


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Keeps the values of each variable and their order in time, but for one seam; loses what variables share."""

    columns: ColumnStore

    def draw(self, *, rng: Generator) -> Blocks:
        """Return a draw, that can be gone through again."""
        size = self.columns.n_variables
        return _Shifted(self.columns, rng.integers(0, self.columns.n_samples, size=size))


def fit_shuffled(material: Material, *, rng: Generator) -> Shuffled:
    """Return the null of independent variables; there is nothing to fit."""
    return Shuffled(material.columns)
