"""Principal components as a momentum shell: spectra, moments as modes go, couplings, and nulls."""

from rgcore.pcarg.blocks import N_BLOCKS, block_edges, block_number, median_error
from rgcore.pcarg.bulk import Bulk, fit_bulk
from rgcore.pcarg.cleaned_flow import cleaned_flow_table
from rgcore.pcarg.cleaning import cleaned_variances, cleaned_without_blocks, falling, reproduced_number
from rgcore.pcarg.coupling import (
    coupling_table,
    first_order_coupling,
    fixed_point_coupling,
)
from rgcore.pcarg.exponent import (
    exponent_between,
    exponent_range,
    exponents_of_ranges,
    first_rank,
    power_law_distance,
    spectral_exponent,
)
from rgcore.pcarg.gaussian_cloud import gaussian_cloud
from rgcore.pcarg.left_out import LeftOut, modes_without_blocks, spectra_without_blocks
from rgcore.pcarg.marchenko_pastur import FALSE_ABOVE_EDGE, MarchenkoPastur, tracy_widom_tail
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
from rgcore.pcarg.spectrum import (
    SCALINGS,
    PrincipalComponents,
    correlation_of,
    decompose,
    marchenko_pastur_edge,
    marchenko_pastur_spectrum,
    scaled,
)
from rgcore.pcarg.spectrum_analysis import SpectrumAnalysis, analyse_spectra
from rgcore.pcarg.spectrum_table import spectrum_summary, spectrum_table

__all__ = [
    "FALSE_ABOVE_EDGE",
    "N_BLOCKS",
    "SCALINGS",
    "SOURCES",
    "Blocks",
    "Bulk",
    "FlowSettings",
    "KurtosisFlow",
    "LeftOut",
    "MarchenkoPastur",
    "PrincipalComponents",
    "Projection",
    "SampleMoments",
    "SpectrumAnalysis",
    "analyse_spectra",
    "as_blocks",
    "block_edges",
    "block_number",
    "cleaned_flow_table",
    "cleaned_variances",
    "cleaned_without_blocks",
    "correlation_of",
    "coupling_table",
    "cutoff_numbers",
    "decompose",
    "draw_source",
    "dropped_number",
    "elliptical",
    "exponent_between",
    "exponent_range",
    "exponents_of_ranges",
    "falling",
    "first_order_coupling",
    "first_rank",
    "fit_bulk",
    "fixed_point_coupling",
    "flow_of_source",
    "flow_table",
    "gaussian",
    "gaussian_cloud",
    "kurtosis_flows",
    "kurtosis_without_blocks",
    "marchenko_pastur_edge",
    "marchenko_pastur_spectrum",
    "median_error",
    "modes_without_blocks",
    "moment_flow",
    "pieces",
    "power_law_distance",
    "power_sums",
    "projected_variances",
    "reproduced_number",
    "sample_moments",
    "scaled",
    "spectra_without_blocks",
    "spectral_exponent",
    "spectrum_summary",
    "spectrum_table",
    "student_degrees_of_freedom",
    "tracy_widom_tail",
]
