"""The table of transformations: how exact each is, and what couplings it leaves."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd
from numpy.random import Generator

from rgcore.arguments.arrays import list_of_numbers
from rgcore.arguments.objects import generator
from rgcore.errors import InputError
from rgcore.vrg.diagram_sets import ROUNDING, is_good, is_rbm, is_rg, is_variational
from rgcore.vrg.effective_couplings import long_range_fraction, nearest_neighbour_coupling
from rgcore.vrg.examples.chosen_cards import chosen_cards, examples
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.networks.network_settings import NetworkFile
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.trace_condition import (
    free_energy_difference,
    model_divergence,
    trace_condition_error,
)
from rgcore.vrg.transformation import hidden_log_weights

__all__ = ["exactness_table"]

SMALLEST_COUPLING, LARGEST_COUPLING = 1e-6, 3.0  # beyond, rounding decides


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


def exactness_table(
    couplings: Sequence[float],
    transformations: Sequence[str],
    networks: Mapping[str, NetworkFile] = MappingProxyType({}),
    *,
    rng: Generator,
) -> pd.DataFrame:
    """Return the table ``vrg_exactness``: every transformation at every coupling, by enumeration.

    :mod:`rgcore.vrg.diagram_sets` defines the four boolean columns.

    Parameters
    ----------
    couplings : sequence of float
        K = J / (k_B T), from 1e-6 to 3, each once.
    transformations : sequence of str
        Names of cards of ``rgcore.vrg.transformations``, each once.
    networks : mapping of name to NetworkFile
        Networks in files, which are transformations by their name.
    rng : Generator, advanced in place
        Draws what training starts from, once for the whole table and transformation by transformation: adding a
        coupling, or a transformation at the end, changes no other row.

    Returns
    -------
    DataFrame
        One row per transformation, size and coupling; columns of the schema VRG_EXACTNESS.

    Raises
    ------
    InputError
        If there is no coupling, or one is out of range, or comes twice; likewise of transformations; or one returns
        what is no transformation, which the sentence names.
    """
    couplings = list_of_numbers("couplings", couplings, least=SMALLEST_COUPLING, most=LARGEST_COUPLING)
    if len(set(couplings)) < len(couplings):
        raise InputError(f"each coupling must come once, got {couplings}")
    generator("rng", rng)
    cards = chosen_cards(transformations, networks)
    drawn = {name: card.drawn(rng=rng) for name, card in cards.items()}
    rows = [
        exactness_row(example, coupling)
        for coupling in couplings
        for example in examples(cards, drawn, coupling)
    ]
    return pd.DataFrame(rows)
