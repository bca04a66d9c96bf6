"""Principal components as a momentum shell: spectra, kurtosis as modes are removed, couplings, and nulls.

The names below make the tables of a data set. What they are built from is imported from its file: ``modes`` (projection
on the kept modes), ``spectra`` (eigenvalues, noise, exponent), ``flow`` (kurtosis against the number of modes kept),
``nulls`` (data with less structure, and tests against them) and ``coupling`` (quartic coupling and its recursion).
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.pcarg.coupling.coupling_fixed_points import fixed_point_table
    from rgcore.pcarg.coupling.coupling_table import coupling_table, coupling_tables
    from rgcore.pcarg.coupling.flow_diagram import recursion_table
    from rgcore.pcarg.flow.cleaned_flow import cleaned_flow_table
    from rgcore.pcarg.flow.flow_plan import FlowPlan, data_flow
    from rgcore.pcarg.flow.moment_flow import moment_flow
    from rgcore.pcarg.modes.gaussian_cloud import gaussian_cloud
    from rgcore.pcarg.nulls.draws import null_draws, null_flow
    from rgcore.pcarg.nulls.exclusion.exclusion_table import exclusion_table
    from rgcore.pcarg.nulls.exclusion.power_table import power_table
    from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
    from rgcore.pcarg.spectra.spectrum_table import spectrum_summary, spectrum_table

__all__ = [
    "FlowPlan",
    "analyse_spectra",
    "cleaned_flow_table",
    "coupling_table",
    "coupling_tables",
    "data_flow",
    "exclusion_table",
    "fixed_point_table",
    "gaussian_cloud",
    "moment_flow",
    "null_draws",
    "null_flow",
    "power_table",
    "recursion_table",
    "spectrum_summary",
    "spectrum_table",
]

import_when_used(__name__)
