"""Monte Carlo renormalization group: critical exponents from configurations, with errors."""

from collections.abc import Callable, Iterable
from itertools import chain

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.ising.mcrg.majority_rule import blocked, blocked_sides
from rgcore.ising.mcrg.operator_moments import block_moments
from rgcore.ising.mcrg.operators import OPERATORS
from rgcore.ising.mcrg.stability_matrix import exponents, stability_matrix
from rgcore.stats import jackknife

__all__ = ["at_temperature", "renormalization_exponents"]

EXACT_EXPONENTS = {"even": 1.0, "odd": 15 / 8}
"""y_t and y_h of the two-dimensional Ising model (Onsager 1944; Yang 1952)."""


def renormalization_exponents(
    batches: Iterable[np.ndarray],
    *,
    n_samples: int,
    n_chains: int,
    n_blockings: int,
    rng: Generator,
    block: Callable[..., np.ndarray] = blocked,
) -> pd.DataFrame:
    """Estimate the thermal and the magnetic exponent from each blocking step and each truncation.

    Configurations are blocked with b = 2, again and again, by default by majority rule. Correlations of operators after
    and before a step give the linearized transformation, and y = ln(lambda) / ln 2 of its largest eigenvalue is y_t in
    the even and y_h in the odd sector: Swendsen, Phys. Rev. Lett. 42, 859 (1979); Pawley, Swendsen, Wallace and Wilson,
    Phys. Rev. B 29, 4030 (1984). At the critical point they approach the exact values with the number of steps, as
    irrelevant couplings die out, and with the number of operators.

    Parameters
    ----------
    batches : iterable of (n, side, side) int8 arrays
        Successive batches of a sample, entries -1 or +1, record by record: row i belongs to chain i % n_chains.
        Successive records should be nearly independent; a block of the jackknife holds at least 10. The side is
        divisible by 2**n_blockings and leaves at least 8 block spins per side.
    n_samples : int
        Configurations in all batches together, at least 100.
    n_chains : int
        Independent chains in the sample.
    n_blockings : int
        At least 1.
    rng : Generator
        Spawns one generator per step, for the ties of the majority rule.
    block : callable
        The transformation under test: block(spins, rng=rng) takes (n, side, side) to (n, side / 2, side / 2) int8.

    Returns
    -------
    DataFrame
        One row per sector, blocking_step and n_operators, the columns of table ``mcrg`` without the temperature.
        Standard errors are from the jackknife over blocks of the sample. They do not include the bias of few steps and
        few operators, and are correlated between rows, which share their configurations.

    Raises
    ------
    InputError
        If the lattice cannot be blocked that often, the sample is too small, or operators do not fluctuate.
    """
    remaining = iter(batches)
    first = next(remaining)
    side = first.shape[1]
    sides = blocked_sides(side, n_blockings)
    moments = block_moments(
        chain([first], remaining),
        n_samples=n_samples,
        n_chains=n_chains,
        n_blockings=n_blockings,
        block=block,
        rng=rng,
    )
    rows = [
        {"sector": sector, "blocking_step": step, "blocked_side": blocked_side, **row}
        for sector in OPERATORS
        for step, blocked_side in enumerate(sides, 1)
        for row in _truncations(moments[sector][step - 1], sector)
    ]
    return pd.DataFrame(rows).assign(side=side, n_samples=n_samples)


def at_temperature(exponents: pd.DataFrame, temperature: float) -> pd.DataFrame:
    """Return the table ``mcrg``: exponents of :func:`renormalization_exponents` with the temperature, in J/k_B.

    ``exponent_exact`` stays where the correlation length of the infinite lattice is at least the side, so that
    configurations look critical; elsewhere it is NaN.
    """
    critical = correlation_length(1 / temperature) >= exponents["side"]
    return exponents.assign(
        temperature=temperature, exponent_exact=exponents["exponent_exact"].where(critical)
    )


def _truncations(moments: np.ndarray, sector: str) -> list[dict[str, object]]:
    """Return the exponents of one step, moments (n_blocks, 1 + 2 m, 1 + 2 m), for 1 to m operators."""
    names = OPERATORS[sector]
    sizes = range(1, len(names) + 1)

    def estimator(mean: np.ndarray) -> np.ndarray:
        return np.array([exponents(stability_matrix(mean, size)) for size in sizes])

    estimate = jackknife(moments, estimator)  # both (m, 2)
    return [
        {
            "n_operators": size,
            "added_operator": name,
            "exponent": first,
            "exponent_err": first_err,
            "exponent_exact": EXACT_EXPONENTS[sector],
            "second_exponent": second,
            "second_exponent_err": second_err,
            "n_blocks": len(moments),
        }
        for size, name, (first, second), (first_err, second_err) in zip(
            sizes, names, estimate.value, estimate.error, strict=True
        )
    ]
