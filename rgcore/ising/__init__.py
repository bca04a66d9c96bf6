"""The two-dimensional Ising model: samplers, what is measured on their configurations, exact results."""

from rgcore.ising.exact import (
    CRITICAL_COUPLING,
    CRITICAL_TEMPERATURE,
    correlation_length,
    density_of_states,
    specific_heat,
    torus_energy,
    torus_log_partition,
    torus_specific_heat,
)
from rgcore.ising.exact_curves import exact_curves
from rgcore.ising.memory import Memory
from rgcore.ising.model import energy, magnetization
from rgcore.ising.pilot import Pilot
from rgcore.ising.sampling import Sample, SamplingSettings, sample_configurations
from rgcore.ising.thermodynamics import thermodynamics
from rgcore.ising.wolff import wolff_chain

__all__ = [
    "CRITICAL_COUPLING",
    "CRITICAL_TEMPERATURE",
    "Memory",
    "Pilot",
    "Sample",
    "SamplingSettings",
    "correlation_length",
    "density_of_states",
    "energy",
    "exact_curves",
    "magnetization",
    "sample_configurations",
    "specific_heat",
    "thermodynamics",
    "torus_energy",
    "torus_log_partition",
    "torus_specific_heat",
    "wolff_chain",
]
