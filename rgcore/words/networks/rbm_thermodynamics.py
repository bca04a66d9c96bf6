"""Thermodynamics of configurations drawn from trained networks, in words."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.linear_ranges import TEMPERATURE_DIFFERENCE
from rgcore.selection.rows import deviations, exact_values
from rgcore.words.wording import agreement, change, count, number, single_run, span

__all__ = ["caption_numbers", "seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return how near the samples of each layer are to exact and training values, and their temperature of energy."""
    models, data = tables["rbm_thermodynamics"], tables["ising_thermodynamics"]
    data = data[data["side"].isin(set(models["side"]))]
    layers = sorted(set(models["layer"]))
    parts = [_layer(models[models["layer"] == layer], data, layer) for layer in layers]
    scatter = (
        "The intervals contain sampling error only, no scatter between training runs."
        if single_run(models)
        else _depth(models, layers)
    )
    return " ".join(part for part in [*parts, scatter, _draws(models)] if part)


def caption_numbers(_tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return the size of the difference, in J/k_B, up to which its axis is linear."""
    return {"linear_to": f"{TEMPERATURE_DIFFERENCE:g}"}


def _layer(rows: DataFrame, data: DataFrame, layer: int) -> str:
    exact = [
        f"{words} {agreement(deviations(rows[name], rows[f'{name}_exact'], rows[f'{name}_err']))}"
        for name, words in (("energy", "energy,"), ("specific_heat", "specific heat,"))
    ]
    lattice = [
        f"{words} {agreement(_from_data(rows, data, name))}"
        for name, words in (("abs_magnetization", "<|m|>,"), ("correlation_length", "correlation length,"))
    ]
    if not exact_values(rows):
        return (
            f"Configurations drawn from layer {layer}, compared with the training data, of whose model no exact value "
            f"is known: {'; '.join(lattice)}."
        )
    return (
        f"Configurations drawn from layer {layer}, compared with exact values: {'; '.join(exact)}; compared with the "
        f"training data: {'; '.join(lattice)}. {_temperature(rows)}."
    )


def _from_data(rows: DataFrame, data: DataFrame, name: str) -> np.ndarray:
    """Return the deviations of the samples from the training data, both standard errors in quadrature."""
    columns = [name, f"{name}_err"]
    lattice = data.assign(place=data["temperature"].round(9)).drop_duplicates("place").set_index("place")
    theirs = lattice[columns].reindex(rows["temperature"].round(9))
    error = np.hypot(rows[f"{name}_err"].to_numpy(), theirs[f"{name}_err"].to_numpy())
    return deviations(rows[name], theirs[name], error)


def _temperature(rows: DataFrame) -> str:
    """Return how far the temperature of equal energy is from that of the training data, and the largest difference."""
    off = _off(rows)
    least = number(rows["energy_temperature_least"].iloc[0])
    outside = f"their energy corresponds to no finite temperature above {least} J/k_B"
    if not np.isfinite(off).any():
        return f"{outside[0].upper()}{outside[1:]}"
    ends = (rows[f"energy_temperature_{end}"].fillna(-np.inf) for end in ("low", "high"))
    inside = int(rows["temperature"].between(*ends).sum())
    worst = rows.loc[off.abs().idxmax()]
    interval = (
        f"{_end(worst['energy_temperature_low'], least)} to {_end(worst['energy_temperature_high'], least)}"
    )
    lost = int((~np.isfinite(off)).sum())
    without = f"; at {count(lost, 'point')} {outside}" if lost else ""
    return (
        "The temperature at which the exact energy equals that of the samples differs from the training temperature by "
        f"{span(off, 'J/k_B')}; 0 lies in the 95 % interval at {inside} of {count(len(rows), 'point')} (largest at "
        f"T = {number(worst['temperature'], 4)} J/k_B: {number(worst['energy_temperature'], 4)}, {interval}){without}"
    )


def _end(temperature: float, least: str) -> str:
    """Return one end of an interval; NaN is below the least temperature tried."""
    return f"below {least}" if np.isnan(temperature) else number(temperature, 4).replace("inf", "infinity")


def _off(rows: DataFrame):
    """Return the temperature of equal energy minus the training temperature, NaN where it is not finite."""
    off = rows["energy_temperature"] - rows["temperature"]
    return off.where(np.isfinite(off))


def _depth(models: DataFrame, layers: list[int]) -> str:
    """Return how the size of the difference changes from the first layer to the last, by the scatter of the runs."""
    if len(layers) == 1:
        return ""
    ends = [_by_run(models[models["layer"] == layer]) for layer in (layers[0], layers[-1])]
    first, last = (float(runs.mean()) for runs in ends)
    error = float(np.sqrt(sum(runs.var(ddof=1) / len(runs) for runs in ends)))
    path = change(first, last, error) if np.isfinite([first, last]).all() else "is not defined in both"
    return (
        f"From layer {layers[0]} to layer {layers[-1]} the mean size of that difference {path} J/k_B (errors from the "
        f"scatter of {count(len(ends[0]), 'training run')})."
    )


def _by_run(rows: DataFrame):
    """Return the mean size of the difference over the temperatures, for each replica."""
    return _off(rows).abs().groupby(rows["replica"]).mean()


def _draws(models: DataFrame) -> str:
    few = int((~models["reliable"]).sum())
    trips, samples = (number(models[f"{name}_needed"].iloc[0]) for name in ("round_trips", "n_effective"))
    unreliable = (
        f" Unreliable: {count(few, 'point')} with fewer than {trips} round trips or an effective sample size below "
        f"{samples}."
    )
    return (
        f"Each tempering replica made {span(models['round_trips'])} round trips; the effective sample size is "
        f"{span(models['n_effective'])}.{unreliable if few else ''}"
    )
