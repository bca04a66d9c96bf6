"""Real values of any unit, such as prices or fluorescence, as visible units of variance 1 given the hidden ones."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.arguments.scalars import real_number
from rgcore.errors import InputError

__all__ = ["REMEDY", "Standardization", "check_standardized"]

LEAST_DEVIATION, LARGEST_DEVIATION = 0.5, 50.0
LARGEST_VALUE = 1e150  # whose square a float64 holds
LARGEST_SINGLE = 1e38  # that float32 holds
LARGEST_MEAN = 0.5  # in standard deviations, beside 4 standard errors
REMEDY = "use rgcore.rbm.Standardization.fit(values, noise=0.5).transform(values)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standardization:
    """Subtracts the mean of each variable and divides by a share of its standard deviation.

    A Gaussian visible unit has variance 1 given the hidden units, which leaves a network nothing to explain in
    variables of variance 1 but what they have in common. Divided by ``noise`` standard deviations they have the
    variance 1 / noise^2, of which the network may explain all but 1: ``noise`` is the standard deviation of a variable
    given the hidden units over that of the variable. Choose it by the likelihood of held-out samples in the units of
    the data, :func:`rgcore.rbm.log_likelihood` plus ``log_density_shift``.

    Attributes
    ----------
    means, scales : (n_units,) float64 arrays
        In the units of the data; scales are positive.
    """

    means: np.ndarray
    scales: np.ndarray

    def __post_init__(self) -> None:
        """Raise InputError unless there is a finite mean and a positive scale for each variable."""
        means = real_array("means", self.means, ("n_units",))
        scales = real_array("scales", self.scales, (len(means),))
        if scales.min() <= 0:
            raise InputError(f"scales must be positive, got {scales.min():g} at [{scales.argmin()}]")
        object.__setattr__(self, "means", means)
        object.__setattr__(self, "scales", scales)

    @classmethod
    def fit(cls, values: np.ndarray, *, noise: float) -> Self:
        """Return the standardization of samples (n, n_units), n at least 2.

        Parameters
        ----------
        values : (n, n_units) array
            In the units of the data.
        noise : float
            From 0.02 to 2.

        Raises
        ------
        InputError
            If a value is not finite or beyond 1e150 in size, a variable never changes, or ``noise`` is out of range.
        """
        array = real_array("values", values, ("n", "n_units"))
        noise = real_number("noise", noise, least=1 / LARGEST_DEVIATION, most=1 / LEAST_DEVIATION)
        if np.abs(array).max() > LARGEST_VALUE:
            raise InputError(f"values must be up to {LARGEST_VALUE:g} in size, got {np.abs(array).max():g}")
        deviations = array.std(axis=0)
        still = np.flatnonzero(array.max(axis=0) == array.min(axis=0))
        if len(still):
            raise InputError(
                f"every variable must change between samples, but column {still[0]} does not: leave it out"
            )
        return cls(means=array.mean(axis=0), scales=noise * deviations)

    def transform(self, values: np.ndarray) -> np.ndarray:
        """Return samples (n, n_units) in the units of the data as float32 values of visible units.

        Raises
        ------
        InputError
            If a value is not finite or beyond the range of float32, or the shape is another.
        """
        array = real_array("values", values, ("n", len(self.means)))
        with np.errstate(over="ignore"):
            standardized = (array - self.means) / self.scales
        if np.abs(standardized).max() > LARGEST_SINGLE:
            raise InputError(
                f"values must be within {LARGEST_SINGLE:g} scales of their means, got {np.abs(array).max():g}"
            )
        return standardized.astype(np.float32)

    def inverse_transform(self, values: np.ndarray) -> np.ndarray:
        """Return values (n, n_units) of visible units in the units of the data, float64."""
        return real_array("values", values, ("n", len(self.means))) * self.scales + self.means

    @property
    def log_density_shift(self) -> float:
        """What to add to a log-likelihood in nats for the log of the density in the units of the data."""
        return -float(np.log(self.scales).sum())


def check_standardized(name: str, samples: np.ndarray, units: str) -> None:
    """Raise InputError unless samples (n, n_units) have means near 0, and deviations as real-valued units need them."""
    deviations, means = samples.std(axis=0, dtype=np.float64), samples.mean(axis=0, dtype=np.float64)
    allowed = (LARGEST_MEAN + 4 / np.sqrt(len(samples))) * deviations
    wrong = (np.abs(means) > allowed) | (deviations < LEAST_DEVIATION) | (deviations > LARGEST_DEVIATION)
    if wrong.any():
        unit = int(wrong.argmax())
        raise InputError(
            f"{name}: samples for {units} visible units must be standardized, of mean 0 and standard deviation "
            f"{LEAST_DEVIATION:g} to {LARGEST_DEVIATION:g}, got mean {means[unit]:.3g} and deviation "
            f"{deviations[unit]:.3g} in column {unit}: {REMEDY}"
        )
