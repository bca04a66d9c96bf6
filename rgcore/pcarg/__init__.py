"""Principal components as a momentum shell: spectra, moments as modes go, couplings, and nulls."""

from rgcore.pcarg.blocks import N_BLOCKS, block_edges, median_error
from rgcore.pcarg.coupling import (
    coupling_table,
    first_order_coupling,
    modes_without_blocks,
)
from rgcore.pcarg.coupling_flow import (
    coupling_velocity,
    couplings_at,
    follow_couplings,
    tabulated_density,
)
from rgcore.pcarg.exponent import first_rank, spectral_exponent
from rgcore.pcarg.fixed_points import (
    CouplingFixedPoint,
    coupling_fixed_points,
    fixed_point_coupling,
    fixed_point_table,
)
from rgcore.pcarg.flow_diagram import recursion_table
from rgcore.pcarg.gaussian_cloud import gaussian_cloud
from rgcore.pcarg.moment_flow import KurtosisFlow, flow_of_modes, kurtosis_flow, moment_flow
from rgcore.pcarg.nulls import (
    SOURCES,
    draw_source,
    elliptical,
    flow_of_source,
    gaussian,
    student_degrees_of_freedom,
)
from rgcore.pcarg.projection import (
    cutoff_numbers,
    dropped_number,
    kurtosis_without_blocks,
    power_sums,
    projected_variances,
)
from rgcore.pcarg.recursion import (
    ModeCouplings,
    add_loops,
    bare_couplings,
    integrate_out,
    kept_loops,
    remove_loops,
)
from rgcore.pcarg.spectrum import (
    SCALINGS,
    PrincipalComponents,
    decompose,
    marchenko_pastur_edge,
    marchenko_pastur_spectrum,
    scaled,
    spectrum_table,
)

__all__ = [
    "N_BLOCKS",
    "SCALINGS",
    "SOURCES",
    "CouplingFixedPoint",
    "KurtosisFlow",
    "ModeCouplings",
    "PrincipalComponents",
    "add_loops",
    "bare_couplings",
    "block_edges",
    "coupling_fixed_points",
    "coupling_table",
    "coupling_velocity",
    "couplings_at",
    "cutoff_numbers",
    "decompose",
    "draw_source",
    "dropped_number",
    "elliptical",
    "first_order_coupling",
    "first_rank",
    "fixed_point_coupling",
    "fixed_point_table",
    "flow_of_modes",
    "flow_of_source",
    "follow_couplings",
    "gaussian",
    "gaussian_cloud",
    "integrate_out",
    "kept_loops",
    "kurtosis_flow",
    "kurtosis_without_blocks",
    "marchenko_pastur_edge",
    "marchenko_pastur_spectrum",
    "median_error",
    "modes_without_blocks",
    "moment_flow",
    "power_sums",
    "projected_variances",
    "recursion_table",
    "remove_loops",
    "scaled",
    "spectral_exponent",
    "spectrum_table",
    "student_degrees_of_freedom",
    "tabulated_density",
]
