"""The elliptical null: Gaussian variables times one common random volatility."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.modes.principal_components import scaled_covariance
from rgcore.pcarg.nulls.fitted_data import Material
from rgcore.pcarg.nulls.gaussian import Gaussian, fit_gaussian
from rgcore.pcarg.nulls.volatility import StudentFit, common_volatility, fit_student
from rgcore.series.samples import Samples, replayable
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["Elliptical", "fit_elliptical"]

_N_PILOTS = 5


@replayable
def _modulated(samples: Samples, volatility: np.ndarray) -> Iterator[np.ndarray]:
    """Multiply each sample by its volatility."""
    place = 0
    for block in samples:
        yield block * volatility[place : place + len(block), None]
        place += len(block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elliptical:
    """A multivariate Student t that remembers: phi = sqrt(w) z, w = (nu - 2) / chi^2_nu of mean 1.

    z is a draw of the Gaussian null. The values of w are independent draws of their law, put in the order of size of
    the common volatility of the data, shifted around the circle: bursts last as long as those of the data. **Every**
    projection has the same kurtosis, 3 (nu - 2) / (nu - 4) above nu = 4, so that the flow is flat without being near
    any fixed point. Below nu = 8 the kurtosis of a finite sample falls short of the law's and scatters widely.

    Attributes
    ----------
    gaussian : Gaussian
    volatility : (n_samples,) float64 array
        Common volatility of the data; only the order of its values is used, equal ones in random order.
    student : StudentFit
    """

    gaussian: Gaussian
    volatility: np.ndarray
    student: StudentFit

    def draw(self, *, rng: Generator) -> Samples:
        """Return a draw, that can be gone through again."""
        volatility = self.draw_volatility(rng=rng)
        return _modulated(self.gaussian.draw(rng=rng), volatility)

    def draw_volatility(self, *, rng: Generator) -> np.ndarray:
        """Return sqrt(w) of every sample of a draw, (n_samples,) float64."""
        nu, n_samples = self.student.degrees_of_freedom, len(self.volatility)
        squares = np.sort((nu - 2) / rng.chisquare(nu, size=n_samples))
        order = np.lexsort((rng.random(n_samples), self.volatility))
        in_order = np.empty(n_samples)
        in_order[order] = squares
        return np.sqrt(np.roll(in_order, rng.integers(n_samples)))


def fit_elliptical(material: Material, *, rng: Generator) -> Elliptical:
    """Fit degrees of freedom to the median kurtosis of the variables (:func:`fit_student`).

    That fit takes samples to be independent in time. Where bursts meet slow variables, as in spikes, the draws of nu
    found so had half the kurtosis of the data: the fit is repeated for a kurtosis larger by as much as that of five
    draws, in the geometric mean, falls short.
    """
    moments, target = material.moments, _median_kurtosis(material.columns)
    correlation = scaled_covariance(moments, "correlation")
    first = Elliptical(
        gaussian=fit_gaussian(material, rng=rng),
        volatility=common_volatility(material.samples, moments),
        student=fit_student(target, moments.n_samples, correlation, rng=rng),
    )
    pilots = [_median_kurtosis(_stored(first.draw(rng=rng), material.columns)) for _ in range(_N_PILOTS)]
    shortfall = target / np.exp(np.mean(np.log(pilots)))
    student = fit_student(target * shortfall, moments.n_samples, correlation, rng=rng)
    return replace(first, student=student)


def _stored(drawn: Samples, like: TemporaryMatrix) -> TemporaryMatrix:
    columns = like.empty_like()
    place = 0
    for block in drawn:
        columns.write(place, 0, block)
        place += len(block)
    return columns


def _median_kurtosis(columns: TemporaryMatrix) -> float:
    found = []
    for first, end in columns.variable_groups():
        squares = columns.series(first, end) ** 2
        found.append(np.mean(squares**2, axis=1) / np.mean(squares, axis=1) ** 2)
    return float(np.median(np.concatenate(found)))
