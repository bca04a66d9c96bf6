"""Tests of a spectrum for a signal: a statistic that is large if there is one, and a threshold."""

from dataclasses import dataclass

import numpy as np

from rgcore.detection.likelihood_ratio import log_likelihood_ratio
from rgcore.detection.published_recipe import published_quartic
from rgcore.detection.running_dimension import log_momenta, running_dimension
from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur, tracy_widom_tail

__all__ = ["BEST", "TESTS", "Statistics", "best_statistic", "spectrum_statistics", "threshold"]

BEST = "likelihood_ratio"
TESTS = (
    "largest_eigenvalue",
    "tracy_widom",
    "second_moment",
    BEST,
    "quartic_own_edge",
    "sextic_own_edge",
    "profile_own_edge",
    "sign_own_edge",
    "quartic_published",
    "quartic_bulk",
    "quartic_known_edge",
    "sextic_known_edge",
)
"""Names of the tests.

largest_eigenvalue, tracy_widom
    Largest eigenvalue over the mean of all; its threshold from draws of noise, or by the Tracy-Widom distribution.
second_moment
    Sum of squares of the eigenvalues over their mean (John's test of sphericity).
likelihood_ratio
    Sum of ln L(h) over the planted strengths, unknown in practice: the best test of Gaussian samples for one
    direction, for several of them if N and T are large.
quartic_own_edge, sextic_own_edge
    Mean of dim(u_4) or dim(u_6) over the scales, momenta counted from the largest eigenvalue; small with a signal,
    because that eigenvalue moves away from the others.
profile_own_edge
    Largest deviation of dim(u_4) from that of noise over the scales, in standard deviations of noise.
sign_own_edge
    dim(u_4) is negative at the smallest scale.
quartic_published
    Mean of dim(u_4) by the published program (:mod:`rgcore.detection.published_recipe`), by its
    deviation from that of noise: few directions make it smaller, many of them larger.
quartic_bulk
    Mean of dim(u_4) over the scales of the modes below the Marchenko-Pastur edge of white noise of the same mean,
    momenta counted from that edge; large with a signal.
quartic_known_edge, sextic_known_edge
    The same of all modes, those beyond the edge at zero momentum, momenta counted from the Marchenko-Pastur edge of
    white noise of the same mean; large with a signal, because eigenvalues move to the edge and beyond.
"""

_MOST_STRENGTHS = 6  # ln L(h) is smooth in h
_CEILING = 1e6  # of a dimension: more modes beyond the edge than a scale keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Statistics of spectra that depend on no strength of a signal.

    Attributes
    ----------
    by_test : dict of str to (n_spectra,) float64 arrays
    two_sided : dict of str to (n_spectra, n_scales) float64 arrays
        Dimensions of those tests whose statistic is the largest deviation from noise.
    """

    by_test: dict[str, np.ndarray]
    two_sided: dict[str, np.ndarray]

    def beside(self, noise: "Statistics") -> dict[str, np.ndarray]:
        """Return the statistics of all tests; deviations are from spectra of noise, in their standard deviations."""
        scores = {
            test: np.abs((values - noise.two_sided[test].mean(axis=0)) / noise.two_sided[test].std(axis=0))
            for test, values in self.two_sided.items()
        }
        return self.by_test | {test: score.max(axis=1) for test, score in scores.items()}


def spectrum_statistics(
    spectra: np.ndarray, n_samples: int, kept_fractions: np.ndarray, bandwidth: float
) -> Statistics:
    """Return the statistics of spectra, each large if there is a signal.

    Parameters
    ----------
    spectra : (n_spectra, n_variables) float64 array
        Eigenvalues in units of their mean, largest first.
    n_samples : int
    kept_fractions : (n_scales,) array
        Ascending.
    bandwidth : float
    """
    noise = MarchenkoPastur(variance=1.0, n_variables=spectra.shape[1], n_samples=n_samples)
    own = running_dimension(log_momenta(spectra[:, 1:], spectra[:, :1]), kept_fractions, bandwidth)
    known = running_dimension(log_momenta(spectra, noise.upper), kept_fractions, bandwidth)
    profile = np.nan_to_num(own.quartic, nan=_CEILING, posinf=_CEILING)
    tails = np.array([tracy_widom_tail(float(largest), noise) for largest in spectra[:, 0]])
    by_test = {
        "largest_eigenvalue": spectra[:, 0],
        "tracy_widom": -tails,
        "second_moment": (spectra**2).sum(axis=1),
        "quartic_own_edge": -_mean(own.quartic),
        "sextic_own_edge": -_mean(own.sextic),
        "sign_own_edge": -profile[:, 0],
        "quartic_bulk": _mean(_bulk_quartic(spectra, noise.upper, kept_fractions, bandwidth)),
        "quartic_known_edge": _mean(known.quartic),
        "sextic_known_edge": _mean(known.sextic),
    }
    published = np.array([[published_quartic(each, noise.lower)] for each in spectra])
    two_sided = {"profile_own_edge": profile, "quartic_published": published}
    return Statistics(by_test=by_test, two_sided=two_sided)


def _bulk_quartic(
    spectra: np.ndarray, edge: float, kept_fractions: np.ndarray, bandwidth: float
) -> np.ndarray:
    """Return dim(u_4) of the modes below the edge alone, (n_spectra, n_scales)."""
    n_beyond = (spectra >= edge).sum(axis=1)
    found = np.empty((len(spectra), len(kept_fractions)))
    for number in np.unique(n_beyond):
        rows = n_beyond == number
        positions = log_momenta(spectra[rows, min(number, spectra.shape[1] - 1) :], edge)
        found[rows] = running_dimension(positions, kept_fractions, bandwidth).quartic
    return found


def _mean(dimensions: np.ndarray) -> np.ndarray:
    """Return the mean over the scales, the ceiling where there is no dimension at one."""
    return np.minimum(np.nan_to_num(dimensions, nan=_CEILING, posinf=_CEILING), _CEILING).mean(axis=1)


def best_statistic(spectra: np.ndarray, strengths: np.ndarray, n_samples: int) -> np.ndarray:
    """Return the sum of ln L(h) over the strengths h of a signal, (n_spectra,); many are taken in groups."""
    groups = np.array_split(np.sort(strengths), min(len(np.unique(strengths)), _MOST_STRENGTHS))
    return sum(len(group) * log_likelihood_ratio(spectra, float(group.mean()), n_samples) for group in groups)


def threshold(test: str, of_noise: np.ndarray, level: float) -> float:
    """Return what a statistic must exceed: the quantile of draws of noise, or the fixed threshold of the test."""
    fixed = {"tracy_widom": -level, "sign_own_edge": 0.0}
    return fixed[test] if test in fixed else float(np.quantile(of_noise, 1 - level))
