"""The table of the entanglement renormalization: energy and scaling dimensions by bond dimension."""

import pandas as pd

from rgcore.arguments.objects import an_instance
from rgcore.mera.chain import EXACT_ENERGY
from rgcore.mera.optimization import optimize_mera, scaling_dimensions
from rgcore.mera.settings import MeraSettings

__all__ = ["mera_table"]

_SIGMA, _EPSILON = 1 / 8, 1.0


def mera_table(settings: MeraSettings) -> pd.DataFrame:
    """Return the table ``mera``: one optimization for every bond dimension.

    Raises
    ------
    InputError
        If ``settings`` are no ``MeraSettings``.
    """
    an_instance("settings", settings, MeraSettings)
    return pd.DataFrame([_row(number, settings) for number in settings.bond_dimensions])


def _row(bond_dimension: int, settings: MeraSettings) -> dict[str, float]:
    found = optimize_mera(bond_dimension, settings.n_transitional, settings.n_sweeps)
    _, sigma, epsilon = scaling_dimensions(found.layers[-1], 3)
    return {
        "bond_dimension": bond_dimension,
        "n_transitional": settings.n_transitional,
        "n_sweeps": settings.n_sweeps,
        "energy": found.energy,
        "energy_exact": EXACT_ENERGY,
        "energy_deviation": found.energy - EXACT_ENERGY,
        "last_decrease": found.last_decrease,
        "delta_sigma": sigma,
        "delta_sigma_deviation": sigma - _SIGMA,
        "delta_epsilon": epsilon,
        "delta_epsilon_deviation": epsilon - _EPSILON,
    }
