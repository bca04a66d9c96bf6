"""The critical point of the Ising model on the infinite square lattice: temperature, coupling, Binder ratio."""

import math

__all__ = ["CRITICAL_BINDER", "CRITICAL_COUPLING", "CRITICAL_TEMPERATURE", "FROZEN"]

CRITICAL_COUPLING = math.log1p(math.sqrt(2)) / 2
"""K_c = J/(k_B T_c): Kramers and Wannier, Phys. Rev. 60, 252 (1941); Onsager, Phys. Rev. 65, 117 (1944)."""

CRITICAL_TEMPERATURE = 1 / CRITICAL_COUPLING
"""T_c = 2 / ln(1 + sqrt 2) = 2.269185, in J/k_B."""

FROZEN = 80.0
"""Coupling above which every thermal excitation, of weight exp(-8 K), is far below rounding."""

CRITICAL_BINDER = 0.61069014
"""Binder ratio of the infinite torus at T_c: Kamieniarz and Bloete, J. Phys. A 26, 201 (1993)."""
