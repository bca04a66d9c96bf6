"""Spike times in the unit of their files become seconds."""

import numpy as np

from rgcore.datasets.formats.cards import Vectors
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["trains_in_seconds"]

SECONDS = {"s": 1.0, "ms": 1e-3, "us": 1e-6}


def trains_in_seconds(found: Vectors, settings: DatasetSettings, source: str) -> dict[str, np.ndarray]:
    """Return the spike times in seconds, (n_spikes,) float64 each.

    Raises
    ------
    InputError
        If they are in samples and nothing gives the sampling rate.
    """
    unit = settings.time_unit or found.time_unit or "s"
    if unit != "samples":
        return {name: entries * SECONDS[unit] for name, entries in found.by_name.items()}
    rate = settings.sampling_rate or found.sampling_rate
    if rate is None:
        raise InputError(
            f"sampling_rate must be given for {source}, whose times are in samples: samples per second"
        )
    return {name: entries / rate for name, entries in found.by_name.items()}
