"""The rows of a signal are shares of draws beyond thresholds that one half of the draws of noise sets."""

import numpy as np
import pytest

from rgcore.detection.likelihood_ratio import log_likelihood_ratio
from rgcore.detection.power_table import _Noise, _of_signal, _statistics
from rgcore.detection.settings import DetectionSettings
from rgcore.detection.synthetic_spectra import drawn_spectra
from rgcore.stats.shares import interval_of_share

SHAPE, N_DRAWS = (80, 40), 150
STRENGTH = 0.9 * np.sqrt(40 / 80)


@pytest.fixture(scope="module")
def drawn():
    """Return the noise, white noise, the rows of a signal in the noise, and its draws."""
    power = {
        "n_variables": 40,
        "cases": [{"noise": "volatility", "n_samples": 80}],
        "signals": [{"name": "single", "n_directions": 1, "profile": "equal"}],
        "relative_strengths": [0.9],
        "kept_fractions": [0.2, 0.3, 0.5],
        "level": 0.1,
        "n_null_draws": 100,
        "n_draws": N_DRAWS,
    }
    plan, rng = (
        DetectionSettings(bandwidth=0.5, kept_fractions=[0.1, 0.5], power=power),
        np.random.default_rng(8),
    )
    own, white = (_Noise.drawn(name, SHAPE, plan, rng) for name in ("volatility", "gaussian"))
    rows = _of_signal(own, white, plan.power.signals[0], 0.9, np.random.default_rng(9)).set_index("test")
    spectra = drawn_spectra("volatility", SHAPE, np.array([STRENGTH]), N_DRAWS, rng=np.random.default_rng(9))
    return own, white, rows, spectra


def statistic(test, noise, half, spectra=None):
    """Return a statistic of half of the draws of a noise, or of spectra beside that noise."""
    spectra = noise.spectra[half] if spectra is None else spectra
    if test == "likelihood_ratio":
        return log_likelihood_ratio(spectra, STRENGTH, SHAPE[0])
    return {"largest_eigenvalue": spectra[:, 0], "second_moment": (spectra**2).sum(axis=1)}[test]


@pytest.mark.parametrize("test", ["largest_eigenvalue", "second_moment", "likelihood_ratio"])
def test_power_and_false_alarms_are_shares_beyond_the_thresholds(drawn, test):
    own, white, rows, spectra = drawn
    thresholds = [np.quantile(statistic(test, noise, 0), 0.9) for noise in (own, white)]
    reached = statistic(test, own, 0, spectra) > thresholds[0]
    alarms = [statistic(test, own, 1) > each for each in thresholds]
    for name, found in zip(
        ("power", "false_alarm_rate", "false_alarm_rate_white"), (reached, *alarms), strict=True
    ):
        expected = found.mean(), *interval_of_share(int(found.sum()), len(found))
        assert tuple(rows.loc[test, [name, f"{name}_low", f"{name}_high"]]) == pytest.approx(expected), name
    largest = statistic("largest_eigenvalue", own, 0, spectra)
    gain = reached.astype(float) - (largest > np.quantile(statistic("largest_eigenvalue", own, 0), 0.9))
    half = 1.96 * gain.std(ddof=1) / np.sqrt(N_DRAWS)
    found = rows.loc[test, [f"gain_over_largest{end}" for end in ("", "_low", "_high")]]
    assert tuple(found) == pytest.approx((gain.mean(), gain.mean() - half, gain.mean() + half))


def test_deviations_of_a_signal_are_from_the_half_that_sets_the_threshold(drawn):
    own, _, rows, spectra = drawn
    signal = _statistics(spectra, SHAPE, own.settings)
    for test, noise in own.statistics[0].two_sided.items():
        scores = [
            np.abs((each - noise.mean(axis=0)) / noise.std(axis=0)).max(axis=1)
            for each in (noise, signal.two_sided[test])
        ]
        assert rows.at[test, "power"] == pytest.approx((scores[1] > np.quantile(scores[0], 0.9)).mean()), test
