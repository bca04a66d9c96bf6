"""Every pair of successive sides, with standard errors through the whole calculation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rgcore.ising.finite_size_scaling.block_jackknife import jackknife_covariance, without_one_block
from rgcore.ising.finite_size_scaling.crossings import find_crossing, polish_crossing
from rgcore.ising.finite_size_scaling.energy_levels import EnergyLevels
from rgcore.ising.finite_size_scaling.extrapolation import Extrapolation, extrapolate
from rgcore.ising.finite_size_scaling.quotients import METHODS, pair_values
from rgcore.ising.finite_size_scaling.reweighting import Reweighted

__all__ = ["PairAnalysis", "analyze_pairs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAnalysis:
    """Estimates of all pairs of successive sides and their covariance.

    Attributes
    ----------
    sides : (n_pairs + 1,) tuple of int
        Rising.
    values : (n_pairs, n_methods) float64 array
        As :func:`rgcore.ising.finite_size_scaling.quotients.pair_values` gives them.
    covariance : (n_pairs, n_methods, n_pairs, n_methods) float64 array
    """

    sides: tuple[int, ...]
    values: np.ndarray
    covariance: np.ndarray

    def errors(self) -> np.ndarray:
        """Return the standard errors of ``values``, (n_pairs, n_methods)."""
        return np.sqrt(np.einsum("pmpm->pm", self.covariance))

    def extrapolated(self, method: int) -> Extrapolation:
        """Return the value of all pairs together by number ``method`` of ``METHODS``."""
        correction = METHODS[method].correction
        corrections = [correction(small, large / small) for small, large in pairwise(self.sides)]
        return extrapolate(
            self.values[:, method], self.covariance[:, method, :, method], np.array(corrections)
        )


def analyze_pairs(levels: Sequence[EnergyLevels], sides: Sequence[Reweighted]) -> PairAnalysis:
    """Analyze each pair of successive sides at the crossing of its Binder ratios.

    Standard errors are those of a jackknife over blocks: without one block of one side and temperature, that side is
    reweighted anew, the crossings of its pairs are found again, and all estimates are computed there.

    Parameters
    ----------
    levels, sides : sequences of the same length, at least 3
        By rising side; ``sides`` are the joined ``levels``.

    Raises
    ------
    InputError
        If a pair has no crossing.
    """
    crossings = [find_crossing(small, large) for small, large in pairwise(sides)]
    values = np.array(
        [
            pair_values(small, large, crossing)
            for (small, large), crossing in zip(pairwise(sides), crossings, strict=True)
        ]
    )
    replicates = (
        each.reshape(len(each), -1)
        for place in range(len(sides))
        for each in _replicates(levels[place], sides, place, crossings, values)
    )
    covariance = jackknife_covariance(replicates)
    return PairAnalysis(
        sides=tuple(side.side for side in sides),
        values=values,
        covariance=covariance.reshape(*values.shape, *values.shape),
    )


def _replicates(
    levels: EnergyLevels,
    sides: Sequence[Reweighted],
    place: int,
    crossings: Sequence[float],
    values: np.ndarray,
) -> Iterator[np.ndarray]:
    """Yield (n_blocks, n_pairs, n_methods) for each temperature of side number ``place``."""
    touched = [pair for pair in (place - 1, place) if 0 <= pair < len(crossings)]
    for changed_sides in without_one_block(levels, sides[place]):
        replicates = np.repeat(values[None], len(changed_sides), axis=0)
        for replicate, changed in zip(replicates, changed_sides, strict=True):
            for pair in touched:
                small = changed if pair == place else sides[pair]
                large = sides[pair + 1] if pair == place else changed
                replicate[pair] = pair_values(small, large, polish_crossing(small, large, crossings[pair]))
        yield replicates
