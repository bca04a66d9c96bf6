"""Energies and magnetizations of stored configurations, without the spins: input of finite-size scaling."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

__all__ = ["EnergySeries", "energy_series_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergySeries:
    """Energies and magnetizations of configurations at one side and temperature.

    ``energy`` (n,) is H/J and ``magnetization`` (n,) the sum of the spins, both of the whole lattice;
    ``temperature`` is in J/k_B. Entry i belongs to chain i % ``n_chains``.
    """

    side: int
    temperature: float
    energy: np.ndarray
    magnetization: np.ndarray
    n_chains: int

    def __post_init__(self) -> None:
        if self.side < 2:
            raise ValueError(f"side must be at least 2, got {self.side}")
        if not 0 < self.temperature < math.inf:
            raise ValueError(f"temperature must be positive and finite, got {self.temperature}")
        if np.shape(self.energy) != np.shape(self.magnetization) or np.ndim(self.energy) != 1:
            raise ValueError(
                "energy and magnetization must have one axis of one length, "
                f"got shapes {np.shape(self.energy)} and {np.shape(self.magnetization)}"
            )
        if not 1 <= self.n_chains <= len(self.energy):
            raise ValueError(f"n_chains must be from 1 to {len(self.energy)}, got {self.n_chains}")

    @property
    def coupling(self) -> float:
        """K = J / (k_B T)."""
        return 1 / self.temperature


def energy_series_of(
    energy: np.ndarray, magnetization: np.ndarray, parameters: Mapping[str, object]
) -> EnergySeries:
    """Return the series of a file of configurations, given as :func:`rgcore.tables.read_observables` reads it.

    ``parameters`` needs ``side``, ``temperature`` (a number or its decimal string, J/k_B) and ``n_chains``.
    """
    return EnergySeries(
        side=int(parameters["side"]),
        temperature=float(parameters["temperature"]),
        energy=energy,
        magnetization=magnetization,
        n_chains=int(parameters["n_chains"]),
    )
