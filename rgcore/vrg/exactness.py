"""The tables of transformations: how exact each is, what couplings it leaves, and by which criteria it is judged."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import generator
from rgcore.errors import InputError
from rgcore.vrg.couplings.effective_couplings import long_range_fraction, nearest_neighbour_coupling
from rgcore.vrg.criteria.flow_exponents import exponent_errors
from rgcore.vrg.criteria.grades import NO_EXPONENTS, grades
from rgcore.vrg.criteria.memberships import memberships, set_margins
from rgcore.vrg.criteria.thresholds import SENSITIVITY
from rgcore.vrg.examples.chosen_cards import chosen_cards, enumerable_couplings, examples
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.networks.network_settings import NetworkFile
from rgcore.vrg.operators.checked_card import draws
from rgcore.vrg.rbm_form import rbm_form_error
from rgcore.vrg.trace_condition import free_energy_difference, model_divergence, trace_condition_error
from rgcore.vrg.transformation import hidden_log_weights

__all__ = ["TransformationTables", "exactness_table", "transformation_tables"]

ROUNDING = 1e-10  # for sums over up to 2**16 states of terms of order 100


class TransformationTables(NamedTuple):
    """The tables ``vrg_exactness`` and ``vrg_criteria``, of the same transformations."""

    exactness: pd.DataFrame
    criteria: pd.DataFrame


def exactness_table(
    couplings: Sequence[float],
    transformations: Sequence[str],
    networks: Mapping[str, NetworkFile] = MappingProxyType({}),
    *,
    rng: Generator,
) -> pd.DataFrame:
    """Return the table ``vrg_exactness`` of :func:`transformation_tables`, without exponents."""
    return transformation_tables(couplings, transformations, networks, rng=rng).exactness


def transformation_tables(
    couplings: Sequence[float],
    transformations: Sequence[str],
    networks: Mapping[str, NetworkFile] = MappingProxyType({}),
    exponents: pd.DataFrame | None = None,
    *,
    rng: Generator,
) -> TransformationTables:
    """Return the tables ``vrg_exactness`` and ``vrg_criteria``: every transformation at every coupling, by enumeration.

    :mod:`rgcore.vrg.criteria.thresholds` defines the four sets and their limits.

    Parameters
    ----------
    couplings : sequence of float
        K = J / (k_B T), from 1e-6 to 3, each once.
    transformations : sequence of str
        Names of cards of ``rgcore.vrg.transformations``, each once.
    networks : mapping of name to NetworkFile
        Networks in files, which are transformations by their name.
    exponents : DataFrame, optional
        The table ``vrg_exponents``; a flow that a card names and that is not among its rows is computed. Without the
        table no transformation is judged by exponents.
    rng : Generator, advanced in place
        Draws what training starts from, once for the whole table and transformation by transformation: adding a
        coupling, or a transformation at the end, changes no other row.

    Returns
    -------
    TransformationTables
        Two frames with one row per transformation, size and coupling; columns of the schemas VRG_EXACTNESS and
        VRG_CRITERIA.

    Raises
    ------
    InputError
        If there is no coupling, or one is out of range, or comes twice; likewise of transformations; or one returns
        what is no transformation, which the sentence names.
    """
    couplings = enumerable_couplings(couplings)
    if len(set(couplings)) < len(couplings):
        raise InputError(f"each coupling must come once, got {couplings}")
    generator("rng", rng)
    cards = chosen_cards(transformations, networks)
    errors = exponent_errors(exponents, [card.flow for card in cards.values() if card.flow])
    drawn = draws(cards, rng=rng)
    rows = [
        _rows(example, errors.get(example.card.flow, NO_EXPONENTS))
        for coupling in couplings
        for example in examples(cards, drawn, coupling)
    ]
    return TransformationTables(*(pd.DataFrame(each) for each in zip(*rows, strict=True)))


def _rows(example: NamedTransformation, errors: tuple[float, float]) -> tuple[dict, dict]:
    """Return the rows of both tables."""
    found = grades(example, errors)
    margins = set_margins(found)
    names = {
        "transformation": example.name,
        "size": example.size,
        "coupling": float(example.model.coupling),
    }
    criteria = {**names, **found, **margins, "sensitivity": float(np.log10(SENSITIVITY))}
    return {**_exactness(example), **memberships(margins)}, criteria


def _exactness(example: NamedTransformation) -> dict:
    """Return one row of the table ``vrg_exactness``, except for the sets."""
    transformation = example.transformation
    log_weights = hidden_log_weights(transformation)
    return {
        "transformation": example.name,
        "lattice": example.lattice,
        "size": example.size,
        "coupling": float(example.model.coupling),
        "n_visible": transformation.n_visible,
        "n_hidden": transformation.n_hidden,
        "trace_condition_error": trace_condition_error(transformation),
        "kl_divergence": model_divergence(transformation),
        "free_energy_difference": free_energy_difference(transformation),
        "rbm_form_error": rbm_form_error(transformation),
        "effective_coupling": nearest_neighbour_coupling(log_weights, example.neighbours),
        "effective_coupling_exact": example.effective_coupling_exact,
        "long_range_fraction": long_range_fraction(log_weights, example.neighbours),
        "rounding": ROUNDING,
    }
