"""Three temperatures of configurations, and whether they agree, as they do for the Ising model."""

import numpy as np

from rgcore.errors import InputError
from rgcore.learned.thermometer.torus_curves import TorusCurves
from rgcore.stats.blocking import FEWEST_BLOCKS, chain_block_means
from rgcore.stats.jackknife import jackknife_error
from rgcore.stats.student import interval_reach

__all__ = ["DISAGREES", "MOST_BLOCKS", "thermometers"]

MOST_BLOCKS = 100
_ESTIMATES = (
    "energy",
    "energy_variance",
    "abs_magnetization",
    "abs_magnetization_excess",
    "energy_variance_ratio",
)
DISAGREES = 4.0
"""Standard errors by which |m| or the fluctuations differ from those at the temperature of the energy, for the
configurations not to be those of an Ising model: if they are, that happens in fewer than 1 of 500 cases (20 chains)."""


def thermometers(
    energies: np.ndarray, magnetizations: np.ndarray, n_chains: int, curves: TorusCurves
) -> dict[str, float]:
    """Return energy, |m| and energy fluctuations of configurations, and the temperature at which a torus has each.

    One of these numbers is not a temperature: any distribution has an energy. Those of an Ising model have the |m| and
    the fluctuations that belong to their energy, too; ``disagreement`` is by how many standard errors they miss them.

    Parameters
    ----------
    energies, magnetizations : (n,) arrays
        H/J and sum of the spins of each lattice, record by record: entry i is of chain i % n_chains.
    n_chains : int
        Independent chains, at least 10; n for independent configurations. Their scatter gives the standard errors.
    curves : TorusCurves
        Of the side of the configurations.

    Returns
    -------
    dict
        ``energy`` (J per site), ``abs_magnetization``, ``energy_variance`` (side^2 times the variance of the energy per
        site, J^2), each with ``_err``. ``energy_temperature``, ``magnetization_temperature`` and
        ``fluctuation_temperature`` (J/k_B) with ``_low`` and ``_high``, 95 % intervals: infinite where a number is that
        of free spins or beyond, NaN where it is below T = 0.5. The fluctuations have a maximum; of the two temperatures
        the one on the side of ``energy_temperature`` is taken. Where they exceed it they have no temperature: NaN. The
        interval is cut at the maximum; it is NaN, too, where all of it is beyond.
        ``abs_magnetization_excess`` and ``energy_variance_ratio`` compare with the torus at ``energy_temperature``,
        with ``_err`` that contain its standard error. ``disagreement`` is the larger of their deviations from 0 and
        1, in standard errors; NaN where neither is defined.

    Raises
    ------
    InputError
        If there are fewer than 10 chains.
    """
    if n_chains < FEWEST_BLOCKS:
        raise InputError(f"n_chains must be at least {FEWEST_BLOCKS}, got {n_chains}")
    n_sites = curves.side**2
    e, m = np.asarray(energies) / n_sites, np.abs(magnetizations) / n_sites
    n_blocks = min(n_chains, MOST_BLOCKS)
    blocks = chain_block_means(np.stack([e, e**2, m], axis=1), n_chains, n_blocks)
    values, errors = _jackknife(blocks, n_sites, curves)
    row = {}
    for name, value, error in zip(_ESTIMATES, values, errors, strict=True):
        row |= {name: float(value), f"{name}_err": float(error)}
    half_widths = interval_reach(n_blocks) * errors[:3]
    ends = values[:3] + np.outer([0, -1, 1], half_widths)
    return row | _temperatures(ends, curves) | {"disagreement": _disagreement(row)}


def _jackknife(blocks: np.ndarray, n_sites: int, curves: TorusCurves) -> tuple[np.ndarray, np.ndarray]:
    """Return :func:`_derived` without its bias of order 1/n, and the standard errors, of blocks (n_blocks, 3)."""
    n_blocks, total = len(blocks), blocks.sum(axis=0)
    of_all = _derived(total[None] / n_blocks, n_sites, curves)[0]
    without_one = _derived((total - blocks) / (n_blocks - 1), n_sites, curves)
    return n_blocks * of_all - (n_blocks - 1) * without_one.mean(axis=0), jackknife_error(without_one)


def _derived(means: np.ndarray, n_sites: int, curves: TorusCurves) -> np.ndarray:
    """Return (n, 5), the estimates of means (n, 3) of e, e^2 and |m|."""
    e, e2, m = means.T
    variance = n_sites * (e2 - e**2)
    coupling = curves.coupling_of_energy(e)
    excess = m - curves.abs_magnetization(coupling)
    return np.stack([e, variance, m, excess, variance / curves.variance(coupling)], axis=1)


def _temperatures(ends: np.ndarray, curves: TorusCurves) -> dict[str, float]:
    """Return the three temperatures of ends (value, lower and upper; energy, variance, |m|) with their intervals."""
    of_energy = _temperature(curves.coupling_of_energy(ends[:, 0]))
    readings = {
        "energy": of_energy,
        "magnetization": _temperature(curves.coupling_of_abs_magnetization(ends[:, 2])),
        "fluctuation": _of_variances(ends[:, 1], of_energy[0], curves),
    }
    row = {}
    for name, values in readings.items():
        lower, upper = _interval(values[1:])
        row[f"{name}_temperature"] = float(values[0])
        row |= {f"{name}_temperature_low": lower, f"{name}_temperature_high": upper}
    return row


def _temperature(coupling: np.ndarray) -> np.ndarray:
    return np.divide(1.0, coupling, out=np.full(coupling.shape, np.inf), where=coupling != 0)


def _interval(ends: np.ndarray) -> tuple[float, float]:
    """Return two temperatures in order, NaN, which is too cold to be resolved, first."""
    lower, upper = sorted(ends.tolist(), key=lambda end: -np.inf if np.isnan(end) else end)
    return lower, upper


def _of_variances(variances: np.ndarray, near: float, curves: TorusCurves) -> np.ndarray:
    """Return the temperatures of a variance of the energy and of the lower and upper end of its interval, (3,).

    Those on the side of the maximum where ``near`` (J/k_B) lies. An interval that reaches beyond the maximum is cut
    there, unless nothing is left of it.
    """
    value, lower, upper = variances
    most = curves.largest_variance
    if np.isnan(near) or lower > most:
        return np.full(len(variances), np.nan)
    couplings = [curves.coupling_of_variance(each, 1 / near) for each in (value, lower, min(upper, most))]
    return _temperature(np.array(couplings))


def _disagreement(row: dict[str, float]) -> float:
    scores = [
        abs(row[name] - expected) / row[f"{name}_err"]
        for name, expected in (("abs_magnetization_excess", 0.0), ("energy_variance_ratio", 1.0))
        if row[f"{name}_err"] > 0
    ]
    return float(max(scores, default=np.nan))
