"""Thermodynamics of configurations at one temperature: estimates with standard errors, beside exact values."""

import math
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from rgcore.arguments.objects import instances, mapping
from rgcore.arguments.scalars import checked_side, checked_temperature, whole_number
from rgcore.errors import InputError
from rgcore.ising.autocorrelation_times import measure_autocorrelation_times
from rgcore.ising.binder_ratio import binder_ratio
from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.ising.exact_results.kaufman import torus_energy, torus_specific_heat
from rgcore.ising.exact_results.spontaneous_magnetization import spontaneous_magnetization
from rgcore.ising.schemas import HOW_DRAWN
from rgcore.stats.blocking import chain_block_means, number_of_chain_blocks
from rgcore.stats.jackknife import jackknife
from rgcore.tables.configurations import Configurations

__all__ = ["chain_thermodynamics", "thermodynamics"]

HOW_DRAWN_NAMES = tuple(column.name for column in HOW_DRAWN)
MOST_BLOCKS = 500  # the estimates without each block take little: standard errors scatter by 3 %


def thermodynamics(batches: Iterable[Configurations], parameters: Mapping[str, object]) -> pd.DataFrame:
    """Estimate the thermodynamics of the side x side torus at one temperature.

    Per site, with m = M / side**2: energy <e>, <|m|>, specific heat K^2 N (<e^2> - <e>^2), susceptibility
    K N (<m^2> - <|m|>^2), its zero-field form K N <m^2>, Binder ratio 1 - <m^4> / (3 <m^2>^2), and the
    second-moment correlation length xi^2 = (S(0) / S(k) - 1) / (4 sin^2(pi / L)) with the structure factor S
    at the smallest momentum, k = 2 pi / L along either axis. S(0) = N <m^2>, less N <|m|>^2 where the lattice
    is ordered: below T_c, once the exact correlation length is shorter than the side (column ``connected``).
    Standard errors are those of a jackknife over blocks (:mod:`rgcore.stats.blocking`): groups of chains, or stretches
    of time if there are few chains.

    Exact energy and specific heat are those of the same torus. The exact correlation length and magnetization
    are those of the infinite lattice; the former is the exponential one along an axis, a little longer than a
    second-moment one.

    Parameters
    ----------
    batches : iterable of Configurations
        One after the other, in the order in which they were drawn; memory holds one.
    parameters : mapping
        How they were drawn, as ``Drawing.parameters`` returns it and a file of configurations stores it;
        ``temperature`` (J/k_B) is a number or its decimal string.

    Returns
    -------
    DataFrame
        One row with the columns of ``rgcore.ising.schemas.ISING_THERMODYNAMICS``.

    Raises
    ------
    rgcore.stats.ChainTooShort
        If there are too few configurations to show their autocorrelation time.
    InputError
        If a batch is something else, or a parameter is missing or out of range.
    """
    temperature, side, n_chains = _how_drawn(parameters)
    coupling = 1 / temperature
    energies, magnetizations, observables = _series(_checked(batches, side))
    autocorrelation = measure_autocorrelation_times(energies, magnetizations, n_chains=n_chains)
    n_records = len(energies) // n_chains
    n_blocks = number_of_chain_blocks(n_records, n_chains, autocorrelation.longest(), most=MOST_BLOCKS)
    row = {
        "side": side,
        "temperature": temperature,
        "coupling": coupling,
        "n_samples": len(energies),
        "n_effective": min(1.0, 0.5 / autocorrelation.slowest()) * (len(energies) // n_chains * n_chains),
        **{name: parameters[name] for name in HOW_DRAWN_NAMES},
        **autocorrelation.named("tau_samples"),
        **_estimates(observables, n_chains, n_blocks, coupling, side),
    }
    return pd.DataFrame([row])


def chain_thermodynamics(
    batches: Iterable[Configurations], *, coupling: float, side: int, n_chains: int
) -> dict[str, float | bool]:
    """Estimate the same of long chains whose autocorrelation time is not known.

    Standard errors are those between ``n_chains`` independent chains: no autocorrelation enters.

    Parameters
    ----------
    batches : iterable of Configurations
        One after the other, whole records.
    coupling : float
        K = J/(k_B T) of the torus that they are compared with, and of the units of the fluctuations.
    side : int
    n_chains : int
        At least 2; entry i of all configurations is of chain i % n_chains.

    Returns
    -------
    dict
        Every estimate of :func:`thermodynamics`, its standard error and its exact value; ``n_samples``;
        ``n_effective``, the number of independent configurations with the same standard error of the mean energy, at
        most ``n_samples``.
    """
    _, _, observables = _series(batches)
    row = _estimates(observables, n_chains, n_chains, coupling, side)
    independent = observables[:, 0].var() / max(row["energy_err"] ** 2, np.finfo(float).tiny)
    return {"n_samples": len(observables), "n_effective": float(min(independent, len(observables))), **row}


def _how_drawn(parameters: Mapping[str, object]) -> tuple[float, int, int]:
    """Return temperature, side and number of chains."""
    given = mapping("parameters", parameters)
    missing = [name for name in ("temperature", "side", *HOW_DRAWN_NAMES) if name not in given]
    if missing:
        raise InputError(f"parameters must hold {', '.join(missing)}, as those of begin_sampling do")
    n_chains = whole_number("n_chains", given["n_chains"], least=1)
    return (
        checked_temperature("temperature", given["temperature"]),
        checked_side("side", given["side"]),
        n_chains,
    )


def _checked(batches: Iterable[Configurations], side: int) -> Iterator[Configurations]:
    """Yield the batches, at least one; each must be of lattices of this side."""
    n_batches = 0
    for batch in instances("batches", batches, Configurations):
        if batch.spins.ndim != 3 or batch.spins.shape[1:] != (side, side):
            raise InputError(f"batches must hold (n, {side}, {side}) spins, got shape {batch.spins.shape}")
        n_batches += 1
        yield batch
    if n_batches == 0:
        raise InputError("batches must hold at least one batch of configurations, got none")


def _series(batches: Iterable[Configurations]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return energies (n,) and magnetizations (n,) of the lattice, and the observables (n, 6) per site."""
    energies, magnetizations, structures, n_sites = [], [], [], 1
    for batch in batches:
        n_sites = batch.spins[0].size
        energies.append(batch.energy)
        magnetizations.append(batch.magnetization)
        structures.append(_structure_factors(batch.spins))
    total, moment = np.concatenate(energies), np.concatenate(magnetizations)
    return total, moment, _observables(total / n_sites, moment / n_sites, np.concatenate(structures))


def _estimates(
    observables: np.ndarray, n_chains: int, n_blocks: int, coupling: float, side: int
) -> dict[str, float | bool]:
    """Return every estimate, its standard error, and the exact values."""
    blocks = chain_block_means(observables, n_chains, n_blocks)
    connected = coupling > CRITICAL_COUPLING and correlation_length(coupling) < side
    estimate = jackknife(blocks, lambda mean: _derived(mean, coupling, side, connected))
    names = (
        "energy",
        "abs_magnetization",
        "specific_heat",
        "susceptibility",
        "susceptibility_zero_field",
        "binder",
    )
    row: dict[str, float | bool] = {"connected": connected}
    for name, value, error in zip(names, estimate.value, estimate.error, strict=False):
        row |= {name: float(value), f"{name}_err": float(error)}
    length, length_err = _root(estimate.value[-1], estimate.error[-1])
    return row | {
        "correlation_length": length,
        "correlation_length_err": length_err,
        **_exact(coupling, side),
    }


def _structure_factors(spins: np.ndarray) -> np.ndarray:
    """Return the structure factor of spins (n, side, side) at the smallest momentum, per site: (n,)."""
    side = spins.shape[1]
    wave = np.exp(2j * np.pi * np.arange(side) / side)
    waves = np.stack([spins.sum(axis=axis, dtype=np.int32) @ wave for axis in (1, 2)])  # (2, n)
    return (np.abs(waves) ** 2).mean(axis=0) / side**2


def _observables(e: np.ndarray, m: np.ndarray, structure: np.ndarray) -> np.ndarray:
    """Return (n, 6): e, e^2, |m|, m^2, m^4 and the structure factor at the smallest momentum."""
    return np.stack([e, e**2, np.abs(m), m**2, m**4, structure], axis=1)


def _derived(mean: np.ndarray, coupling: float, side: int, connected: bool) -> np.ndarray:
    """Return the estimates, of :func:`_observables` averaged; the last is the squared correlation length."""
    e, e2, modulus, m2, m4, structure = mean
    n_sites = side**2
    at_zero = n_sites * (m2 - connected * modulus**2)
    return np.array(
        [
            e,
            modulus,
            coupling**2 * n_sites * (e2 - e**2),
            coupling * n_sites * (m2 - modulus**2),
            coupling * n_sites * m2,
            binder_ratio(m2, m4),
            (at_zero / structure - 1) / (2 * math.sin(math.pi / side)) ** 2,
        ]
    )


def _root(square: float, error: float) -> tuple[float, float]:
    """Return the square root, and its standard error, of an estimate that noise may have made negative.

    The standard error is sqrt(square + error) - sqrt(square): error / (2 root) where that is small.
    """
    square = max(float(square), 0.0)
    root = math.sqrt(square)
    return root, math.sqrt(square + float(error)) - root


def _exact(coupling: float, side: int) -> dict[str, float]:
    return {
        "energy_exact": torus_energy(coupling, side),
        "specific_heat_exact": torus_specific_heat(coupling, side),
        "magnetization_exact": spontaneous_magnetization(coupling),
        "correlation_length_exact": correlation_length(coupling),
    }
