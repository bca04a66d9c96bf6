"""Finite-size scaling of the Ising model: its critical point and exponents from several lattice sides."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.ising.finite_size_scaling.energy_series import Series, series_of
    from rgcore.ising.finite_size_scaling.scaling_tables import ScalingTables, finite_size_scaling

__all__ = ["ScalingTables", "Series", "finite_size_scaling", "series_of"]

import_when_used(__name__)
