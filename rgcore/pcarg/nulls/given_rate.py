"""The null of variables that are independent given the population rate, their sum in every sample."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls._shuffle_kernels import trade_within_groups
from rgcore.pcarg.nulls.cards import FitReport, NullCard
from rgcore.pcarg.nulls.fits.levels import lacking_counts
from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.pcarg.nulls.structure import grouped_samples
from rgcore.series.samples import replayable
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["CARD", "GivenRate"]

_ROUNDS = 20  # of trades, in each of which every sample takes part once


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRate:
    """Counts traded between samples with the same sum until, of zeros and ones, nothing else is left of the data.

    Each round pairs the samples of equal sum at random and redistributes what differs, with the sums of both samples,
    and of each variable over them, kept. A sample whose sum occurs once stays as it is. Variables trade only with
    those that differ by the same amount: the one variable with values 0 and 2 among others of 0 and 1 stays as it is.

    Attributes
    ----------
    columns : TemporaryMatrix
        The data minus their mean.
    mean : (n_variables,) float64 array
    """

    columns: TemporaryMatrix
    mean: np.ndarray

    def draw(self, *, rng: Generator) -> TemporaryMatrix:
        """Return a draw."""
        counts = _counts(self.columns, self.mean)
        order, starts = grouped_samples(_rates(counts))
        trade_within_groups(counts, order, starts, _ROUNDS, rng)
        return _centred(counts, self.mean)

    def report(self) -> FitReport:
        """Return an empty report: nothing is fitted."""
        return FitReport()


@replayable
def _centred(counts, mean):
    for start in range(0, len(counts), 4096):
        yield counts[start : start + 4096] - mean


def _counts(columns: TemporaryMatrix, mean: np.ndarray) -> np.ndarray:
    """Return the (n_samples, n_variables) int32 counts whose differences from their mean are stored."""
    counts = np.empty(columns.shape, dtype=np.int32)
    start = 0
    for block in columns:
        counts[start : start + len(block)] = np.rint(block + mean)
        start += len(block)
    return counts


def _rates(counts: np.ndarray) -> np.ndarray:
    """Return the number of the population rate of each sample, among those that occur."""
    return np.unique(counts.sum(axis=1, dtype=np.int64), return_inverse=True)[1]


def _drive(data: ObservedData) -> np.ndarray:
    return _rates(_counts(data.columns, data.moments.mean))


def _fit(data: ObservedData, *, rng: Generator) -> GivenRate:
    return GivenRate(columns=data.columns, mean=data.moments.mean)


CARD = NullCard(
    label="independent given rate",
    sentence="counts that are independent given the population rate of each sample, without other autocorrelation",
    keeps="sum over the variables in every sample; values of each variable in the samples of each sum",
    loses="everything else that variables share; autocorrelation that the population rate does not have",
    fitted="nothing",
    fit=_fit,
    lacking=lacking_counts,
    keeps_covariance=False,
    drive=_drive,
    keeps_each_series=False,
)
