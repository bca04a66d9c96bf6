"""Compares the subspaces of kept modes with the true ones, and the exponent of their spectrum with the lattice's."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.ground_truth.drawn_samples import FieldTruth
from rgcore.ground_truth.measured_and_expected import Comparison, compare
from rgcore.pcarg.modes.principal_components import PrincipalComponents, decompose
from rgcore.pcarg.spectra.spectral_exponent import spectral_exponent
from rgcore.stats import jackknife_error
from rgcore.stats.blocking import INDEPENDENT, block_edges, number_of_blocks

__all__ = [
    "FoundModes",
    "compare_exponents",
    "compare_subspaces",
    "find_modes",
    "sampled_components",
    "subspace_weight",
]

_STEEP = 100.0  # a larger exponent stands for equal eigenvalues


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundModes:
    """Principal components of samples, and of the samples without each block of rows."""

    modes: PrincipalComponents
    parts: tuple[PrincipalComponents, ...]


def find_modes(values: np.ndarray) -> FoundModes:
    """Return the principal components of centred (n_samples, n) samples."""
    total = values.T @ values
    edges = itertools.pairwise(block_edges(len(values), number_of_blocks(len(values), INDEPENDENT)))
    parts = (
        decompose((total - values[begin:end].T @ values[begin:end]) / (len(values) - end + begin))
        for begin, end in edges
    )
    return FoundModes(modes=decompose(total / len(values)), parts=tuple(parts))


def subspace_weight(found: np.ndarray, true: np.ndarray, n_kept: int) -> float:
    """Return the overlap of the spaces of the first ``n_kept`` found and true vectors.

    (1/k) sum of squared scalar products: 1 if the spaces are equal, k/n on average if they are unrelated.

    Parameters
    ----------
    found, true : (n, n) float64 arrays
        Unit vectors as columns.
    n_kept : int
    """
    return float(np.sum((found[:, :n_kept].T @ true[:, :n_kept]) ** 2) / n_kept)


def sampled_components(
    variances: np.ndarray, n_samples: int, n_draws: int, *, rng: Generator
) -> list[PrincipalComponents]:
    """Return principal components of sample covariances of Gaussians with these variances, mode by mode independent.

    T C = V^(1/2) L L^T V^(1/2), L lower triangular with chi-distributed diagonal and normal entries below: Bartlett,
    Proc. R. Soc. Edinburgh 53, 260 (1933); with the mean removed there are T - 1 degrees of freedom. The true vectors
    are the axes. This is a known spectrum with sampling noise, without drawing the samples.

    Parameters
    ----------
    variances : (n,) float64 array, descending
    n_samples : int
        T, above n.
    n_draws : int
    rng : Generator, advanced in place

    Raises
    ------
    ValueError
        If there are not more samples than variances.
    """
    n_modes, roots, draws = len(variances), np.sqrt(variances), []
    if n_samples <= n_modes:
        raise ValueError(f"there must be more samples than modes, got {n_samples} and {n_modes}")
    for _ in range(n_draws):
        lower = np.tril(rng.standard_normal((n_modes, n_modes)), -1)
        lower += np.diag(np.sqrt(rng.chisquare(n_samples - 1 - np.arange(n_modes))))
        lower *= roots[:, None]
        draws.append(decompose(lower @ lower.T / n_samples))
    return draws


def compare_subspaces(
    found: FoundModes, truth: FieldTruth, cutoffs: Sequence[int], noise: Sequence[PrincipalComponents]
) -> list[Comparison]:
    """Compare the subspaces at each cutoff below n with the true ones, with and without sampling noise.

    ``noise`` are draws of :func:`sampled_components` with the true variances.
    """
    true, comparisons = truth.modes.components, []
    axes = np.eye(len(true))
    for n_kept in (number for number in cutoffs if number < len(true)):
        weights = [subspace_weight(each.components, true, n_kept) for each in (found.modes, *found.parts)]
        noisy = [subspace_weight(each.components, axes, n_kept) for each in noise]
        expectations = {"sampling noise": _mean(noisy), "no relation": (n_kept / len(true), 0.0)}
        comparisons += compare("subspace_weight", n_kept, _jackknifed(weights), expectations)
    return comparisons


def compare_exponents(
    found: FoundModes,
    truth: FieldTruth,
    cutoffs: Sequence[int],
    dimension: int,
    noise: Sequence[PrincipalComponents],
) -> list[Comparison]:
    """Compare alpha, with the inverse of the largest variance as origin, with the lattice's and with d/2.

    The lattice's is taken both exactly and with sampling noise. Cutoffs whose fit would begin before the second mode,
    or contain only one eigenvalue, are omitted.
    """
    comparisons = []
    for n_kept in cutoffs:
        exact = _exponent(truth.modes.variances, n_kept)
        if not exact < _STEEP:
            continue
        exponents = [_exponent(each.variances, n_kept) for each in (found.modes, *found.parts)]
        noisy = [_exponent(each.variances, n_kept) for each in noise]
        expectations = {
            "sampling noise": _mean(noisy),
            "lattice": (exact, 0.0),
            "continuum": (dimension / 2, 0.0),
        }
        comparisons += compare("alpha", n_kept, _jackknifed(exponents), expectations)
    return comparisons


def _exponent(variances, n_kept):
    """Return alpha measured from the softest mode, NaN where the fit would include it."""
    if n_kept <= 4:  # the fit begins at a quarter of the modes
        return np.nan
    return spectral_exponent(variances, n_kept, origin=1 / variances[0])


def _jackknifed(values):
    """Return the first value, and the standard error from the others, each without a block."""
    return values[0], float(jackknife_error(np.array(values[1:])))


def _mean(values):
    """Return the mean and its standard error."""
    return np.mean(values), np.std(values, ddof=1) / np.sqrt(len(values))
