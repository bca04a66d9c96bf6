"""Unit types of a network as named arrays of its file.

``lower_unit_value`` is the lower value of the units, -1 for spin and 0 for binary, those of the hidden layer if the
visible one is real-valued: an array ``visible_units_<name>`` then holds the variance of a visible unit given the hidden
ones.
"""

from collections.abc import Mapping

import numpy as np

from rgcore.rbm.units.unit_type import unit_type, units_of_low

__all__ = ["names_of_units", "units_to_arrays"]

PREFIX = "visible_units_"


def units_to_arrays(units: str, visible_units: str) -> dict[str, np.ndarray]:
    """Return the names of the unit types of a network as arrays."""
    card = unit_type(units)
    arrays = {"lower_unit_value": np.array([card.low], dtype=card.state_type)}
    if visible_units != units:
        arrays[PREFIX + visible_units] = np.ones(1, dtype=np.float32)
    return arrays


def names_of_units(arrays: Mapping[str, np.ndarray]) -> dict[str, str]:
    """Return ``units`` and ``visible_units`` of a network from its arrays."""
    units = units_of_low(arrays["lower_unit_value"][0])
    named = [name.removeprefix(PREFIX) for name in arrays if name.startswith(PREFIX)]
    return {"units": units, "visible_units": named[0] if named else units}
