"""Times of decay with and without an amplitude, against series of which both are known."""

from itertools import pairwise

import numpy as np
import pytest

from rgcore.coarse_graining.block_sums import LAGS, BlockSums, without_blocks
from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import measure
from rgcore.coarse_graining.decay_times import decay_times, resolved_lags
from rgcore.coarse_graining.scaling.scaling_exponents import fit_exponents
from rgcore.stats import jackknife_error

ALL = np.ones((len(LAGS), 1), dtype=bool)
STEPS = np.array(LAGS, dtype=float)[None, :, None]


def autoregressive(tau, shape, rng):
    """Stationary series of variance 1 whose autocorrelation is exp(-lag / tau)."""
    decay, series = np.exp(-1 / tau), rng.standard_normal(shape)
    for step in range(1, len(series)):
        series[step] = decay * series[step - 1] + np.sqrt(1 - decay**2) * series[step]
    return series


def test_an_exponential_with_an_amplitude_has_its_time_and_its_white_share():
    times = decay_times(0.4 * np.exp(-STEPS / 7.0), ALL)
    assert times.relaxation_time[0, 0] == pytest.approx(7.0, rel=1e-12)
    assert times.white_noise_share[0, 0] == pytest.approx(0.6, rel=1e-12)
    assert times.correlation_time[0, 0] == pytest.approx(-1 / (np.log(0.4) - 1 / 7), rel=1e-12)


def test_logarithms_are_weighted_by_the_squared_autocorrelation_of_all_samples():
    values = np.array([[0.8, 0.65, 0.4, 0.1], [0.7, 0.6, 0.45, 0.2]])
    times = decay_times(values[:, :, None], ALL)
    for row in range(2):
        slope, height = np.polyfit(
            LAGS, np.log(values[row]), 1, w=values[0]
        )  # of deviations, not of their squares
        assert times.relaxation_time[row, 0] == pytest.approx(-1 / slope, rel=1e-10)
        assert times.white_noise_share[row, 0] == pytest.approx(1 - np.exp(height), rel=1e-10)


def test_lags_that_are_not_resolved_do_not_count():
    values = np.array([0.5 * np.exp(-1 / 3), 0.5 * np.exp(-2 / 3), 0.9, -0.1])[None, :, None]
    used = np.array([True, True, False, False])[:, None]
    assert decay_times(values, used).relaxation_time[0, 0] == pytest.approx(3.0, rel=1e-12)
    one, none = np.array([True, False, False, False])[:, None], np.zeros((4, 1), dtype=bool)
    assert np.isnan(decay_times(values, one).relaxation_time).all()
    assert np.isfinite(decay_times(values, one).correlation_time).all()
    assert np.isnan(decay_times(values, none).correlation_time).all()


def test_an_autocorrelation_that_grows_has_no_relaxation_time():
    assert np.isnan(decay_times(np.array([0.3, 0.4, 0.5, 0.6])[None, :, None], ALL).relaxation_time).all()


def test_resolved_lags_end_at_the_first_that_is_within_three_standard_errors_of_zero():
    blocks = np.array([0.5, 0.4, 0.01, 0.3])[:, None] + 0.01 * np.array([-1.0, 1.0] * 5)[:, None, None]
    values = np.concatenate([blocks.mean(axis=0, keepdims=True), blocks])
    assert 0.01 < 3 * jackknife_error(blocks[:, 2, 0]) < 0.3
    assert resolved_lags(values)[:, 0].tolist() == [True, True, False, False]


@pytest.mark.parametrize("lengths", [[60], [1] * 60, [7, 3, 11, 2, 37], [5, 55]])
def test_pairs_at_every_lag_are_those_of_plain_numpy_in_any_batches(lengths):
    z = np.random.default_rng(1).standard_normal((60, 3))
    edges = np.array([0, 13, 29, 57, 60])
    sums = BlockSums(np.zeros(3), edges)
    for part in np.split(z, np.cumsum(lengths)[:-1]):
        sums.add(part)
    for place, lag in enumerate(LAGS):
        pairs = z[:-lag] * z[lag:]
        blocks = [pairs[low:high] for low, high in pairwise(edges)]
        assert np.allclose(sums.products[place], [block.sum(axis=0) for block in blocks], rtol=0, atol=1e-12)
        assert sums.n_pairs[place].tolist() == [len(block) for block in blocks]
        assert without_blocks(sums.n_pairs[place])[0] == 60 - lag


def test_a_signal_under_white_noise_has_its_own_relaxation_time_and_too_short_a_correlation_time():
    rng = np.random.default_rng(2)
    samples = np.sqrt(0.6) * autoregressive(6.0, (40_000, 16), rng) + np.sqrt(0.4) * rng.standard_normal(
        (40_000, 16)
    )
    measured = measure(samples, form_clusters(samples)[:1])
    time, share, short = measured.relaxation_time, measured.white_noise_share, measured.correlation_time
    assert abs(time[0, 0] - 6.0) < 3.5 * jackknife_error(time[1:])[0] < 0.7
    assert abs(share[0, 0] - 0.4) < 3.5 * jackknife_error(share[1:])[0] < 0.05
    assert short[0, 0] < 6.0 - 20 * jackknife_error(short[1:])[0]


def test_white_noise_that_is_summed_away_makes_a_dynamic_exponent_and_no_relaxation_exponent():
    """All variables share one signal: summing them changes the share of the noise, and time not at all."""
    rng = np.random.default_rng(3)
    samples = autoregressive(6.0, (20_000, 1), rng) + 3 * rng.standard_normal((20_000, 64))
    fits = fit_exponents(measure(samples, form_clusters(samples)))
    for name, apparent in (("dynamic", True), ("relaxation", False)):
        exponent = fits[name].fitted.exponent
        distance = exponent[0] / jackknife_error(exponent[1:])
        assert (distance > 20) if apparent else (abs(distance) < 3.5), name


@pytest.mark.parametrize("time", [0.7, 30.0, 5000.0])
def test_times_much_longer_than_the_lags_are_found_as_well(time):
    """A tenth of the variance is white noise."""
    found = decay_times(0.9 * np.exp(-STEPS / time), ALL)
    assert found.relaxation_time[0, 0] == pytest.approx(time, rel=1e-6)
    assert found.white_noise_share[0, 0] == pytest.approx(0.1, rel=1e-6)
