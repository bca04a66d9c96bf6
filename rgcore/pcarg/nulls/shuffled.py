"""The null of independent variables: the series of each is shifted around the circle of time on its own."""

from dataclasses import dataclass

from numpy.random import Generator

from rgcore.pcarg.nulls.cards import FitReport, NullCard
from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.series.circular_shift import shifted_samples
from rgcore.series.samples import Samples
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["CARD", "Shuffled"]


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Independent variables, each with its own values in their order in time except at one seam."""

    columns: TemporaryMatrix

    def draw(self, *, rng: Generator) -> Samples:
        """Return a draw; every variable is shifted by a random number of samples."""
        return shifted_samples(self.columns, rng=rng)

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
