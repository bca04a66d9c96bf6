"""Principal components as a momentum shell: spectra, moments as modes go, couplings, and nulls."""

from rgcore.pcarg.coupling.coupling_fixed_points import (
    CouplingFixedPoint,
    coupling_fixed_points,
    fixed_point_coupling,
    fixed_point_table,
)
from rgcore.pcarg.coupling.coupling_flow import (
    coupling_velocity,
    couplings_at,
    follow_couplings,
    tabulated_density,
)
from rgcore.pcarg.coupling.coupling_table import coupling_table
from rgcore.pcarg.coupling.first_order import first_order_coupling, second_order_loops
from rgcore.pcarg.coupling.flow_diagram import recursion_table
from rgcore.pcarg.coupling.mode_recursion import (
    ModeCouplings,
    add_loops,
    bare_couplings,
    integrate_out,
    kept_loops,
    remove_loops,
)
from rgcore.pcarg.coupling.running import running_couplings
from rgcore.pcarg.flow.cleaned_flow import cleaned_flow_table
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, KurtosisFlow, kurtosis_flows
from rgcore.pcarg.flow.moment_flow import flow_table, moment_flow
from rgcore.pcarg.flow.time_blocks import N_BLOCKS, block_edges, block_number, median_error, median_replicates
from rgcore.pcarg.modes.gaussian_cloud import gaussian_cloud
from rgcore.pcarg.modes.projection import (
    Projection,
    cutoff_numbers,
    dropped_number,
    kurtosis_without_blocks,
    power_sums,
    projected_variances,
)
from rgcore.pcarg.nulls import (
    NULLS,
    Elliptical,
    FactorGarch,
    FlowPlan,
    Gaussian,
    Material,
    Shuffled,
    data_flow,
    draw_null,
    elliptical,
    fit_null,
    gaussian,
    material,
    null_draws,
    null_flow,
)
from rgcore.pcarg.nulls.exclusion import (
    FlowTests,
    corrected_p_values,
    flow_tests,
    leave_one_out_deviations,
    rank_p_value,
)
from rgcore.pcarg.nulls.exclusion_table import exclusion_table
from rgcore.pcarg.nulls.garch_fit import GarchLaws, fit_garch, garch_log_likelihood
from rgcore.pcarg.nulls.volatility import (
    StudentFit,
    common_volatility,
    fit_student,
    student_degrees_of_freedom,
)
from rgcore.pcarg.spectra.bulk import Bulk, fit_bulk
from rgcore.pcarg.spectra.cleaning import (
    cleaned_variances,
    cleaned_without_blocks,
    falling,
    reproduced_number,
)
from rgcore.pcarg.spectra.delete_block import LeftOut, modes_without_blocks, spectra_without_blocks
from rgcore.pcarg.spectra.marchenko_pastur import (
    FALSE_ABOVE_EDGE,
    MarchenkoPastur,
    marchenko_pastur_edge,
    marchenko_pastur_spectrum,
    tracy_widom_tail,
)
from rgcore.pcarg.spectra.spectral_exponent import (
    exponent_between,
    exponent_range,
    exponents_of_ranges,
    first_rank,
    power_law_distance,
    spectral_exponent,
)
from rgcore.pcarg.spectra.spectrum_analysis import SpectrumAnalysis, analyse_spectra
from rgcore.pcarg.spectra.spectrum_table import spectrum_summary, spectrum_table
from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.series.pieces import Blocks, as_blocks, pieces
from rgcore.series.principal_components import (
    SCALINGS,
    PrincipalComponents,
    correlation_of,
    decompose,
    scaled,
)

__all__ = [
    "FALSE_ABOVE_EDGE",
    "NULLS",
    "N_BLOCKS",
    "SCALINGS",
    "Blocks",
    "Bulk",
    "CouplingFixedPoint",
    "Elliptical",
    "FactorGarch",
    "FlowPlan",
    "FlowSettings",
    "FlowTests",
    "GarchLaws",
    "Gaussian",
    "KurtosisFlow",
    "LeftOut",
    "MarchenkoPastur",
    "Material",
    "ModeCouplings",
    "PrincipalComponents",
    "Projection",
    "SampleMoments",
    "Shuffled",
    "SpectrumAnalysis",
    "StudentFit",
    "add_loops",
    "analyse_spectra",
    "as_blocks",
    "bare_couplings",
    "block_edges",
    "block_number",
    "cleaned_flow_table",
    "cleaned_variances",
    "cleaned_without_blocks",
    "common_volatility",
    "corrected_p_values",
    "correlation_of",
    "coupling_fixed_points",
    "coupling_table",
    "coupling_velocity",
    "couplings_at",
    "cutoff_numbers",
    "data_flow",
    "decompose",
    "draw_null",
    "dropped_number",
    "elliptical",
    "exclusion_table",
    "exponent_between",
    "exponent_range",
    "exponents_of_ranges",
    "falling",
    "first_order_coupling",
    "first_rank",
    "fit_bulk",
    "fit_garch",
    "fit_null",
    "fit_student",
    "fixed_point_coupling",
    "fixed_point_table",
    "flow_table",
    "flow_tests",
    "follow_couplings",
    "garch_log_likelihood",
    "gaussian",
    "gaussian_cloud",
    "integrate_out",
    "kept_loops",
    "kurtosis_flows",
    "kurtosis_without_blocks",
    "leave_one_out_deviations",
    "marchenko_pastur_edge",
    "marchenko_pastur_spectrum",
    "material",
    "median_error",
    "median_replicates",
    "modes_without_blocks",
    "moment_flow",
    "null_draws",
    "null_flow",
    "pieces",
    "power_law_distance",
    "power_sums",
    "projected_variances",
    "rank_p_value",
    "recursion_table",
    "remove_loops",
    "reproduced_number",
    "running_couplings",
    "sample_moments",
    "scaled",
    "second_order_loops",
    "spectra_without_blocks",
    "spectral_exponent",
    "spectrum_summary",
    "spectrum_table",
    "student_degrees_of_freedom",
    "tabulated_density",
    "tracy_widom_tail",
]
