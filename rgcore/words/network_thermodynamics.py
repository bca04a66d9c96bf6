"""What the thermodynamics of trained networks say, in words."""

import numpy as np
from pandas import DataFrame

from rgcore.figures.kit.model_points import FEW, FEW_TRIPS, hardly_mixed
from rgcore.figures.kit.selection import deviations
from rgcore.words.wording import agreement, change, count, number, span

__all__ = ["thermodynamics_sentences"]

_NO_TEMPERATURE = "no finite temperature above 0.5 J/k_B has"


def thermodynamics_sentences(models: DataFrame, data: DataFrame) -> str:
    """Say how near the samples of each layer are to exact and training values, and which temperature they tell.

    Parameters
    ----------
    models, data : DataFrame
        Tables ``rbm_thermodynamics`` and ``ising_thermodynamics``, the latter of the side of the former.
    """
    layers = sorted(set(models["layer"]))
    parts = [_layer(models[models["layer"] == layer], data, layer) for layer in layers]
    return " ".join([*parts, *_depth(models, layers), _draws(models)])


def _layer(rows: DataFrame, data: DataFrame, layer: int) -> str:
    """Say all of one layer."""
    exact = [
        f"{words} {agreement(deviations(rows[name], rows[f'{name}_exact'], rows[f'{name}_err']))}"
        for name, words in (("energy", "energy,"), ("specific_heat", "specific heat,"))
    ]
    lattice = [
        f"{words} {agreement(_from_data(rows, data, name))}"
        for name, words in (("abs_magnetization", "<|m|>,"), ("correlation_length", "correlation length,"))
    ]
    return (
        f"Samples from layer {layer}. Beside exact values: {'; '.join(exact)}. Beside the training data: "
        f"{'; '.join(lattice)}. {_temperature(rows)}."
    )


def _from_data(rows: DataFrame, data: DataFrame, name: str) -> np.ndarray:
    """Return the deviations of the samples from the training data, both errors in quadrature."""
    columns = [name, f"{name}_err"]
    lattice = data.assign(place=data["temperature"].round(9)).drop_duplicates("place").set_index("place")
    theirs = lattice[columns].reindex(rows["temperature"].round(9))
    error = np.hypot(rows[f"{name}_err"].to_numpy(), theirs[f"{name}_err"].to_numpy())
    return deviations(rows[name], theirs[name], error)


def _temperature(rows: DataFrame) -> str:
    """Say how far the temperature that the energy tells is from the one trained on, and where farthest."""
    off = _off(rows)
    if not np.isfinite(off).any():
        return f"{_NO_TEMPERATURE[0].upper()}{_NO_TEMPERATURE[1:]} their energy"
    ends = (rows[f"energy_temperature_{end}"].fillna(-np.inf) for end in ("low", "high"))
    inside = rows["temperature"].between(*ends)
    worst = rows.loc[off.abs().idxmax()]
    lost = int((~np.isfinite(off)).sum())
    without = f"; at {count(lost, 'point')} {_NO_TEMPERATURE} their energy" if lost else ""
    return (
        f"The temperature of the energy minus that trained on is {span(off, 'J/k_B')}, with 0 in its 95 % interval at "
        f"{int(inside.sum())} of {count(len(rows), 'point')} (farthest at T = {number(worst['temperature'], 4)} J/k_B: "
        f"{number(worst['energy_temperature'], 4)}, {_end(worst['energy_temperature_low'])} to "
        f"{_end(worst['energy_temperature_high'])}){without}"
    )


def _end(temperature: float) -> str:
    """Return one end of an interval; below 0.5 J/k_B, where it is not sought, it is NaN."""
    return "below 0.5" if np.isnan(temperature) else number(temperature, 4).replace("inf", "infinity")


def _off(rows: DataFrame):
    """Return energy temperature minus temperature trained on, NaN where it is not finite."""
    off = rows["energy_temperature"] - rows["temperature"]
    return off.where(np.isfinite(off))


def _depth(models: DataFrame, layers: list[int]) -> list[str]:
    """Say whether the temperature is lost on the way from the first layer to the last; nothing of one layer."""
    if len(layers) == 1:
        return []
    ends = [models[models["layer"] == layer] for layer in (layers[0], layers[-1])]
    first, last = (_off(rows).abs().mean() for rows in ends)
    tolerance = float(np.hypot(*(_half_width(rows) for rows in ends)))
    path = change(first, last, tolerance) if np.isfinite([first, last]).all() else "is not defined in both"
    return [f"From layer {layers[0]} to layer {layers[-1]} the mean size of that difference {path} J/k_B."]


def _half_width(rows: DataFrame) -> float:
    """Return half the 95 % interval of the mean of a layer's energy temperatures, about two standard errors."""
    halves = (rows["energy_temperature_high"] - rows["energy_temperature_low"]) / 2
    halves = halves[np.isfinite(halves)]
    return float(np.sqrt((halves**2).sum()) / max(1, len(halves)))


def _draws(models: DataFrame) -> str:
    few = int(hardly_mixed(models).sum())
    points = f"{count(few, 'point')} below {FEW_TRIPS:g} trips or {FEW} samples"
    crossed = f" Not to be trusted, whatever their bars: {points}."
    return (
        f"Replicas made {span(models['round_trips'])} round trips of tempering; chains scatter like "
        f"{span(models['n_effective'])} independent samples.{crossed if few else ''}"
    )
