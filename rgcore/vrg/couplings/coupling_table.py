"""The table of couplings that every transformation leaves near the critical point."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import generator
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.vrg.couplings.couplings_by_range import couplings_by_range
from rgcore.vrg.examples.chosen_cards import chosen_cards, enumerable_couplings, examples
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.networks.network_settings import NetworkFile
from rgcore.vrg.operators.checked_card import draws
from rgcore.vrg.transformation import hidden_log_weights

__all__ = ["coupling_table"]

MOST_SPINS = 4  # of a product
ROUNDING = 1e-10  # k_B T: what is smaller is stored as zero


def coupling_table(
    couplings: Sequence[float],
    transformations: Sequence[str],
    networks: Mapping[str, NetworkFile] = MappingProxyType({}),
    *,
    rng: Generator,
) -> pd.DataFrame:
    """Return the table ``vrg_couplings``: couplings of H_RG(h) by number of spins and range, by enumeration.

    Of the couplings K the one nearest to the critical one of the square lattice is taken.

    Parameters
    ----------
    couplings : sequence of float
        K = J / (k_B T), from 1e-6 to 3.
    transformations : sequence of str
        Names of cards of ``rgcore.vrg.transformations``, each once.
    networks : mapping of name to NetworkFile
        Networks in files, which are transformations by their name.
    rng : Generator, advanced in place
        Draws what training starts from; with the stream of ``vrg_exactness`` the networks are those of that table.

    Returns
    -------
    DataFrame
        One row per transformation, size, number of spins up to four, and range; columns of the schema VRG_COUPLINGS.

    Raises
    ------
    InputError
        If there is no coupling, or one is out of range; likewise of transformations; or one returns what is no
        transformation, which the sentence names.
    """
    couplings = enumerable_couplings(couplings)
    coupling = min(couplings, key=lambda each: abs(each - CRITICAL_COUPLING))
    generator("rng", rng)
    cards = chosen_cards(transformations, networks)
    drawn = draws(cards, rng=rng)
    return pd.concat(
        [_rows(example, coupling) for example in examples(cards, drawn, coupling)], ignore_index=True
    )


def _rows(example: NamedTransformation, coupling: float) -> pd.DataFrame:
    found = couplings_by_range(hidden_log_weights(example.transformation), example.hidden)
    found = found[(found["n_spins"] >= 1) & (found["n_spins"] <= MOST_SPINS)].drop(columns="largest")
    for name in ("mean", "root_mean_square"):
        found[name] = np.where(found[name].abs() < ROUNDING, 0.0, found[name])
    first = {
        "transformation": example.name,
        "lattice": example.lattice,
        "size": example.size,
        "coupling": coupling,
    }
    return found.assign(**first)[[*first, *found.columns]]
