"""The integrated autocorrelation time of a series, and whether the series is long enough to show it.

Which series are measured: :mod:`rgcore.series.correlation_time` for data sets,
:mod:`rgcore.ising.autocorrelation_times` for Ising chains.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from rgcore.arguments.arrays import any_numbers, real_array
from rgcore.arguments.scalars import real_number
from rgcore.errors import InputError

__all__ = ["FEWEST_LENGTHS", "AutocorrelationTime", "ChainTooShort", "integrated_autocorrelation_time"]

FEWEST_LENGTHS = 50  # of tau in a series that is trusted by default
WINDOW_FACTOR = 6.0  # for one exponential the truncated tail is exp(-6) of tau, well below its standard error


@dataclass(frozen=True, slots=True)
class AutocorrelationTime:
    """An integrated autocorrelation time in steps of its series.

    ``tau`` is 1/2 for independent entries; the mean of n entries has the variance 2 tau var / n. ``tau_err``
    is one standard error, ``window`` the largest lag that was summed.
    """

    tau: float
    tau_err: float
    window: int


class ChainTooShort(Exception):
    """A series too short to show its own autocorrelation time.

    Attributes
    ----------
    tau : float
        The estimate so far, usually too small; infinite for a series that never changes.
    needed : float
        The length of all chains together that ``tau`` asks for; infinite for a series that never changes.
    """

    def __init__(self, length: int, tau: float, needed: float) -> None:
        super().__init__(f"a series of {length} is too short for tau = {tau:.3g}: it needs {needed:.15g}")
        self.tau = tau
        self.needed = needed


def integrated_autocorrelation_time(
    series: np.ndarray, *, lengths_of_tau: float = FEWEST_LENGTHS
) -> AutocorrelationTime:
    """Estimate tau = 1/2 + sum_{t >= 1} rho(t) of a stationary series.

    The sum ends at the smallest window W >= 6 tau(W): Sokal, "Monte Carlo methods in statistical mechanics"
    (1989). Bias of order 1/n is removed and tau_err^2 = (4/n) (W + 1/2 - tau) tau^2: Wolff,
    Comput. Phys. Commun. 156, 143 (2004), eqs. 49 and 42.

    Parameters
    ----------
    series : (n,) or (n, n_chains) array of numbers
        Several independent chains of one distribution, one per column, are taken together: the mean and every lag are
        averages over all of them, so that many short chains serve as one long one if the window fits into each.
    lengths_of_tau : float
        Fewer entries in total than this many tau are not trusted. At 50, the default, the relative error of tau is
        about 0.7, at 1000 about 0.15.

    Returns
    -------
    AutocorrelationTime
        W is at least 3; a series that keeps alternating in sign, rho(t) = (-a)^t with a > 0.3, gets a tau that
        is too small.

    Raises
    ------
    ChainTooShort
        If there are fewer entries than ``lengths_of_tau`` times tau, or a chain is shorter than the window, or nothing
        ever changes.
    InputError
        If ``series`` has not one or two axes, fewer than 2 entries along the first, or one that is not finite.
    """
    lengths_of_tau = real_number("lengths_of_tau", lengths_of_tau, above=0)
    values = any_numbers("series", series)
    if values.ndim not in (1, 2) or len(values) < 2:
        raise InputError(f"series must have one axis or two and at least 2 entries, got shape {values.shape}")
    values = real_array("series", values, ("...",))
    values = values.reshape(len(values), -1)
    length = values.size
    if (values == values[0]).all():
        raise ChainTooShort(length, math.inf, math.inf)
    tau_of_window = np.cumsum(_autocorrelation(values)) - 0.5  # entry W: lags 0 to W
    reached = np.arange(len(values)) >= WINDOW_FACTOR * np.maximum(tau_of_window, 0.5)
    window = int(np.argmax(reached)) if reached.any() else len(values) - 1
    tau = float(tau_of_window[window]) * (1 + (2 * window + 1) / length)
    if not reached.any() or length < lengths_of_tau * tau:
        least = max(tau, 0.5)
        windows = 0 if reached.any() else values.shape[1] * (WINDOW_FACTOR * least + 1)  # one in each chain
        raise ChainTooShort(length, tau, math.ceil(max(lengths_of_tau * least, windows)))
    tau_err = tau * math.sqrt(4 / length * max(window + 0.5 - tau, 0.5))
    return AutocorrelationTime(tau, tau_err, window)


def _autocorrelation(values: np.ndarray) -> np.ndarray:
    """Return rho(t) of chains (n, n_chains) for t = 0 ... n - 1, each lag divided by its number of pairs."""
    length = len(values)
    padded = next_fast_len(2 * length, real=True)
    power = np.abs(rfft(values - values.mean(), padded, axis=0)) ** 2
    covariance = irfft(power.mean(axis=1), padded)[:length] / np.arange(length, 0, -1)
    return covariance / covariance[0]
