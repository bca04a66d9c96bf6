"""Checks of the Gaussian variables behind counts: their correlations, modes and thresholds, with formulas written out.

Each takes the module and returns whether it is right.
"""

from functools import cache

import numpy as np
from scipy.signal import lfilter
from scipy.stats import norm

from rgcore.pcarg.nulls.fits._orthant_kernels import pair_correlations, pair_covariances
from rgcore.pcarg.nulls.fits.levels import find_levels
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.series.temporary_matrix import TemporaryMatrix
from rgcore.stats.nearest_correlation import nearest_correlation

from ..by_hand import same

NODES, WEIGHTS = np.polynomial.legendre.leggauss(200)


@cache
def excess(h, k, r):
    """Return P(Z1 > h, Z2 > k) - P(Z1 > h) P(Z2 > k), by the distribution of Z2 given Z1."""
    x = h + 6 * (1 + NODES)
    both = 6 * WEIGHTS @ (norm.pdf(x) * norm.sf((k - r * x) / np.sqrt(1 - r * r)))
    return both - norm.sf(h) * norm.sf(k)


def covariance_of(first, second, r):
    """Return the covariance of two sums of steps, lists of (threshold, step)."""
    return sum(step * other * excess(h, k, r) for h, step in first for k, other in second)


STEPS = [[(-0.2, 1.0), (0.9, 2.0)], [(0.5, 1.0)], [(0.8, 3.0)]]
FLAT = np.array([-0.2, 0.9, 0.5, 0.8]), np.array([1.0, 2.0, 1.0, 3.0]), np.array([0, 2, 3, 4])


def quadrants(module):
    """At the ends of the range, within it, and with covariances that no correlation gives."""
    points = [(0.3, 0.9, 0.4), (0.3, -0.9, -0.7), (0.5, 0.6, 0.95), (0.5, 1.1, -0.96), (-0.4, 0.1, 0.94)]
    found = [module.quadrant_excess(*each) for each in points]
    ends = [module.quadrant_excess(0.3, -0.2, 1.0), module.quadrant_excess(0.3, -0.8, -1.0)]
    independent = norm.sf(0.3) * norm.sf([-0.2, -0.8])
    matrix = np.array([[1, 0.6, -0.3], [0.6, 1, 0.0], [-0.3, 0.0, 1]])
    half = [
        [covariance_of(a, b, 0.5 * r) for b, r in zip(STEPS, row, strict=True)]
        for a, row in zip(STEPS, matrix, strict=True)
    ]
    return (
        np.allclose(found, [excess(*each) for each in points], rtol=1e-9, atol=1e-11)
        and same(ends, [norm.sf(0.3), norm.sf(0.3) - norm.sf(0.8)] - independent)
        and np.allclose(module.pair_covariances(*FLAT, matrix, 0.5), half, atol=1e-9)
        and _solved_pairs(module, matrix)
    )


def _solved_pairs(module, matrix):
    """Two steps in reverse order never exceed both thresholds: the covariance is half a coincidence above that.

    Where one exceeds its threshold whenever the other does, it is as much below.
    """
    covariance = pair_covariances(*FLAT, matrix, 1.0)
    inside, n_inside = module.pair_correlations(*FLAT, covariance, 100)
    covariance[1, 2] = covariance[2, 1] = -9.0
    covariance[0, 2] = covariance[2, 0] = 9.0
    clipped, n_clipped = module.pair_correlations(*FLAT, covariance, 100)
    least, coincidence = -3 * norm.sf(0.5) * norm.sf(0.8), 3 / 100
    due = least - least * coincidence / (coincidence - 2 * least)
    most = sum(3 * step * (norm.sf(max(h, 0.8)) - norm.sf(h) * norm.sf(0.8)) for h, step in STEPS[0])
    due_most = most - most * coincidence / (coincidence + 2 * most)
    return (
        np.allclose(inside, matrix, atol=1e-8)
        and (n_inside, n_clipped) == (0, 2)
        and abs(covariance_of(STEPS[0], STEPS[2], clipped[2, 0]) - due_most) < 1e-7
        and abs(3 * excess(0.5, 0.8, clipped[2, 1]) - due) < 1e-8
    )


def counts(n_samples):
    """Return slow counts of 5 variables, of which the last two coincide nearly, and the last has steps of 2."""
    rng = np.random.default_rng(3)
    mixing = np.eye(5) + 0.6 * rng.random((5, 5))
    normal = lfilter([0.6], [1, -0.8], rng.normal(size=(n_samples, 5)), axis=0) @ mixing
    normal /= normal.std(axis=0)
    found = (normal > [0.2, 0.8, 0.5, 0.9, 0.9]) + (normal > [1.2, 9, 9, 9, 9]).astype(int)
    found[:, 4] = 2 * (normal[:, 3] + 0.1 * normal[:, 4] > 1.0)
    return found.astype(float)


def dichotomized(module):
    """Few samples have pair covariances that no correlation matrix gives; draws have their values and covariances."""
    few = observed_data((counts(60)[:, ::-1].copy(),))
    levels, covariance = find_levels(few), few.moments.covariance
    places = levels.thresholds, levels.steps, levels.starts
    solved, n_clipped = pair_correlations(*places, covariance, 60)
    nearest = nearest_correlation(solved, levels.slopes, close=1e-4, most_projections=40)
    off = ~np.eye(5, dtype=bool)
    rest = (pair_covariances(*places, nearest, 1.0) - covariance)[off]
    report = module.CARD.fit(few, rng=np.random.default_rng(1)).report()
    return (
        same(report.pair_residual, np.sqrt((rest**2).sum() / (covariance[off] ** 2).sum()))
        and report.clipped_pairs == n_clipped > 0
        and _draws(module)
    )


def _draws(module):
    data, rng, covariances = counts(1500), np.random.default_rng(4), []
    null = module.CARD.fit(observed_data((data,)), rng=rng)
    for _ in range(6):
        draw = np.concatenate(list(null.draw(rng=rng)))
        if not same(np.sort(draw, axis=0), np.sort(data - data.mean(axis=0), axis=0)):
            return False
        covariances.append(draw.T @ draw / 1500)
    unit = np.outer(data.std(axis=0), data.std(axis=0))
    return np.abs((np.mean(covariances, axis=0) - np.cov(data.T, ddof=0)) / unit).max() < 0.08


SCALES = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 17))


def latent_modes(module):
    """The power of each mode is that of the autocorrelations at which its projection has those of the data."""
    data = observed_data((counts(300),))
    levels, slopes = find_levels(data), find_levels(data).slopes
    places = levels.thresholds, levels.steps, levels.starts
    solved, _ = pair_correlations(*places, data.moments.covariance, 300)
    correlation = nearest_correlation(solved, slopes, close=1e-4, most_projections=40)
    found = module.latent_modes(data.columns, levels, correlation, 3.2)
    lengths = [module.latent_modes(data.columns, levels, correlation, t).n_circle for t in (0.5, 100.0)]
    vectors = np.linalg.eigh(correlation * np.outer(slopes, slopes))[1][:, -len(found.mixing) :]
    scores, n_lags, n = np.concatenate(list(data.columns)) @ vectors, 64, found.n_circle
    curves = np.array([_projected(places, correlation, scale, vectors) for scale in SCALES])
    right = []
    for score, curve, amplitudes in zip(
        scores.T, np.maximum.accumulate(curves).T, found.amplitudes, strict=True
    ):
        lagged = np.array([(score[lag:] * score[: 300 - lag]).sum() / 300 for lag in range(n_lags)])
        weighted = np.interp(lagged, curve, SCALES) * np.clip(2 - np.arange(n_lags) / 32, 0, 1)
        frequencies = 2 * np.pi * np.arange(n) / n
        power = 1 + 2 * np.cos(np.outer(frequencies, np.arange(1, n_lags))) @ weighted[1:]
        power = (
            np.maximum(power, 0) / np.maximum(power, 0).sum()
        )  # of each of the n frequencies of the circle
        sides = np.where((2 * np.arange(n // 2 + 1)) % n == 0, 1, 2)
        right.append(same(amplitudes**2 * sides / n**2, power[: n // 2 + 1]))
    return (
        all(right)
        and np.allclose(found.mixing.T @ found.mixing, correlation, atol=1e-6)
        and n >= 364
        and lengths == [320, 450]
        and _circles(module)
        and _process(module)
    )


def _circles(module):
    """The power of a few lags, on circles of odd and even length; the last weights fall to 0."""
    right, lags = [], np.array([0.9, 0.5, 0.3, 0.1])
    for n in (15, 16):
        frequencies = 2 * np.pi * np.arange(n // 2 + 1) / n
        power = 1 + 2 * np.cos(np.outer(frequencies, [1, 2, 3])) @ (lags[1:] * [1, 1, 0.5])
        power = np.maximum(power, 0)
        sides = np.where((2 * np.arange(n // 2 + 1)) % n == 0, 1, 2)
        right.append(same(module._amplitudes(lags, n) ** 2 * sides / n**2, power / (power @ sides)))
    return all(right)


def _projected(places, correlation, scale, vectors):
    return np.diag(vectors.T @ pair_covariances(*places, correlation, scale) @ vectors)


def _process(module):
    """Nine modes of one wave each, of mean square 1 or 2: a variable is one of them, or a mixture of two."""
    amplitudes = np.zeros((9, 513))
    amplitudes[np.arange(9), 40 + 20 * np.arange(9)] = 1024 / 2
    amplitudes[8] *= np.sqrt(2)
    mixing = np.eye(9)
    mixing[:2, :2] = [[1.0, 0.6], [0.0, 0.8]]
    squares, rng = [], np.random.default_rng(5)
    for _ in range(200):
        drawn = TemporaryMatrix.by_variable(1000, 9, in_memory=True)
        module.LatentModes(mixing=mixing, amplitudes=amplitudes, n_circle=1024).draw(drawn, rng=rng)
        series = np.concatenate(list(drawn))
        squares.append(series.T @ series / 1000)
    return np.abs(np.mean(squares, axis=0) - mixing.T @ np.diag([1.0] * 8 + [2.0]) @ mixing).max() < 0.3


CHECKS = {
    "nulls.fits._orthant_kernels": quadrants,
    "nulls.dichotomized": dichotomized,
    "nulls.fits.latent_modes": latent_modes,
}
