"""The first pass over the samples: mean, covariance and autocorrelation time."""

import warnings
from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import real_array, symmetric_matrix
from rgcore.arguments.scalars import real_number, whole_number
from rgcore.errors import InputError
from rgcore.series.correlation_time import CorrelationTime
from rgcore.series.samples import Samples, as_samples, batches, variable_names

__all__ = [
    "SampleMoments",
    "correlation_of",
    "sample_moments",
    "warn_of_biased_kurtosis",
    "warn_of_few_samples",
]

MANY_VARIABLES = 10  # per sample
FEWEST_OF_KURTOSIS = 50  # samples: of these the kurtosis of a Gaussian is 2.9 on average

_ENTRIES = 2**22  # of a batch, 32 MB: so many rows that adding an N x N matrix costs little beside making it
_FEWEST_ROWS, _MOST_ROWS = 512, 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMoments:
    """First and second moments of samples, with 1/T.

    Attributes
    ----------
    n_samples : int
        T, at least 2.
    mean : (n_variables,) float64 array
        Exactly the value of a variable that never changes.
    covariance : (n_variables, n_variables) float64 array
        <(x - mean)(x - mean)^T>, with 1/T; exactly 0 for a variable that never changes.
    correlation_time : float
        Integrated autocorrelation time in samples, 1/2 for independent ones, the longest of several series
        (:class:`rgcore.series.correlation_time.CorrelationTime`).
    trial_length : int
        Samples of a trial, where trials of equal length follow one another; 0 without trials.
    """

    n_samples: int
    mean: np.ndarray
    covariance: np.ndarray
    correlation_time: float
    trial_length: int = 0

    def __post_init__(self) -> None:
        """Raise InputError unless mean and covariance are of the same variables, finite, and numbers in range."""
        mean, covariance = (
            real_array("mean", self.mean, ("n",)),
            symmetric_matrix("covariance", self.covariance),
        )
        if len(mean) != len(covariance):
            raise InputError(
                f"mean and covariance must be of one size, got {len(mean)} and {len(covariance)}"
            )
        if np.diag(covariance).min() < 0:
            raise InputError(f"covariance must have no negative diagonal, got {np.diag(covariance).min():g}")
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "covariance", covariance)
        object.__setattr__(self, "n_samples", whole_number("n_samples", self.n_samples, least=2))
        time = real_number("correlation_time", self.correlation_time, above=0)
        object.__setattr__(self, "correlation_time", time)
        length = whole_number("trial_length", self.trial_length, least=0, most=self.n_samples)
        if length and self.n_samples % length:
            raise InputError(f"trial_length must divide the {self.n_samples} samples, got {length}")
        object.__setattr__(self, "trial_length", length)

    @property
    def n_trials(self) -> int:
        """Trials that follow one another; 0 without trials."""
        return self.n_samples // self.trial_length if self.trial_length else 0

    @property
    def deviation(self) -> np.ndarray:
        """Standard deviations, (n_variables,) float64."""
        return np.sqrt(np.diag(self.covariance))


def correlation_of(covariance: np.ndarray) -> np.ndarray:
    """Return C_ij / sqrt(C_ii C_jj), (n, n) float64; 0 in the row and column of a variable without variance."""
    deviation = np.sqrt(np.maximum(np.diag(covariance), 0))
    deviation = np.where(deviation > 0, deviation, np.inf)
    return covariance / np.outer(deviation, deviation)


def sample_moments(samples: Samples, trial_length: int = 0) -> SampleMoments:
    """Go through the samples once and return their moments.

    Batches are centred on their own mean and joined pairwise (Chan, Golub and LeVeque, Am. Stat. 37, 242 (1983)),
    so that neither a large mean nor a drift costs digits. Memory: one batch and two N x N matrices.

    Parameters
    ----------
    samples : (n_samples, n_variables) numbers, or blocks of such
        Whatever :func:`rgcore.series.as_samples` takes.
    trial_length : int
        Samples of a trial, where trials of equal length follow one another: blocks of time then hold whole trials or
        parts of one.

    Raises
    ------
    InputError
        If there are fewer than 2 samples, or an entry is not finite; names sample and variable. If ``trial_length``
        does not divide their number.
    """
    samples = as_samples(samples)
    n_samples, first, mean, scatter, varies, follower = 0, None, None, None, None, None
    for batch in _first_pass(samples):
        _refuse_infinite(batch, n_samples, variable_names(samples))
        if first is None:
            first = batch[0].astype(np.float64)
            mean, scatter = np.zeros(len(first)), np.zeros((len(first), len(first)))
            varies = np.zeros(len(first), dtype=bool)
            follower = CorrelationTime(batch)
        follower.add(batch)
        values = batch - first  # (n, n_variables) float64; constant variables are exactly 0
        shift = values.mean(axis=0)
        values -= shift
        n_both, step = n_samples + len(values), shift - mean
        with np.errstate(over="ignore", invalid="ignore"):  # refused afterwards
            scatter += values.T @ values
            scatter += np.outer(step, step * (n_samples * len(values) / n_both))
        varies |= values.any(axis=0)
        mean += step * (len(values) / n_both)
        n_samples = n_both
    if n_samples < 2:
        raise InputError(f"samples must be at least 2, found {n_samples}")
    _refuse_extreme(np.diag(scatter) / n_samples, varies, variable_names(samples))
    return SampleMoments(
        n_samples=n_samples,
        mean=first + mean,
        covariance=scatter / n_samples,
        correlation_time=follower.longest(),
        trial_length=trial_length,
    )


def warn_of_few_samples(moments: SampleMoments) -> None:
    """Warn if there are far more variables than samples, as where time is not the first axis."""
    n_samples, n_variables = moments.n_samples, len(moments.mean)
    if n_variables >= MANY_VARIABLES * n_samples:
        warnings.warn(
            f"only {n_samples} samples of {n_variables} variables, so the rank of their covariance is at most "
            f"{n_samples - 1}: time must be the first axis; if it is the second, give samples.T",
            stacklevel=3,
        )


def warn_of_biased_kurtosis(moments: SampleMoments) -> None:
    """Warn of samples so few that their kurtosis is biased, unless :func:`warn_of_few_samples` warns of them."""
    n_samples = moments.n_samples
    if n_samples < FEWEST_OF_KURTOSIS and len(moments.mean) < MANY_VARIABLES * n_samples:
        of_gaussian = 3 * (n_samples - 1) / (n_samples + 1)
        warnings.warn(
            f"only {n_samples} samples: the kurtosis of so few is biased downward, that of independent Gaussian ones "
            f"is {of_gaussian:.1f} on average, not 3; give {FEWEST_OF_KURTOSIS} samples or more",
            stacklevel=3,
        )


def _first_pass(samples):
    """Yield batches whose number of rows depends on the number of variables alone."""
    for _, row in batches(samples, 1):
        n_rows = int(np.clip(_ENTRIES // row.shape[1], _FEWEST_ROWS, _MOST_ROWS))
        yield from (batch for _, batch in batches(samples, n_rows))
        break


def _refuse_extreme(variances, varies, names):
    """Fourth powers of what passes stay within float64; so do squares, whose variance may be 0 though they vary."""
    wrong = np.flatnonzero(~(~varies | ((variances > 1e-70) & (variances < 1e70))))
    if len(wrong):
        raise InputError(
            f"variances must be 0 or between 1e-70 and 1e70, found {variances[wrong[0]]:.3g} in variable "
            f"{_named(wrong[0], names)}, which varies: choose another unit"
        )


def _named(variable, names):
    return variable if names is None else names[variable]


def _refuse_infinite(batch, n_before, names):
    with np.errstate(over="ignore", invalid="ignore"):
        if np.isfinite(batch.sum(axis=0, dtype=np.float64)).all():
            return
    wrong = np.argwhere(~np.isfinite(batch))
    if len(wrong):
        sample, variable = wrong[0]
        raise InputError(
            f"samples must be finite, found {batch[sample, variable]} in variable {_named(variable, names)}, "
            f"sample {n_before + sample + 1}: leave out the sample or the variable, or fill the entry"
        )
    raise InputError(
        f"samples must stay within the range of float64, but some up to sample {n_before + len(batch)} do not"
    )
