"""How often tests of a spectrum find a planted signal, and how often they find one in noise alone, as a table."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rgcore.arguments.objects import an_instance, generator
from rgcore.detection.detection_tests import (
    BEST,
    TESTS,
    Statistics,
    best_statistic,
    spectrum_statistics,
    threshold,
)
from rgcore.detection.likelihood_ratio import envelope
from rgcore.detection.settings import DetectionSettings, PowerSettings, SignalSettings
from rgcore.detection.synthetic_spectra import drawn_spectra, planted_strengths
from rgcore.stats.shares import interval_of_share

__all__ = ["detection_power_table"]

_WHITE = "gaussian"
_REFERENCES = {"largest": "largest_eigenvalue", "best": BEST}


def detection_power_table(settings: DetectionSettings, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the power and the rate of false alarms of every test for every noise, signal and strength.

    The threshold of a test is a quantile of its statistic in draws of the same noise; the rate of false alarms is
    measured in other draws, and once more with the threshold from Gaussian white noise.

    Time: about 0.7 ms per data set of 100 variables x 200 samples.

    Parameters
    ----------
    settings : DetectionSettings
    rng : Generator

    Returns
    -------
    DataFrame
        The columns of the table ``detection_power``.

    Raises
    ------
    InputError
        If the arguments are something else.
    """
    an_instance("settings", settings, DetectionSettings)
    generator("rng", rng)
    plan = settings.power
    shapes = sorted({(case.n_samples, plan.n_variables) for case in plan.cases})
    white = {shape: _Noise.drawn(_WHITE, shape, settings, rng) for shape in shapes}
    parts = []
    for case in plan.cases:
        shape = (case.n_samples, plan.n_variables)
        own = white[shape] if case.noise == _WHITE else _Noise.drawn(case.noise, shape, settings, rng)
        for signal in plan.signals:
            parts += [
                _of_signal(own, white[shape], signal, relative, rng) for relative in plan.relative_strengths
            ]
    return pd.concat(parts, ignore_index=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noise:
    """Draws of noise alone: one half sets the thresholds, the other tests them."""

    name: str
    shape: tuple[int, int]
    settings: DetectionSettings
    spectra: tuple[np.ndarray, np.ndarray]
    statistics: tuple[Statistics, Statistics]

    @classmethod
    def drawn(
        cls, name: str, shape: tuple[int, int], settings: DetectionSettings, rng: np.random.Generator
    ) -> "_Noise":
        none, n_draws = np.empty(0), settings.power.n_null_draws
        spectra = tuple(drawn_spectra(name, shape, none, n_draws, rng=rng) for _ in range(2))
        found = tuple(_statistics(each, shape, settings) for each in spectra)
        return cls(name=name, shape=shape, settings=settings, spectra=spectra, statistics=found)

    def values(self, half: int, strengths: np.ndarray, noise: Statistics) -> dict[str, np.ndarray]:
        """Return the statistics of one half, as tests for a signal of given strengths."""
        best = best_statistic(self.spectra[half], strengths, self.shape[0])
        return {**self.statistics[half].beside(noise), BEST: best}


def _statistics(spectra: np.ndarray, shape: tuple[int, int], settings: DetectionSettings) -> Statistics:
    return spectrum_statistics(spectra, shape[0], np.array(settings.power.kept_fractions), settings.bandwidth)


def _of_signal(
    own: _Noise, white: _Noise, signal: SignalSettings, relative: float, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the rows of one signal of one strength, one per test."""
    plan, (n_samples, n_variables) = own.settings.power, own.shape
    n_directions, ratio = signal.number(n_variables), n_variables / n_samples
    strengths = planted_strengths(relative * np.sqrt(ratio), n_directions, signal.profile)
    spectra = drawn_spectra(own.name, own.shape, strengths, plan.n_draws, rng=rng)
    values = _statistics(spectra, own.shape, own.settings).beside(own.statistics[0])
    values[BEST] = best_statistic(spectra, strengths, n_samples)
    thresholds, rates = _calibrated(own, strengths, plan, own)
    white_rates = rates if white is own else _calibrated(white, strengths, plan, own)[1]
    found = {test: values[test] > thresholds[test] for test in TESTS}
    rows = pd.DataFrame({"test": TESTS, **_shares("power", [found[test] for test in TESTS])})
    for name, each in (("false_alarm_rate", rates), ("false_alarm_rate_white", white_rates)):
        rows = rows.assign(**_shares(name, [each[test] for test in TESTS]))
    for name, reference in _REFERENCES.items():
        rows = rows.assign(**_gains(f"gain_over_{name}", found, reference))
    gaussian = own.name == _WHITE and isinstance(signal.n_directions, int)
    return rows.assign(
        noise=own.name,
        n_variables=n_variables,
        n_samples=n_samples,
        signal=signal.name,
        n_directions=n_directions,
        relative_strength=relative,
        envelope=envelope(strengths, ratio, plan.level) if gaussian else np.nan,
        n_draws=plan.n_draws,
        n_null_draws=plan.n_null_draws,
        level=plan.level,
        bandwidth=own.settings.bandwidth,
    )


def _calibrated(
    source: _Noise, strengths: np.ndarray, plan: PowerSettings, tested: _Noise
) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Return the thresholds from one noise, and which of the other draws of another noise exceed them."""
    of_source = source.values(0, strengths, source.statistics[0])
    thresholds = {test: threshold(test, of_source[test], plan.level) for test in TESTS}
    others = tested.values(1, strengths, source.statistics[0])
    return thresholds, {test: others[test] > thresholds[test] for test in TESTS}


def _shares(name: str, found: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Return the share of each, with its 95 % interval."""
    intervals = [interval_of_share(int(each.sum()), len(each)) for each in found]
    low, high = np.array(intervals).T
    return {name: np.array([each.mean() for each in found]), f"{name}_low": low, f"{name}_high": high}


def _gains(name: str, found: dict[str, np.ndarray], reference: str) -> dict[str, list[float]]:
    """Return by how much each test finds the signal more often than another, in the same draws, with 95 % intervals."""
    columns = {name: [], f"{name}_low": [], f"{name}_high": []}
    for value, low, high in _differences(found, reference):
        for column, number in zip(columns, (value, low, high), strict=True):
            columns[column].append(number)
    return columns


def _differences(found: dict[str, np.ndarray], reference: str) -> Iterator[tuple[float, float, float]]:
    for test in TESTS:
        difference = found[test].astype(float) - found[reference]
        mean, half = difference.mean(), 1.96 * difference.std(ddof=1) / np.sqrt(len(difference))
        yield float(mean), float(max(mean - half, -1.0)), float(min(mean + half, 1.0))
