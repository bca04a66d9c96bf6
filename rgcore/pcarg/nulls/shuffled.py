"""The null of independent variables: the series of each is shifted around the circle of time on its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls.cards import FitReport, NullCard
from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.series.circular_shift import draw_offsets
from rgcore.series.samples import Samples, replayable
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["CARD", "Shuffled"]


@replayable
def _shifted(columns: TemporaryMatrix, offsets: np.ndarray) -> Iterator[np.ndarray]:
    return columns.shifted(offsets)


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Independent variables, each with its own values in their order in time except at one seam."""

    columns: TemporaryMatrix

    def draw(self, *, rng: Generator) -> Samples:
        """Return a draw; every variable is shifted by a random number of samples."""
        return _shifted(self.columns, draw_offsets(*self.columns.shape, rng=rng))

    def report(self) -> FitReport:
        """Return an empty report: nothing is fitted."""
        return FitReport()


def _fit(data: ObservedData, *, rng: Generator) -> Shuffled:
    return Shuffled(data.columns)


CARD = NullCard(
    label="shuffled",
    sentence="independent variables, each with its own values and autocorrelation",
    keeps="values of each variable and their order in time, except at one seam",
    loses="everything that variables share",
    fitted="nothing",
    fit=_fit,
    keeps_covariance=False,
    keeps_each_series=True,
)
