"""The critical point of the Ising model on the infinite square lattice: temperature, coupling, Binder ratio."""

import math

__all__ = ["CRITICAL_BINDER", "CRITICAL_COUPLING", "CRITICAL_TEMPERATURE", "check_coupling"]

CRITICAL_COUPLING = math.log1p(math.sqrt(2)) / 2
"""K_c = J/(k_B T_c): Kramers and Wannier, Phys. Rev. 60, 252 (1941); Onsager, Phys. Rev. 65, 117 (1944)."""

CRITICAL_TEMPERATURE = 1 / CRITICAL_COUPLING
"""T_c = 2 / ln(1 + sqrt 2) = 2.269185, in J/k_B."""

CRITICAL_BINDER = 0.61069014
"""Binder ratio of the infinite torus at T_c: Kamieniarz and Bloete, J. Phys. A 26, 201 (1993)."""


def check_coupling(coupling: float) -> None:
    """Raise ValueError unless a coupling is positive and finite."""
    if not 0 < coupling < math.inf:
        raise ValueError(f"coupling must be positive and finite, got {coupling}")
