"""The autocorrelation time of samples of many variables, which blocks of time must be much longer than.

The estimator for one series is in :mod:`rgcore.stats.autocorrelation`; here it is applied to series of any data set.
"""

import numpy as np

from rgcore.stats.autocorrelation import ChainTooShort, integrated_autocorrelation_time

__all__ = ["CorrelationTime"]

LONGEST = 2**16  # samples that are used, at most
N_VARIABLES = 8  # that are followed one by one


class CorrelationTime:
    """Collects a few series of the samples during a pass, and estimates their longest autocorrelation time.

    The standard errors of fourth moments are those of means of powers of the variables. Four kinds of series are
    followed (z: variables, standardized by mean and standard deviation of the first batch):

    - the mean of z over all variables, such as population activity;
    - the mean of z^2 over all variables, such as common volatility;
    - z of eight variables, evenly spread over their numbers;
    - z^2 of the same eight.

    Only the first 65,536 samples are used, in which times of up to 1,300 can be measured. More samples are cut
    into at most 20 blocks of time, each longer than 3,200 samples, which is 20 times an autocorrelation time of 160.

    Parameters
    ----------
    batch : (n, n_variables) array
        The first samples; they set mean and standard deviation, and are not added.
    """

    def __init__(self, batch: np.ndarray) -> None:
        values = np.asarray(batch, dtype=np.float64)
        with np.errstate(over="ignore"):  # too large a variance is refused with the moments
            deviation = values.std(axis=0)
        self._mean = values.mean(axis=0)
        self._weight = np.where(deviation > 0, 1 / np.where(deviation > 0, deviation, 1.0), 0.0)
        self._single = np.unique(np.linspace(0, len(self._mean) - 1, N_VARIABLES).astype(int))
        self._series: list[np.ndarray] = []
        self._length = 0

    def add(self, batch: np.ndarray) -> None:
        """Take the next samples, (n, n_variables), which must be finite."""
        if self._length >= LONGEST:
            return
        values = (batch[: LONGEST - self._length] - self._mean) * self._weight
        single = values[:, self._single]
        n_variables = values.shape[1]
        square = np.einsum("ti,ti->t", values, values) / n_variables
        together = [values.mean(axis=1), square]
        self._series.append(np.column_stack([*together, single, single**2]))
        self._length += len(values)

    def longest(self) -> float:
        """Return the longest integrated autocorrelation time in samples, at least 1/2.

        A series too short for its own autocorrelation time contributes the estimate so far, a constant one nothing.
        """
        n_series = self._series[0].shape[1]
        followed = (np.concatenate([part[:, series] for part in self._series]) for series in range(n_series))
        return max([0.5, *map(_tau, followed)])


def _tau(series: np.ndarray) -> float:
    try:
        return integrated_autocorrelation_time(series).tau
    except ChainTooShort as short:
        return short.tau if np.isfinite(short.tau) else 0.5
    except ValueError:
        return 0.5  # a single sample
