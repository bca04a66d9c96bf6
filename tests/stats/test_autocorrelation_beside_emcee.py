"""Autocorrelation times beside those of the package emcee, whose tau is twice ours."""

import numpy as np
import pytest
from emcee.autocorr import integrated_time
from scipy.signal import lfilter

from rgcore.stats import integrated_autocorrelation_time
from rgcore.stats.autocorrelation import WINDOW_FACTOR


@pytest.mark.parametrize("a", [0.5, 0.9, 0.98])
@pytest.mark.parametrize("seed", range(3))
def test_tau_is_that_of_emcee(a, seed):
    n = 100_000
    series = lfilter([1], [1, -a], np.random.default_rng(seed).normal(size=n))
    ours = integrated_autocorrelation_time(series)
    theirs = integrated_time(series, c=WINDOW_FACTOR / 2, has_walkers=False)[0] / 2
    # emcee divides every lag t by n, not by n - t, and corrects no bias: up to W / n and (2 W + 1) / n. Where that
    # moves the window by a step, a correlation of exp(-6) and its noise, sqrt(2 tau / n), come in.
    window = (3 * ours.window + 1) / n
    step = (np.exp(-WINDOW_FACTOR) + 4 * np.sqrt(2 * ours.tau / n)) / ours.tau
    assert abs(theirs / ours.tau - 1) < window + step
    assert window + step < 0.03
