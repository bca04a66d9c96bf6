"""The two-dimensional Ising model: samplers, thermodynamics of their configurations, exact results.

``samplers`` has one Markov chain per file, with its kernels in a file beside it; ``drawing`` chooses a sampler and
draws decorrelated configurations; ``energy_and_magnetization``, ``binder_ratio``, ``autocorrelation_times`` and
``thermodynamic_estimates`` measure them; ``exact_results`` are those of Kaufman, Onsager, Yang and Beale;
``finite_size_scaling`` and ``mcrg`` estimate exponents.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.ising.drawing.decorrelated_configurations import (
        begin_sampling,
        sample_configurations,
    )
    from rgcore.ising.energy_and_magnetization import energy, magnetization
    from rgcore.ising.exact_results.correlation_length import correlation_length
    from rgcore.ising.exact_results.density_of_states import density_of_states
    from rgcore.ising.exact_results.exact_curves import exact_curves
    from rgcore.ising.exact_results.kaufman import torus_energy, torus_log_partition, torus_specific_heat
    from rgcore.ising.exact_results.onsager import onsager_energy, onsager_specific_heat
    from rgcore.ising.exact_results.spontaneous_magnetization import spontaneous_magnetization
    from rgcore.ising.samplers.coupling_from_the_past import coupling_from_the_past
    from rgcore.ising.samplers.metropolis import metropolis
    from rgcore.ising.samplers.swendsen_wang import swendsen_wang
    from rgcore.ising.samplers.wolff import wolff
    from rgcore.ising.settings import SamplingSettings
    from rgcore.ising.thermodynamic_estimates import thermodynamics

__all__ = [
    "SamplingSettings",
    "begin_sampling",
    "correlation_length",
    "coupling_from_the_past",
    "density_of_states",
    "energy",
    "exact_curves",
    "magnetization",
    "metropolis",
    "onsager_energy",
    "onsager_specific_heat",
    "sample_configurations",
    "spontaneous_magnetization",
    "swendsen_wang",
    "thermodynamics",
    "torus_energy",
    "torus_log_partition",
    "torus_specific_heat",
    "wolff",
]

import_when_used(__name__)
