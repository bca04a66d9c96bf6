"""The null of variables that are independent given a covariate, such as position or stimulus."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls._shuffle_kernels import shuffle_within_groups
from rgcore.pcarg.nulls.cards import FitReport, NullCard
from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.pcarg.nulls.structure import grouped_samples
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["CARD", "GivenCovariate"]


@dataclass(frozen=True, slots=True)
class GivenCovariate:
    """Each variable shuffled on its own among the samples of each bin of the covariate."""

    columns: TemporaryMatrix
    bins: np.ndarray  # (n_samples,) int64

    def draw(self, *, rng: Generator) -> TemporaryMatrix:
        """Return a draw."""
        drawn = self.columns.empty_like()
        order, starts = grouped_samples(self.bins)
        for first, end in self.columns.variable_groups():
            series = self.columns.series(first, end).copy()
            shuffle_within_groups(series, order, starts, rng)
            drawn.write(0, first, series.T)
        return drawn

    def report(self) -> FitReport:
        """Return an empty report: nothing is fitted."""
        return FitReport()


def _lacking(data: ObservedData) -> str:
    return "a covariate, which pcarg.nulls.covariate names" if data.structure.bins is None else ""


def _fit(data: ObservedData, *, rng: Generator) -> GivenCovariate:
    return GivenCovariate(data.columns, data.structure.bins)


CARD = NullCard(
    label="independent given covariate",
    sentence="variables that are independent given the bin of a covariate, without other autocorrelation",
    keeps="values of each variable in each bin of the covariate, hence its tuning; the covariate itself in time",
    loses="everything that variables share within a bin; autocorrelation that the covariate does not have",
    fitted="nothing",
    fit=_fit,
    lacking=_lacking,
    keeps_covariance=False,
    drive=lambda data: data.structure.bins,
    keeps_each_series=False,
)
