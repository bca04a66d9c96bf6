"""Eigenvalues of the metric by symmetry and level, with how fast they fall, and jackknife errors over replicas."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.information.pair_models import sector_basis
from rgcore.stats.jackknife import Estimate, jackknife

__all__ = ["DIRECTIONS", "Decay", "decays", "directional_eigenvalues"]

DIRECTIONS = {
    ("field", 1): 15 / 8,
    ("isotropic", 1): 1.0,
    ("isotropic", 2): -2.0,
    ("axes", 1): 0.0,
    ("diagonals", 1): 0.0,
    ("chiral", 1): -2.0,
}
"""The scaling exponent y of the direction of each symmetry and rank at the critical point, d = 2.

Field and energy: 15/8 and 1. The stress tensor has dimension 2 and spin 2 (y = 0): what is left of couplings that
differ between the axes, or between the diagonals. Then come operators of dimension 4 (y = -2): T Tbar, and T^2 of spin
4, whose two components are isotropic and chiral on a square lattice.
"""

_RESOLVED = 3.0  # standard errors
_FIRST = 1  # level from which an exponent is fitted
_FEWEST = 2  # levels of a fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Decay:
    """Eigenvalues of one direction over the levels, an array each, and the exponent of their fall.

    ``exponent`` is d ln(eigenvalue) / d ln b over the levels from 1 to ``last_level`` (0 and NaN if fewer than 2 of
    them are resolved), b = 2^(level/2).
    """

    eigenvalues: Estimate
    resolved: np.ndarray
    last_level: int
    exponent: Estimate


def directional_eigenvalues(metric: np.ndarray) -> np.ndarray:
    """Return the eigenvalue of every direction of ``DIRECTIONS``, from the blocks of the metric by symmetry."""
    values = {
        name: np.linalg.eigvalsh(columns.T @ metric @ columns)[::-1]
        for name, columns in sector_basis().items()
    }
    return np.array([values[name][rank - 1] for name, rank in DIRECTIONS])


def decays(moments: np.ndarray) -> dict[tuple[str, int], Decay]:
    """Return the decay of every direction.

    Parameters
    ----------
    moments : (n_replicas, n_levels, 14, 14) float array
        Of :func:`rgcore.information.resampling.compatible_moments.compatible_moments`. The mean of the field is 0 by
        symmetry and is not estimated.
    """
    found = jackknife(moments, _eigenvalues)  # (n_levels, n_directions)
    resolved = found.value > _RESOLVED * found.error
    result = {}
    for place, direction in enumerate(DIRECTIONS):
        last = _last_resolved(resolved[:, place])
        levels = np.arange(_FIRST, last + 1)
        estimate = Estimate(found.value[:, place], found.error[:, place])
        result[direction] = Decay(
            eigenvalues=estimate,
            resolved=resolved[:, place],
            last_level=last if len(levels) >= _FEWEST else 0,
            exponent=_exponent(moments, place, levels, estimate),
        )
    return result


def _eigenvalues(levels: np.ndarray) -> np.ndarray:
    return np.array([directional_eigenvalues(_metric(each)) for each in levels])


def _metric(moments: np.ndarray) -> np.ndarray:
    means = moments[0, 1:].copy()
    means[0] = 0.0
    return moments[1:, 1:] - np.outer(means, means)


def _last_resolved(resolved: np.ndarray) -> int:
    wrong = np.flatnonzero(~resolved[_FIRST:])
    return int(wrong[0]) + _FIRST - 1 if len(wrong) else len(resolved) - 1


def _exponent(moments: np.ndarray, place: int, levels: Sequence[int], estimate: Estimate) -> Estimate:
    if len(levels) < _FEWEST:
        return Estimate(np.nan, np.nan)
    weights = (estimate.value[levels] / np.maximum(estimate.error[levels], 1e-300)) ** 2
    log_scale = levels * np.log(2) / 2
    offset = log_scale - np.average(log_scale, weights=weights)
    share = weights * offset / (weights @ offset**2)

    def slope(mean: np.ndarray) -> float:
        return float(share @ np.log(np.maximum(_eigenvalues(mean[levels])[:, place], 1e-300)))

    return jackknife(moments, slope)
