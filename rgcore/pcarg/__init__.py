"""Principal components as a momentum shell: spectra, moments as modes go, couplings, and nulls."""

from rgcore.pcarg.blocks import N_BLOCKS, block_edges, block_number, median_error
from rgcore.pcarg.coupling import (
    coupling_table,
    first_order_coupling,
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
from rgcore.pcarg.left_out import modes_without_blocks
from rgcore.pcarg.moment_flow import FlowSettings, KurtosisFlow, flow_table, kurtosis_flows, moment_flow
from rgcore.pcarg.moments import SampleMoments, sample_moments
from rgcore.pcarg.nulls import (
    SOURCES,
    draw_source,
    elliptical,
    flow_of_source,
    gaussian,
    student_degrees_of_freedom,
)
from rgcore.pcarg.pieces import Blocks, as_blocks, pieces
from rgcore.pcarg.projection import (
    Projection,
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
    correlation_of,
    decompose,
    marchenko_pastur_edge,
    marchenko_pastur_spectrum,
    scaled,
)
from rgcore.pcarg.spectrum_table import spectrum_table

__all__ = [
    "N_BLOCKS",
    "SCALINGS",
    "SOURCES",
    "Blocks",
    "CouplingFixedPoint",
    "FlowSettings",
    "KurtosisFlow",
    "ModeCouplings",
    "PrincipalComponents",
    "Projection",
    "SampleMoments",
    "add_loops",
    "as_blocks",
    "bare_couplings",
    "block_edges",
    "block_number",
    "correlation_of",
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
    "flow_of_source",
    "flow_table",
    "follow_couplings",
    "gaussian",
    "gaussian_cloud",
    "integrate_out",
    "kept_loops",
    "kurtosis_flows",
    "kurtosis_without_blocks",
    "marchenko_pastur_edge",
    "marchenko_pastur_spectrum",
    "median_error",
    "modes_without_blocks",
    "moment_flow",
    "pieces",
    "power_sums",
    "projected_variances",
    "recursion_table",
    "remove_loops",
    "sample_moments",
    "scaled",
    "spectral_exponent",
    "spectrum_table",
    "student_degrees_of_freedom",
    "tabulated_density",
]
