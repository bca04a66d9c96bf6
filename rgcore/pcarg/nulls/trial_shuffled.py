"""The null of independent variables under a stimulus: the trials of each are shuffled on their own."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls.cards import FitReport, NullCard
from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["CARD", "TrialShuffled"]


@dataclass(frozen=True, slots=True)
class TrialShuffled:
    """Each variable with its trials in a random order of its own."""

    columns: TemporaryMatrix
    trial_length: int

    def draw(self, *, rng: Generator) -> TemporaryMatrix:
        """Return a draw."""
        drawn = self.columns.empty_like()
        n_trials = self.columns.n_samples // self.trial_length
        for first, end in self.columns.variable_groups():
            trials = self.columns.series(first, end).reshape(end - first, n_trials, self.trial_length)
            for variable, own in enumerate(trials, start=first):
                drawn.write(0, variable, own[rng.permutation(n_trials)].reshape(-1, 1))
        return drawn

    def report(self) -> FitReport:
        """Return an empty report: nothing is fitted."""
        return FitReport()


def _lacking(data: ObservedData) -> str:
    if data.structure.trial_length is None:
        return "trials: a key of pcarg.nulls.trial_length, or data that are read with repeat"
    return ""


def _drive(data: ObservedData) -> np.ndarray:
    return np.arange(data.moments.n_samples) % data.structure.trial_length


def _fit(data: ObservedData, *, rng: Generator) -> TrialShuffled:
    return TrialShuffled(data.columns, data.structure.trial_length)


CARD = NullCard(
    label="trials shuffled",
    sentence="variables that are independent given the time in the trial, each with its own response in single trials, "
    "and without autocorrelation from trial to trial",
    keeps="mean response of each variable at every time of the trial; each of its trials as it is",
    loses="everything that variables share in single trials beyond their mean responses; the order of trials",
    fitted="nothing",
    fit=_fit,
    lacking=_lacking,
    keeps_covariance=False,
    drive=_drive,
    keeps_each_series=False,
)
