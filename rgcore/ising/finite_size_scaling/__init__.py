"""Finite-size scaling of the Ising model: critical point and exponents from several lattice sides.

``energy_levels`` and ``reweighting`` join the temperatures of a side (multiple-histogram method), ``crossings`` finds
the crossings of Binder ratios, ``quotients`` the estimates there, ``extrapolation`` those of all pairs.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.ising.finite_size_scaling.energy_series import energy_series_of
    from rgcore.ising.finite_size_scaling.scaling_tables import finite_size_scaling

__all__ = ["energy_series_of", "finite_size_scaling"]

import_when_used(__name__)
