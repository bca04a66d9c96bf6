"""Variational renormalization: transformations of small models, how exact they are, what couplings they leave."""

from rgcore.vrg.block_spins import kadanoff_block, majority_rule, plaquettes
from rgcore.vrg.bond_machines import bond_machine, bond_weight, ring_bond_rbm, torus_bond_rbm
from rgcore.vrg.couplings import long_range_fraction, nearest_neighbour_coupling
from rgcore.vrg.decimation import decimated_coupling, decimating_rbm, decimation, locked_machine
from rgcore.vrg.decoupled import decoupled
from rgcore.vrg.exactness import exactness_row, exactness_table, examples
from rgcore.vrg.example import Example
from rgcore.vrg.hamiltonians import pair_hamiltonian, ring_bonds
from rgcore.vrg.machine import machine_family, machine_transformation, matching_constant, unbiased_machine
from rgcore.vrg.measures import (
    free_energy_difference,
    model_divergence,
    model_law,
    rbm_form_error,
    trace_condition_error,
)
from rgcore.vrg.potential_moving import best_strength, moved_transformation, potential_moving
from rgcore.vrg.sets import is_good, is_rbm, is_rg, is_variational
from rgcore.vrg.trained_machine import best_machine, draw_starts, trained_rbm
from rgcore.vrg.transformation import Transformation, hidden_log_weights, log_conditional_law, operator

__all__ = [
    "Example",
    "Transformation",
    "best_machine",
    "best_strength",
    "bond_machine",
    "bond_weight",
    "decimated_coupling",
    "decimating_rbm",
    "decimation",
    "decoupled",
    "draw_starts",
    "exactness_row",
    "exactness_table",
    "examples",
    "free_energy_difference",
    "hidden_log_weights",
    "is_good",
    "is_rbm",
    "is_rg",
    "is_variational",
    "kadanoff_block",
    "locked_machine",
    "log_conditional_law",
    "long_range_fraction",
    "machine_family",
    "machine_transformation",
    "majority_rule",
    "matching_constant",
    "model_divergence",
    "model_law",
    "moved_transformation",
    "nearest_neighbour_coupling",
    "operator",
    "pair_hamiltonian",
    "plaquettes",
    "potential_moving",
    "rbm_form_error",
    "ring_bond_rbm",
    "ring_bonds",
    "torus_bond_rbm",
    "trace_condition_error",
    "trained_rbm",
    "unbiased_machine",
]
