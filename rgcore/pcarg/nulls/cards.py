"""What each null declares of itself, at the end of its file, and what a fitted null can do."""

from collections.abc import Callable
from dataclasses import dataclass
from math import nan
from typing import Protocol

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls.observed_data import ObservedData
from rgcore.series.samples import Samples

__all__ = ["FitReport", "FittedNull", "NullCard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FitReport:
    """Fitted parameters as columns of ``pca_nulls`` and ``pca_exclusion``; the defaults stand for "not fitted".

    Attributes
    ----------
    degrees_of_freedom, degrees_of_freedom_err : float
        nu of a Student t, and one standard error.
    n_factors : int
        Number of common factors.
    clipped_pairs : int
        Pairs of variables whose covariance no null of its kind has.
    pair_residual : float
        Root mean square over the pairs of the covariance of the null minus that of the data, over that of the data.
    residual_time, null_residual_time : float
        Autocorrelation time of what a drive leaves of the data, and of the draw.
    """

    degrees_of_freedom: float = nan
    degrees_of_freedom_err: float = nan
    n_factors: int = 0
    clipped_pairs: int = 0
    pair_residual: float = nan
    residual_time: float = nan
    null_residual_time: float = nan


class FittedNull(Protocol):
    """A null fitted to one data set."""

    def draw(self, *, rng: Generator) -> Samples:
        """Return a draw: samples, of the number of the data, which can be replayed."""

    def report(self) -> FitReport:
        """Return the fitted parameters that the tables contain."""


def _nothing(data: ObservedData) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NullCard:
    """A null, declared. The shared tests of nulls check ``keeps_covariance``, ``keeps_each_series`` and ``kurtosis``.

    Attributes
    ----------
    label : str
        In legends.
    sentence : str
        What data of this null are like: a clause that completes "the data are ...".
    keeps, loses, fitted : str
        Properties of the data that a draw has and lacks, and what is fitted; for the documentation.
    fit : callable
        ``fit(data, rng=rng)`` with ``ObservedData`` and a Generator that is advanced in place.
    lacking : callable
        ``lacking(data)`` with ``ObservedData`` returns what data must have for this null and these have not, such as
        "samples that are whole numbers, and variable 3 is not"; "" where there is nothing.
    keeps_covariance : bool
        A draw has the covariance of the data, up to sampling noise.
    drive : callable, optional
        ``drive(data)`` with ``ObservedData`` returns the (n_samples,) number of the state of a common drive, from 0 on.
        A draw has what variables share through it, at the times at which the data have it, and the covariance that
        follows; draws are correlated with the data. Autocorrelation beyond that of the drive may be lost.
    keeps_each_series : bool
        Each variable of a draw has the values of the data in their order, shifted around the circle of time.
    fits_kurtosis : bool
        Its parameters are fitted to the median kurtosis of the variables with all modes kept.
    kurtosis : float, optional
        Of every projection on kept modes, if it is the same whatever the data.
    """

    label: str
    sentence: str
    keeps: str
    loses: str
    fitted: str
    fit: Callable[..., FittedNull]
    keeps_covariance: bool
    keeps_each_series: bool
    drive: Callable[[ObservedData], np.ndarray] | None = None
    lacking: Callable[[ObservedData], str] = _nothing
    fits_kurtosis: bool = False
    kurtosis: float | None = None

    def __post_init__(self) -> None:
        """Refuse a card whose texts are empty or end with a full stop, which their readers add."""
        for name in ("label", "sentence", "keeps", "loses", "fitted"):
            text = getattr(self, name)
            if not text or text.endswith("."):
                raise ValueError(f"{name} of a null must be a phrase without a full stop, got {text!r}")
