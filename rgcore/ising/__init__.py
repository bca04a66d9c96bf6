"""The two-dimensional Ising model: samplers, what is measured on their configurations, exact results."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.ising.drawing.chains import Drawing, begin_sampling, sample_configurations
    from rgcore.ising.energy import energy, magnetization
    from rgcore.ising.exact_results import (
        CRITICAL_COUPLING,
        CRITICAL_TEMPERATURE,
        correlation_length,
        density_of_states,
        specific_heat,
        torus_energy,
        torus_log_partition,
        torus_specific_heat,
    )
    from rgcore.ising.exact_results.exact_curves import exact_curves
    from rgcore.ising.samplers.coupling_from_the_past import coupling_from_the_past
    from rgcore.ising.samplers.metropolis import metropolis
    from rgcore.ising.samplers.swendsen_wang import swendsen_wang
    from rgcore.ising.samplers.wolff import wolff
    from rgcore.ising.settings import SamplingSettings
    from rgcore.ising.thermodynamics import chain_thermodynamics, thermodynamics

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

import_when_used(__name__)
