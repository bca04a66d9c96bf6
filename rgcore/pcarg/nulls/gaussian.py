"""The Gaussian null: a Gaussian process with the covariances of the data, at equal times and at every lag."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from scipy.fft import irfft, rfft

from rgcore.pcarg.nulls.cards import FitReport, NullCard
from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.series.temporary_matrix import TemporaryMatrix
from rgcore.stats.comparison import GAUSSIAN_KURTOSIS

__all__ = ["CARD", "Gaussian", "random_phases"]


@dataclass(frozen=True, slots=True)
class Gaussian:
    """The series of the data with the phase of every frequency rotated by a random angle, equal for all variables.

    Prichard and Theiler, Phys. Rev. Lett. 73, 951 (1994). Every draw has exactly the covariance of the data, at equal
    times and at every lag around the circle, hence their principal components and power spectra. It is a sum of one
    wave of random phase per frequency: Gaussian, unless a few frequencies carry most of the variance. If the data are a
    stationary Gaussian process, of any autocorrelation, data and draws have the same distribution (except for the seam
    where the last sample meets the first), which makes a rank test against draws exact. Independent samples of the same
    covariance would scatter less than autocorrelated data, and exclude Gaussian ones.
    """

    columns: TemporaryMatrix

    def draw(self, *, rng: Generator) -> TemporaryMatrix:
        """Return a draw."""
        columns = self.columns
        phases = random_phases(columns.n_samples, rng=rng)
        drawn = columns.empty_like()
        for first, end in columns.variable_groups():
            waves = rfft(columns.series(first, end), axis=1)
            waves *= phases
            drawn.write(0, first, irfft(waves, n=columns.n_samples, axis=1, overwrite_x=True).T)
        return drawn

    def report(self) -> FitReport:
        """Return an empty report: nothing is fitted."""
        return FitReport()


def random_phases(n_samples: int, *, rng: Generator) -> np.ndarray:
    """Return a factor of modulus 1 per frequency of a real series; 0 for its mean, 1 or -1 for the highest frequency.

    Returns
    -------
    (n_samples // 2 + 1,) complex128 array
    """
    phases = np.exp(2j * np.pi * rng.random(n_samples // 2 + 1))
    phases[0] = 0
    if n_samples % 2 == 0:
        phases[-1] = np.sign(
            phases[-1].real
        )  # the coefficient of the highest frequency of a real series is real
    return phases


def _fit(data: ObservedData, *, rng: Generator) -> Gaussian:
    return Gaussian(data.columns)


CARD = NullCard(
    label="Gaussian",
    sentence="a Gaussian process with the covariances of the data at equal and at different times",
    keeps="covariances at equal times and at every lag, exactly",
    loses="everything that is not Gaussian",
    fitted="nothing",
    fit=_fit,
    keeps_covariance=True,
    keeps_each_series=False,
    kurtosis=GAUSSIAN_KURTOSIS,
)
