"""Exact results that samples are held to; J = k_B = 1, good to 1e-10 for couplings up to 2 (T >= 0.5)."""

from rgcore.ising.exact_results.density_of_states import density_of_states
from rgcore.ising.exact_results.kaufman import torus_energy, torus_log_partition, torus_specific_heat
from rgcore.ising.exact_results.onsager import (
    CRITICAL_COUPLING,
    CRITICAL_TEMPERATURE,
    correlation_length,
    energy,
    magnetization,
    specific_heat,
)

__all__ = [
    "CRITICAL_COUPLING",
    "CRITICAL_TEMPERATURE",
    "correlation_length",
    "density_of_states",
    "energy",
    "magnetization",
    "specific_heat",
    "torus_energy",
    "torus_log_partition",
    "torus_specific_heat",
]
