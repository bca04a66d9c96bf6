"""What a sampler delivered, and how many independent configurations per second that was."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rgcore.ising import torus_energy
from rgcore.stats import integrated_autocorrelation_time

__all__ = ["Delivery", "effective_rates", "facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One call: its seconds by what they include, and energy and magnetization (n_records, n_chains) of the lattice."""

    seconds: dict[str, float]
    energy: np.ndarray
    magnetization: np.ndarray
    parameters: dict[str, object] = field(default_factory=dict)


def effective_rates(deliveries: Sequence[Delivery], included: str) -> list[float]:
    """Return the independent configurations per second of each call, by the seconds that include ``included``.

    The autocorrelation times come from all calls together.
    """
    share = min(1, 1 / (2 * max(_tau(deliveries).values())))
    return [share * each.energy.size / each.seconds[included] for each in deliveries]


def facts(deliveries: Sequence[Delivery], side: int, temperature: float) -> dict[str, object]:
    """Return autocorrelation times, and the distance of the mean energy from Kaufman's in standard errors."""
    tau = _tau(deliveries)
    energy = np.hstack([each.energy for each in deliveries]) / side**2
    error = math.sqrt(2 * max(tau["energy"], 0.5) * energy.var() / energy.size)
    return {
        "seconds": {
            name: statistics.median(each.seconds[name] for each in deliveries)
            for name in deliveries[0].seconds
        },
        "tau_in_configurations": tau,
        "energy_off_by_standard_errors": (energy.mean() - torus_energy(1 / temperature, side)) / error,
        **deliveries[0].parameters,
    }


def _tau(deliveries: Sequence[Delivery]) -> dict[str, float]:
    """Return the autocorrelation times in configurations; 1/2 where every chain gives but one."""
    series = {
        "energy": np.hstack([each.energy for each in deliveries]),
        "abs_magnetization": np.abs(np.hstack([each.magnetization for each in deliveries])),
    }
    if len(series["energy"]) == 1:
        return dict.fromkeys(series, 0.5)
    return {name: integrated_autocorrelation_time(values).tau for name, values in series.items()}
