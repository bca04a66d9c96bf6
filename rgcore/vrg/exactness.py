"""The table of example transformations: how exact each is, and what couplings it leaves."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.arrays import list_of_numbers
from rgcore.arguments.objects import generator
from rgcore.errors import InputError
from rgcore.vrg.diagram_sets import ROUNDING, is_good, is_rbm, is_rg, is_variational
from rgcore.vrg.effective_couplings import long_range_fraction, nearest_neighbour_coupling
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.trace_condition import (
    free_energy_difference,
    model_divergence,
    trace_condition_error,
)
from rgcore.vrg.transformation import hidden_log_weights
from rgcore.vrg.transformations.block_spins import kadanoff_block, majority_rule
from rgcore.vrg.transformations.bond_moving import best_strength, potential_moving
from rgcore.vrg.transformations.bond_rbm import ring_bond_rbm, torus_bond_rbm
from rgcore.vrg.transformations.decimation import decimating_rbm, decimation
from rgcore.vrg.transformations.decoupled import decoupled
from rgcore.vrg.transformations.trained_rbm import draw_starts, trained_rbm

__all__ = ["exactness_table"]

RING = 8
BLOCKS = 4
TORUS = 3
HIDDEN_OF_TRAINED = (3, 4)
STARTS = 4
SMALLEST_COUPLING, LARGEST_COUPLING = 1e-6, 3.0  # beyond, rounding decides


def example_transformations(coupling: float, starts: Sequence[np.ndarray]) -> list[NamedTransformation]:
    """Return the ten example transformations at one coupling K > 0.

    Parameters
    ----------
    coupling : float
    starts : sequence of (n_starts, 8, n_hidden) float arrays
        Weights to train from, one entry per trained RBM.
    """
    strength = best_strength(coupling)
    return [
        decimation(RING, coupling),
        decimating_rbm(RING, coupling),
        ring_bond_rbm(RING, coupling),
        torus_bond_rbm(TORUS, coupling),
        majority_rule(BLOCKS, coupling),
        kadanoff_block(coupling, strength),
        potential_moving(coupling, strength),
        *(trained_rbm(start, coupling) for start in starts),
        decoupled(RING, coupling),
    ]


def exactness_row(example: NamedTransformation, coupling: float) -> dict:
    """Return one row of the table, with the columns of the schema VRG_EXACTNESS."""
    transformation = example.transformation
    log_weights = hidden_log_weights(transformation)
    trace_error = trace_condition_error(transformation)
    form_error = rbm_form_error(transformation)
    long_range = long_range_fraction(log_weights, example.neighbours)
    return {
        "transformation": example.name,
        "lattice": example.lattice,
        "size": example.size,
        "coupling": float(coupling),
        "n_visible": transformation.n_visible,
        "n_hidden": transformation.n_hidden,
        "trace_condition_error": trace_error,
        "kl_divergence": model_divergence(transformation),
        "free_energy_difference": free_energy_difference(transformation),
        "rbm_form_error": form_error,
        "effective_coupling": nearest_neighbour_coupling(log_weights, example.neighbours),
        "effective_coupling_exact": example.effective_coupling_exact,
        "long_range_fraction": long_range,
        "rounding": ROUNDING,
        "is_rg": is_rg(trace_error),
        "is_variational": is_variational(example),
        "is_rbm": is_rbm(form_error),
        "is_good": is_good(example, trace_error, long_range),
    }


def exactness_table(couplings: Sequence[float], *, rng: Generator) -> pd.DataFrame:
    """Return the table ``vrg_exactness``: every example transformation at every coupling, by enumeration.

    The examples: decimation of a ring of 8 and the RBM that does it; the exact RBMs with a hidden spin
    per bond, on the ring of 8 and the 3 x 3 torus; the majority rule on a ring of 12; Kadanoff's block spins on
    the 4 x 4 torus, without and with moved potentials; RBMs of 3 and 4 hidden spins trained on the ring of
    8; free hidden spins. :mod:`rgcore.vrg.diagram_sets` defines the four boolean columns.

    Parameters
    ----------
    couplings : sequence of float
        K = J / (k_B T), from 1e-6 to 3, each once.
    rng : Generator, advanced in place
        Draws the weights that training starts from, once for the whole table: adding a coupling changes no
        other row.

    Returns
    -------
    DataFrame
        One row per transformation, size and coupling; columns of the schema VRG_EXACTNESS.

    Raises
    ------
    InputError
        If there is no coupling, or one is out of range, or comes twice.
    """
    couplings = list_of_numbers("couplings", couplings, least=SMALLEST_COUPLING, most=LARGEST_COUPLING)
    if len(set(couplings)) < len(couplings):
        raise InputError(f"each coupling must come once, got {couplings}")
    generator("rng", rng)
    starts = [draw_starts(STARTS, RING, n_hidden, rng=rng) for n_hidden in HIDDEN_OF_TRAINED]
    rows = [
        exactness_row(example, coupling)
        for coupling in couplings
        for example in example_transformations(coupling, starts)
    ]
    return pd.DataFrame(rows)
