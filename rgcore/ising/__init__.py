"""The two-dimensional Ising model: samplers, what is measured on their configurations, exact results."""

from rgcore.ising.coupling_from_the_past import coupling_from_the_past
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
from rgcore.ising.metropolis import metropolis
from rgcore.ising.model import energy, magnetization
from rgcore.ising.sampling import Drawing, begin_sampling, sample_configurations
from rgcore.ising.settings import SamplingSettings
from rgcore.ising.swendsen_wang import swendsen_wang
from rgcore.ising.thermodynamics import chain_thermodynamics, thermodynamics
from rgcore.ising.wolff import wolff

__all__ = [
    "CRITICAL_COUPLING",
    "CRITICAL_TEMPERATURE",
    "Drawing",
    "SamplingSettings",
    "begin_sampling",
    "chain_thermodynamics",
    "correlation_length",
    "coupling_from_the_past",
    "density_of_states",
    "energy",
    "exact_curves",
    "magnetization",
    "metropolis",
    "sample_configurations",
    "specific_heat",
    "swendsen_wang",
    "thermodynamics",
    "torus_energy",
    "torus_log_partition",
    "torus_specific_heat",
    "wolff",
]
