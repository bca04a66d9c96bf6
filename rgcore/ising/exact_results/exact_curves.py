"""Exact results on a grid of temperatures, for the curves behind measured points."""

import math

import pandas as pd

from rgcore.arguments.scalars import checked_side, checked_temperature, real_number
from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.ising.exact_results.critical_point import CRITICAL_TEMPERATURE
from rgcore.ising.exact_results.kaufman import torus_energy, torus_specific_heat
from rgcore.ising.exact_results.spontaneous_magnetization import spontaneous_magnetization

__all__ = ["exact_curves"]

STEP = 0.02  # of the grid, in J / k_B
HOTTEST = 1e4  # J / k_B: half a million rows


def exact_curves(side: int, lowest: float, highest: float) -> pd.DataFrame:
    """Return exact energy, specific heat, magnetization and correlation length between two temperatures.

    The grid is that of all multiples of 0.02 J / k_B from just below ``lowest`` to just above ``highest``, so that
    another range changes no common row.

    Parameters
    ----------
    side : int
        Side of the torus that energy and specific heat belong to, at least 2; magnetization and correlation length
        are those of the infinite lattice.
    lowest, highest : float
        In J / k_B, ``lowest`` positive and ``highest`` at least as large and at most 10,000.

    Returns
    -------
    DataFrame
        The columns of the table ``ising_exact``.

    Raises
    ------
    InputError
        If an argument is out of range.
    """
    side, lowest = checked_side("side", side), checked_temperature("lowest", lowest)
    highest = real_number("highest", highest, least=lowest, most=HOTTEST)
    first, last = max(math.floor(lowest / STEP), 1), math.ceil(highest / STEP)
    temperatures = [round(STEP * k, 2) for k in range(first, last + 1)]
    return pd.DataFrame(
        [
            {
                "side": side,
                "temperature": temperature,
                "energy": torus_energy(1 / temperature, side),
                "specific_heat": torus_specific_heat(1 / temperature, side),
                "magnetization": spontaneous_magnetization(1 / temperature),
                "correlation_length": correlation_length(1 / temperature),
                "critical_temperature": CRITICAL_TEMPERATURE,
            }
            for temperature in temperatures
        ]
    )
