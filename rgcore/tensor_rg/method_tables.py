"""The tables of the tensor renormalization: errors by bond dimension, critical data, and spectra by level."""

import math
from collections.abc import Iterator
from itertools import islice

import pandas as pd

from rgcore.arguments.objects import an_instance
from rgcore.ising.exact_results.critical_point import CRITICAL_TEMPERATURE
from rgcore.tensor_rg.coarse_graining import Level, coarse_tensors, level_of, log_partition_per_site
from rgcore.tensor_rg.critical_data import CriticalData, best_reading, critical_data
from rgcore.tensor_rg.exact_partition import log_partition_per_site as exact_log_partition
from rgcore.tensor_rg.settings import TensorSettings

__all__ = ["tensor_tables"]

_RANKS = (2, 3)
_LARGEST_LEVEL = 16  # of the spectra and of the critical data
_CENTRAL_CHARGE = 1 / 2
_DIMENSIONS = (1 / 8, 1.0)  # exact, of the second and third eigenvalue at the critical point


def tensor_tables(settings: TensorSettings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Coarse-grain at every temperature by every method with every bond dimension.

    Parameters
    ----------
    settings : TensorSettings

    Returns
    -------
    summary, spectra : DataFrame
        The tables ``tensor_rg`` and ``tensor_spectra``.

    Raises
    ------
    InputError
        If ``settings`` is no ``TensorSettings``.
    """
    an_instance("settings", settings, TensorSettings)
    summary, spectra = [], []
    for method, number, relative in _conditions(settings):
        place = {"method": method, "relative_temperature": relative, "bond_dimension": number}
        levels, readings = _levels(method, number, relative, settings.n_levels)
        if number in (settings.bond_dimensions.get(method) or ()):
            summary.append({**place, **_summary(levels, relative), **_critical(readings)})
        if number == settings.spectra.get(method):
            spectra += [{**place, **row} for row in _spectrum_rows(levels)]
    return pd.DataFrame(summary), pd.DataFrame(spectra)


def _conditions(settings: TensorSettings) -> Iterator[tuple[str, int, float]]:
    """Yield method, bond dimension and relative temperature of every coarse-graining, each once."""
    for method in {**settings.bond_dimensions, **settings.spectra}:
        numbers = {*(settings.bond_dimensions.get(method) or ()), settings.spectra.get(method)} - {None}
        for number in sorted(numbers):
            for relative in settings.relative_temperatures:
                yield method, number, relative


def _levels(
    method: str, number: int, relative: float, n_levels: int
) -> tuple[list[Level], list[CriticalData]]:
    """Return all levels, and at the critical temperature the critical data of square blocks, from 2 x 2 sites on."""
    coupling = 1 / (relative * CRITICAL_TEMPERATURE)
    levels, readings = [], []
    for place, tensor in enumerate(coarse_tensors((coupling, coupling), method, number, n_levels)):
        levels.append(level_of(tensor))
        if relative == 1.0 and place % 2 == 0 and 2 <= place <= _LARGEST_LEVEL:
            readings.append(critical_data(tensor))
    return levels, readings


def _summary(levels: list[Level], relative: float) -> dict[str, float]:
    temperature = relative * CRITICAL_TEMPERATURE
    free_energy = -temperature * log_partition_per_site(levels)
    exact = -temperature * exact_log_partition(1 / temperature, 1 / temperature)
    return {
        "temperature": temperature,
        "n_levels": len(levels) - 1,
        "free_energy": free_energy,
        "free_energy_exact": exact,
        "relative_error": abs(free_energy - exact) / abs(exact),
        "discarded": max(level.discarded for level in levels),
    }


def _critical(readings: list[CriticalData]) -> dict[str, float]:
    """Return the columns of the critical data; NaN where there are no readings."""
    nan = math.nan
    found = best_reading(readings) if readings else CriticalData(nan, nan, nan, nan)
    return {
        "side": found.side,
        "central_charge": found.central_charge,
        "delta_sigma": found.delta_sigma,
        "delta_epsilon": found.delta_epsilon,
        "reading_change": found.change,
        "central_charge_deviation": found.central_charge - _CENTRAL_CHARGE,
        "delta_sigma_deviation": found.delta_sigma - _DIMENSIONS[0],
        "delta_epsilon_deviation": found.delta_epsilon - _DIMENSIONS[1],
    }


def _spectrum_rows(levels: list[Level]) -> list[dict[str, float]]:
    return [
        {
            "level": number,
            "side": math.sqrt(level.n_sites),
            "rank": rank,
            "singular_value": _entry(level.spectrum, rank),
            "transfer_eigenvalue": _entry(level.transfer.values, rank),
            "transfer_eigenvalue_critical": math.exp(-2 * math.pi * dimension),
        }
        for number, level in islice(enumerate(levels), 2, _LARGEST_LEVEL + 1, 2)
        for rank, dimension in zip(_RANKS, _DIMENSIONS, strict=True)
    ]


def _entry(values: object, rank: int) -> float:
    return float(values[rank - 1]) if len(values) >= rank else 0.0
