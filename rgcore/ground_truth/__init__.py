"""Data whose truth is known, put through the principal-component RG: fields in d dimensions, rotated fields, spins."""

from rgcore.ground_truth.cases import (
    FieldCase,
    FieldTruth,
    SpinCase,
    draw_fields,
    draw_spins,
    field_cases,
    spin_cases,
)
from rgcore.ground_truth.comparison import Comparison, compare
from rgcore.ground_truth.couplings import collective_vertices, compare_couplings, kept_loop
from rgcore.ground_truth.modes import (
    FoundModes,
    compare_exponents,
    compare_subspaces,
    find_modes,
    sampled_components,
    subspace_weight,
)
from rgcore.ground_truth.perturbation import (
    collective_coupling,
    kept_covariance,
    local_coupling,
    one_loop_covariance,
)
from rgcore.ground_truth.table import (
    CRITICAL_KURTOSIS,
    compare_fields,
    compare_spins,
    ground_truth_table,
    shell_cutoffs,
)

__all__ = [
    "CRITICAL_KURTOSIS",
    "Comparison",
    "FieldCase",
    "FieldTruth",
    "FoundModes",
    "SpinCase",
    "collective_coupling",
    "collective_vertices",
    "compare",
    "compare_couplings",
    "compare_exponents",
    "compare_fields",
    "compare_spins",
    "compare_subspaces",
    "draw_fields",
    "draw_spins",
    "field_cases",
    "find_modes",
    "ground_truth_table",
    "kept_covariance",
    "kept_loop",
    "local_coupling",
    "one_loop_covariance",
    "sampled_components",
    "shell_cutoffs",
    "spin_cases",
    "subspace_weight",
]
