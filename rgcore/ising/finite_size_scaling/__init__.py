"""Finite-size scaling of the Ising model: its critical point and exponents from several lattice sides."""

from rgcore.ising.finite_size_scaling.energy_series import Series, series_of
from rgcore.ising.finite_size_scaling.scaling_tables import ScalingTables, finite_size_scaling

__all__ = ["ScalingTables", "Series", "finite_size_scaling", "series_of"]
