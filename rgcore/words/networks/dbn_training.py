"""How the layers of the deep belief network change in training."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.linear_ranges import FREE_ENERGY_GAP
from rgcore.words.wording import change, listing, span

__all__ = ["caption_numbers", "seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the change of error and pseudo-likelihood of each layer, the last gaps, and the units at the end."""
    training = tables["dbn_training"]
    ends = training[training["epoch"] == training["epoch"].max()]
    starts = training[training["epoch"] == training["epoch"].min()]
    layers = sorted(set(training["layer"]))
    parts = [_changes(starts[starts["layer"] == layer], ends[ends["layer"] == layer]) for layer in layers]
    units = [f"layer {layer}, {_last_units(ends[ends['layer'] == layer])}" for layer in layers]
    epochs = f"From epoch {int(training['epoch'].min())} to {int(training['epoch'].max())}"
    return (
        f"{epochs} (reconstruction errors are averages over temperatures and replicas): {listing(parts)}. "
        f"Hidden units at the end: {'; '.join(units)}."
    )


def caption_numbers(tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return the size of the free-energy gap up to which its axis is linear, in nats."""
    return {"linear_to": f"{FREE_ENERGY_GAP:g}"}


def _changes(first: DataFrame, last: DataFrame) -> str:
    """Return how error and pseudo-log-likelihood of one layer change, and the last free-energy gaps."""
    error, likelihood = (
        change(first[name].mean(), last[name].mean(), _error(first, last, name))
        for name in ("reconstruction_error", "pseudo_log_likelihood")
    )
    return (
        f"in layer {int(last['layer'].iloc[0])} the reconstruction error {error}, the pseudo-log-likelihood "
        f"{likelihood} nats per unit, and the last free-energy gaps are {span(last['free_energy_gap'], 'nats')}"
    )


def _error(first: DataFrame, last: DataFrame, name: str) -> float:
    """Return the standard error of the difference of two means, 0 of a quantity without standard errors."""
    if f"{name}_err" not in first:
        return 0.0
    squares = [(rows[f"{name}_err"] ** 2).sum() / len(rows) ** 2 for rows in (first, last)]
    return float(np.sqrt(sum(squares)))


def _last_units(last: DataFrame) -> str:
    """Return the fractions of one layer's units that are dead and localized."""
    return (
        f"dead fraction {span(last['dead_fraction'])}, localized fraction {span(last['localized_fraction'])}"
    )
