"""The Gaussian null: a Gaussian process with the covariances of the data, at equal times and at every lag."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from scipy.fft import irfft, rfft

from rgcore.pcarg.nulls.fitted_data import Material
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["Gaussian", "fit_gaussian"]


@dataclass(frozen=True, slots=True)
class Gaussian:
    """Turns the phase of every frequency by a random angle, the same for all variables.

    Prichard and Theiler, Phys. Rev. Lett. 73, 951 (1994). Every draw has exactly the covariance of the data, at equal
    times and at every lag around the circle, so its principal components and their spectra in time, and is a sum of so
    many waves of random phase as there are frequencies: Gaussian, unless few frequencies carry the variance. For a
    stationary Gaussian process, whatever its memory, data and draws have the same law (but for the seam where the last
    sample meets the first), which makes a rank test against draws exact. Independent samples of the same covariance
    would scatter less than data that remember, and exclude Gaussian ones.
    """

    columns: TemporaryMatrix

    def draw(self, *, rng: Generator) -> TemporaryMatrix:
        """Return a draw, that can be gone through again."""
        columns = self.columns
        turns = random_turns(columns.n_samples, rng=rng)
        drawn = columns.empty_like()
        for first, end in columns.variable_groups():
            waves = rfft(columns.series(first, end), axis=1)
            waves *= turns
            drawn.write(0, first, irfft(waves, n=columns.n_samples, axis=1, overwrite_x=True).T)
        return drawn


def random_turns(n_samples: int, *, rng: Generator) -> np.ndarray:
    """Return factors of modulus 1 for the frequencies of a real series; 0 for its mean, 1 or -1 for the highest.

    Returns
    -------
    (n_samples // 2 + 1,) complex128 array
    """
    turns = np.exp(2j * np.pi * rng.random(n_samples // 2 + 1))
    turns[0] = 0
    if n_samples % 2 == 0:
        turns[-1] = np.sign(turns[-1].real)  # alone with its mirror image: a real series needs it real
    return turns


def fit_gaussian(material: Material, *, rng: Generator) -> Gaussian:
    """Return the Gaussian null; the series themselves say all there is to fit."""
    return Gaussian(material.columns)
