"""The table of Fisher spectra: Ising lattices under decimation, hopping particles, sums of exponentials."""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import an_instance, generator
from rgcore.information.decimation import decimated_sites, n_levels, observed_states
from rgcore.information.fisher_metric import family_metric
from rgcore.information.pair_models import enumerated_statistics, nearest_neighbour_model
from rgcore.information.predictions.exponentials import decay_factors, exponential_eigenvalues
from rgcore.information.predictions.hopping import N_RATES, hopping_spectrum
from rgcore.information.resampling.compatible_moments import compatible_moments
from rgcore.information.resampling.decays import DIRECTIONS, decays, directional_eigenvalues
from rgcore.information.schemas import FISHER_SPECTRA
from rgcore.information.settings import FisherSettings
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.ising.samplers.swendsen_wang import swendsen_wang

__all__ = ["exact_spectra", "fisher_table", "resampled_spectra"]

ENUMERATED_SIDE = 4
_BURN_IN, _SPACING = 200, 10  # updates of all clusters: autocorrelation times are below 6 at side 64
_DIMENSION = 2
_ROUNDING = 1e-12  # of the largest eigenvalue of a model
_NOTHING_FITTED = {"exponent": np.nan, "exponent_err": np.nan, "last_level": 0, "predicted_exponent": np.nan}


def fisher_table(settings: FisherSettings, *, rng: Generator) -> pd.DataFrame:
    """Return the table ``fisher_spectra``.

    Parameters
    ----------
    settings : FisherSettings
    rng : Generator, advanced in place

    Raises
    ------
    InputError
        If ``settings`` are no ``FisherSettings``.
    """
    an_instance("settings", settings, FisherSettings)
    generator("rng", rng)
    sampled = [resampled_spectra(settings, ratio, rng=rng) for ratio in settings.relative_temperatures]
    return pd.concat([exact_spectra(settings), *sampled], ignore_index=True)


def resampled_spectra(settings: FisherSettings, ratio: float, *, rng: Generator) -> pd.DataFrame:
    """Return the rows of the sampled lattice at ratio = T/T_c: eigenvalues by symmetry and level, and their fall.

    Exact for the samples: level 0 and 1; from level 2 on spins are drawn anew between those observed
    (:mod:`rgcore.information.resampling.compatible_moments`).
    """
    coupling, side = CRITICAL_COUPLING / ratio, settings.side
    start = np.ones((settings.n_replicas, side, side), np.int8)
    burnt_in = swendsen_wang(start, coupling, 1, _BURN_IN, rng=rng)[0][0]
    spins, _ = swendsen_wang(burnt_in, coupling, settings.n_configurations, _SPACING, rng=rng)
    levels = range(min(settings.n_levels, n_levels(side)) + 1)
    moments = [compatible_moments(spins, coupling, level, settings.n_resamples, rng=rng) for level in levels]
    return _frame(_sampled_rows(np.stack(moments, axis=1), side, ratio))


def exact_spectra(settings: FisherSettings) -> pd.DataFrame:
    """Return the rows that are computed without random numbers: the enumerated lattice, hopping, exponentials."""
    statistics = enumerated_statistics(ENUMERATED_SIDE)
    rows = [
        row
        for ratio in settings.relative_temperatures
        for level in range(min(settings.n_levels, n_levels(ENUMERATED_SIDE) - 1) + 1)
        for row in _enumerated_rows(statistics, ratio, level)
    ]
    return _frame([*rows, *_hopping_rows(sorted(settings.n_steps)), *_exponential_rows(settings)])


def _sampled_rows(moments: np.ndarray, side: int, ratio: float) -> Iterator[dict]:
    for (name, rank), decay in decays(moments).items():
        y = DIRECTIONS[name, rank]
        fit = {
            "exponent": decay.exponent.value,
            "exponent_err": decay.exponent.error,
            "last_level": decay.last_level,
            "predicted_exponent": min(2 * y - _DIMENSION, 0.0) if ratio == 1 else np.nan,
        }
        for level, resolved in enumerate(decay.resolved):
            value, error = (
                part[level] / side**2 for part in (decay.eigenvalues.value, decay.eigenvalues.error)
            )
            yield {
                **_of_spins("ising_resampled", ratio, (name, rank), level, side),
                "eigenvalue": value,
                "eigenvalue_err": error,
                "resolved": bool(resolved),
                **fit,
            }


def _enumerated_rows(statistics: np.ndarray, ratio: float, level: int) -> Iterator[dict]:
    probabilities = nearest_neighbour_model(statistics, CRITICAL_COUPLING / ratio)
    sites = np.flatnonzero(decimated_sites(ENUMERATED_SIDE, level))
    metric = family_metric(probabilities, statistics, observed_states(ENUMERATED_SIDE**2, sites))
    values = directional_eigenvalues(metric) / ENUMERATED_SIDE**2
    for (name, rank), value in zip(DIRECTIONS, values, strict=True):
        yield {
            **_of_spins("ising_enumerated", ratio, (name, rank), level, ENUMERATED_SIDE),
            **_exact(value, values.max()),
            **_NOTHING_FITTED,
        }


def _hopping_rows(n_steps: list[int]) -> Iterator[dict]:
    spectra = np.array([hopping_spectrum(number).eigenvalues for number in n_steps])
    for rank in range(N_RATES):
        fit = dict(_NOTHING_FITTED, predicted_exponent=3.0 - 2 * rank)
        if len(n_steps) > 1:
            ratio = spectra[-1, rank] / spectra[-2, rank]
            fit |= {
                "exponent": 2 * np.log(ratio) / np.log(n_steps[-1] / n_steps[-2]),
                "exponent_err": 0.0,
                "last_level": n_steps[-1],
            }
        for number, values in zip(n_steps, spectra, strict=True):
            place = {**_place("hopping", number, rank + 1), "n_observed": 6 * number + 1}
            yield {**place, **_exact(values[rank], 0.0), **fit}


def _exponential_rows(settings: FisherSettings) -> Iterator[dict]:
    for every in settings.every:
        values = exponential_eigenvalues(decay_factors(settings.n_exponentials, every))
        for rank, value in enumerate(values, 1):
            place = {**_place("exponentials", every, rank), "n_observed": 0}
            yield {**place, **_exact(value, 0.0), **_NOTHING_FITTED}


def _of_spins(model: str, ratio: float, direction: tuple[str, int], level: int, side: int) -> dict:
    return {
        "model": model,
        "relative_temperature": ratio,
        "direction": direction[0],
        "rank": direction[1],
        "level": level,
        "scale": 2 ** (level / 2),
        "n_observed": side**2 // 2**level,
    }


def _place(model: str, level: int, rank: int) -> dict:
    place = {"model": model, "relative_temperature": 0.0, "direction": "all", "rank": rank}
    return place | {"level": level, "scale": level**0.5}


def _exact(value: float, largest: float) -> dict:
    resolved = value > _ROUNDING * largest
    return {"eigenvalue": value if resolved else 0.0, "eigenvalue_err": 0.0, "resolved": bool(resolved)}


def _frame(rows: Iterable[dict]) -> pd.DataFrame:
    return pd.DataFrame(rows)[FISHER_SPECTRA.names]
