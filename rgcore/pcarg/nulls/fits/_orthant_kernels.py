"""Quadrants of the bivariate normal distribution, and the correlations that give thresholded pairs their covariances.

A quadrant is P(Z1 > h, Z2 > k) for unit variances and correlation r. Its derivative in r is the density at (h, k);
with r = sin(theta) the integral over theta has a smooth integrand, for which 20 Gauss-Legendre points give 1e-15 up to
|r| = 0.925 (Drezner and Wesolowsky, J. Stat. Comput. Simul. 35, 101 (1990)). Above, the difference from r = 1 is
integrated, its singular part in closed form (Genz, Stat. Comput. 14, 251 (2004)).
"""

import math

import numpy as np

from rgcore.compiling import njit

__all__ = ["pair_correlations", "pair_covariances", "quadrant_excess", "stepped_covariance"]

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(20)
_MOST_STEPS = 200
_TWO_PI = 2 * math.pi


@njit
def _upper_tail(h):
    return 0.5 * math.erfc(h / math.sqrt(2))


@njit
def quadrant_excess(h, k, r):
    """Return P(Z1 > h, Z2 > k) - P(Z1 > h) P(Z2 > k), at r = -1 and 1 its limits."""
    if abs(r) < 0.925:
        half = 0.5 * math.asin(r)
        product, squares = h * k, 0.5 * (h * h + k * k)
        total = 0.0
        for node, weight in zip(_NODES, _WEIGHTS):  # noqa: B905 - numba
            sine = math.sin(half * (1 + node))
            total += weight * math.exp((sine * product - squares) / (1 - sine * sine))
        return total * half / _TWO_PI
    independent = _upper_tail(h) * _upper_tail(k)
    if r > 0:
        return _upper_tail(max(h, k)) - _below_perfect(h, k, r) - independent
    return _upper_tail(h) - _upper_tail(max(h, -k)) + _below_perfect(h, -k, -r) - independent


@njit
def _below_perfect(h, k, r):
    """Return what a quadrant at 0.925 <= r <= 1 lacks of its value at r = 1."""
    square = 1 - r * r  # from here to 0 the rest is integrated, over x = sqrt(1 - r^2)
    if square <= 0:
        return 0.0
    product, distance, width = h * k, (h - k) ** 2, math.sqrt(square)
    first, second = (4 - product) / 8, (12 - product) / 80
    singular = 0.0
    exponent = -0.5 * (distance / square + product)
    if exponent > -100:
        series = 1 - first * (distance - square) * (1 - second * distance) / 3 + first * second * square**2
        singular = width * math.exp(exponent) * series
    if product > -100:
        gap = math.sqrt(distance)
        tail = math.sqrt(_TWO_PI) * _upper_tail(gap / width)
        singular -= (
            math.exp(-0.5 * product) * tail * gap * (1 - first * distance * (1 - second * distance) / 3)
        )
    rest = 0.0
    for node, weight in zip(_NODES, _WEIGHTS):  # noqa: B905 - numba
        x = (0.5 * width * (1 + node)) ** 2
        exponent = -0.5 * (distance / x + product)
        if exponent > -100:
            root = math.sqrt(1 - x)
            smooth = math.exp(-0.5 * product * x / (1 + root) ** 2) / root
            rest += weight * math.exp(exponent) * (smooth - 1 - first * x * (1 + second * x * 5))
    return (singular + 0.5 * width * rest) / _TWO_PI


@njit
def stepped_covariance(thresholds, steps, others, other_steps, r):
    """Return the covariance of two sums of steps, each taken where a normal variable exceeds its threshold."""
    total = 0.0
    for a in range(len(thresholds)):
        for b in range(len(others)):
            total += steps[a] * other_steps[b] * quadrant_excess(thresholds[a], others[b], r)
    return total


@njit
def _slope(thresholds, steps, others, other_steps, r):
    """Return the derivative in r of the covariance."""
    square = 1 - r * r
    total = 0.0
    for a in range(len(thresholds)):
        for b in range(len(others)):
            h, k = thresholds[a], others[b]
            total += steps[a] * other_steps[b] * math.exp(-0.5 * (h * h - 2 * r * h * k + k * k) / square)
    return total / (_TWO_PI * math.sqrt(square))


@njit
def _solved(thresholds, steps, others, other_steps, target):
    """Return the correlation with the target covariance: Newton steps, halved intervals where those lead outside."""
    low, high, r = -1.0, 1.0, 0.0
    scale = abs(target)
    for _ in range(_MOST_STEPS):
        excess = stepped_covariance(thresholds, steps, others, other_steps, r) - target
        if excess > 0:
            high = r
        else:
            low = r
        if abs(excess) <= 1e-11 * scale or high - low < 1e-13:
            return r
        slope = _slope(thresholds, steps, others, other_steps, r)
        following = r - excess / slope if slope > 0 else low
        r = following if low < following < high else 0.5 * (low + high)
    return r


@njit
def pair_correlations(thresholds, steps, starts, covariance, n_samples):
    """Return the correlation of every pair, (n, n), and the number of pairs out of range.

    ``thresholds`` and ``steps`` (n_levels,) hold those of variable i from starts[i] to starts[i + 1]. A covariance is
    kept off both ends of its range by half a coincidence in n_samples, or for pairs of which independent variables
    would have fewer, by about what those have.
    """
    n_clipped, correlations = 0, np.empty_like(covariance)
    for i in range(len(starts) - 1):
        correlations[i, i] = 1.0
        h, s = thresholds[starts[i] : starts[i + 1]], steps[starts[i] : starts[i + 1]]
        for j in range(i):
            k, t = thresholds[starts[j] : starts[j + 1]], steps[starts[j] : starts[j + 1]]
            coincidence = s.min() * t.min() / n_samples
            low = stepped_covariance(h, s, k, t, -1.0)
            high = stepped_covariance(h, s, k, t, 1.0)
            low -= low * coincidence / (coincidence - 2 * low)
            high -= high * coincidence / (coincidence + 2 * high)
            target = min(max(covariance[i, j], low), high)
            n_clipped += target != covariance[i, j]
            correlations[i, j] = correlations[j, i] = _solved(h, s, k, t, target)
    return correlations, n_clipped


@njit
def pair_covariances(thresholds, steps, starts, correlations, scale):
    """Return the covariances (n, n) of thresholded pairs, with correlations multiplied by ``scale``."""
    n = len(starts) - 1
    covariances = np.empty((n, n))
    for i in range(n):
        h, s = thresholds[starts[i] : starts[i + 1]], steps[starts[i] : starts[i + 1]]
        for j in range(i + 1):
            k, t = thresholds[starts[j] : starts[j + 1]], steps[starts[j] : starts[j + 1]]
            r = min(max(scale * correlations[i, j], -1.0), 1.0)
            covariances[i, j] = covariances[j, i] = stepped_covariance(h, s, k, t, r)
    return covariances
