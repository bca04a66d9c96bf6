"""What each objective has reached at the end of training, and what it has left open."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.selection.objectives import drawn_coupling, ends, with_half_the_spins
from rgcore.words.wording import count, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return divergence, free-energy difference, trace condition and K' at the end of each objective."""
    rows = ends(with_half_the_spins(drawn_coupling(tables["vrg_objectives"])))
    first = rows.iloc[0]
    start = (
        f"At K = {number(first['coupling'], 7)}, from {first['n_visible']} to {first['n_hidden']} spins, "
        "training ends as follows; numbers below 1e-6 are given as 0."
    )
    return " ".join([start, *(_sentence(row) for _, row in rows.iterrows())])


def _sentence(row) -> str:
    """Return what one objective has reached."""
    return (
        f"Objective {plain(row['objective'])}: divergence {number(row['kl_divergence'], 2)} nats, free-energy "
        f"difference {number(row['free_energy_difference'], 2)} k_B T, violation of the trace condition "
        f"{number(row['trace_error_per_spin'], 2)} nats per spin, K' = {number(row['effective_coupling'])}; curved in "
        f"{row['n_directions_seen']} of {count(row['n_parameters'], 'direction')}."
    )
