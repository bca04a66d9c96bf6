"""Exponents of a map by Monte Carlo renormalization, beside those of the majority rule on the same configurations."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.ising.mcrg.majority_rule import blocked, blocked_sides
from rgcore.ising.mcrg.operator_moments import block_moments
from rgcore.ising.mcrg.operators import OPERATORS
from rgcore.ising.mcrg.renormalization_exponents import EXACT_EXPONENTS
from rgcore.ising.mcrg.stability_matrix import exponents, stability_matrix
from rgcore.stats import jackknife

__all__ = ["Moments", "majority_moments", "map_exponents", "map_moments"]

SPINS_AT_ONCE = 4_000_000

Moments = dict[str, np.ndarray]
"""Of each sector, as of :func:`rgcore.ising.mcrg.operator_moments.block_moments`."""


def majority_moments(spins: np.ndarray, *, n_chains: int, n_blockings: int, rng: Generator) -> Moments:
    """Return those of the majority rule."""
    return map_moments(blocked, spins, n_chains=n_chains, n_blockings=n_blockings, rng=rng)


def map_moments(
    block: Callable[..., np.ndarray],
    spins: np.ndarray,
    *,
    n_chains: int,
    n_blockings: int,
    rng: Generator,
) -> Moments:
    """Return the moments of operators of configurations (n, side, side) int8 under a map, applied again and again.

    ``block(spins, rng=rng)`` is the map.
    """
    at_once = max(1, SPINS_AT_ONCE // spins[0].size)
    return block_moments(
        (spins[begin : begin + at_once] for begin in range(0, len(spins), at_once)),
        n_samples=len(spins),
        n_chains=n_chains,
        n_blockings=n_blockings,
        block=block,
        rng=rng,
    )


def map_exponents(found: Moments, majority: Moments, side: int, temperature: float) -> pd.DataFrame:
    """Estimate the exponents of a map at each step, and their differences from those of the majority rule.

    All operators of a sector are taken. Differences are between the same configurations, block by block of the
    jackknife, so that the noise that both have in common drops out.

    Parameters
    ----------
    found, majority : Moments
        Of the same configurations, of :func:`map_moments` and :func:`majority_moments`.
    side, temperature : int, float
        Of the configurations, the temperature in J/k_B.

    Returns
    -------
    DataFrame
        One row per sector and step: sector, blocking_step, blocked_side, exponent, majority_exponent, difference, each
        with ``_err`` of the configurations alone, NaN where the largest eigenvalue is not real and positive or the
        operators of the coarse spins do not fluctuate independently;
        exponent_exact, NaN where the correlation length of the infinite lattice is below the side;
        neighbour_correlation, of coarse spins after the step.
    """
    rows = []
    is_critical = correlation_length(1 / temperature) >= side
    for sector, names in OPERATORS.items():
        steps = zip(found[sector], majority[sector], strict=True)
        for step, (of_map, of_majority) in enumerate(steps, 1):
            blocked_side = blocked_sides(side, step)[-1]
            n_bonds = 2 * blocked_side**2
            rows.append(
                {
                    "sector": sector,
                    "blocking_step": step,
                    "blocked_side": blocked_side,
                    **_pair(np.stack([of_map, of_majority], axis=1), len(names)),
                    "exponent_exact": EXACT_EXPONENTS[sector] if is_critical else np.nan,
                    "neighbour_correlation": found["even"][step - 1][:, 0, 1].mean() / n_bonds,
                }
            )
    return pd.DataFrame(rows)


def _pair(moments: np.ndarray, n_operators: int) -> dict[str, float]:
    """Return exponents of a map and of the majority rule from moments (n_blocks, 2, k, k), and their difference."""

    def estimator(mean: np.ndarray) -> np.ndarray:
        first, second = (_leading(of_one, n_operators) for of_one in mean)
        return np.array([first, second, first - second])

    estimate = jackknife(moments, estimator)
    names = ("exponent", "majority_exponent", "difference")
    return {
        name + ending: float(number)
        for ending, numbers in (("", estimate.value), ("_err", estimate.error))
        for name, number in zip(names, numbers, strict=True)
    }


def _leading(moments: np.ndarray, n_operators: int) -> float:
    """Return the exponent of the largest eigenvalue; NaN where the operators do not fluctuate independently."""
    try:
        return exponents(stability_matrix(moments, n_operators))[0]
    except InputError:
        return np.nan
