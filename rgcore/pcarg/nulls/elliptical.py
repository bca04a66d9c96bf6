"""The elliptical null: Gaussian variables multiplied by one common random volatility."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.modes.principal_components import scaled_covariance
from rgcore.pcarg.nulls.cards import FitReport, NullCard
from rgcore.pcarg.nulls.fits.volatility import StudentFit, common_volatility, fit_student
from rgcore.pcarg.nulls.gaussian import Gaussian
from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.series.samples import Samples, replayable
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["CARD", "Elliptical"]

_N_PILOTS = 5


@replayable
def _modulated(samples: Samples, volatility: np.ndarray) -> Iterator[np.ndarray]:
    """Multiply each sample by its volatility."""
    start = 0
    for block in samples:
        yield block * volatility[start : start + len(block), None]
        start += len(block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elliptical:
    """A multivariate Student t with bursts: phi = sqrt(w) z, w = (nu - 2) / chi^2_nu of mean 1.

    z is a draw of the Gaussian null. The values of w are independent draws of their distribution, sorted in time as the
    common volatility of the data is and shifted around the circle, so that bursts last as long as those of the data.
    **Every** projection has the same kurtosis, 3 (nu - 2) / (nu - 4) above nu = 4: that of the distribution does not
    flow, without being near any fixed point. Below nu = 8 the kurtosis of a finite sample is on average much smaller,
    scatters widely, and can flow.

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
        """Return a draw."""
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

    def report(self) -> FitReport:
        """Return the degrees of freedom and their standard error."""
        return FitReport(
            degrees_of_freedom=self.student.degrees_of_freedom,
            degrees_of_freedom_err=self.student.degrees_of_freedom_err,
        )


def _fit(data: ObservedData, *, rng: Generator) -> Elliptical:
    """Fit degrees of freedom to the median kurtosis of the variables (:func:`fit_student`).

    That fit assumes samples that are independent in time. Where bursts meet slow variables, as in spikes, draws at the
    nu of the first fit had half the kurtosis of the data: the fit is repeated for a target kurtosis multiplied by that
    of the data over that of five draws (geometric mean).
    """
    moments, target = data.moments, _median_kurtosis(data.columns)
    correlation = scaled_covariance(moments, "correlation")
    first = Elliptical(
        gaussian=Gaussian(data.columns),
        volatility=common_volatility(data.samples, moments),
        student=fit_student(target, moments.n_samples, correlation, rng=rng),
    )
    pilots = [_median_kurtosis(_stored(first.draw(rng=rng), data.columns)) for _ in range(_N_PILOTS)]
    shortfall = target / np.exp(np.mean(np.log(pilots)))
    student = fit_student(target * shortfall, moments.n_samples, correlation, rng=rng)
    return replace(first, student=student)


def _stored(drawn: Samples, like: TemporaryMatrix) -> TemporaryMatrix:
    columns = like.empty_like()
    start = 0
    for block in drawn:
        columns.write(start, 0, block)
        start += len(block)
    return columns


def _median_kurtosis(columns: TemporaryMatrix) -> float:
    found = []
    for first, end in columns.variable_groups():
        squares = columns.series(first, end) ** 2
        found.append(np.mean(squares**2, axis=1) / np.mean(squares, axis=1) ** 2)
    return float(np.median(np.concatenate(found)))


CARD = NullCard(
    label="elliptical",
    sentence="Gaussian variables multiplied by one common volatility; all projections have the same kurtosis, though "
    "there is no fixed point",
    keeps="covariance, median kurtosis of the variables, duration of bursts",
    loses="everything else that is not Gaussian: all variables share one volatility",
    fitted="degrees of freedom; order in time of the common volatility",
    fit=_fit,
    keeps_covariance=True,
    keeps_each_series=False,
    fits_kurtosis=True,
)
