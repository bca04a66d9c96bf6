"""One replica: every map trained on configurations of its own, and all maps tested on the same configurations."""

from collections.abc import Callable

import pandas as pd

from rgcore.checkpoint import no_report
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.maps.candidates import Candidate, candidates
from rgcore.learned.maps.conditions import map_conditions
from rgcore.learned.maps.filters.hidden_spins import HIDDEN
from rgcore.learned.maps.lattices import BlockedLattice, draw_lattice
from rgcore.learned.maps.settings import LearnedMapsSettings

__all__ = ["replica_rows"]


def replica_rows(
    settings: LearnedMapsSettings,
    sampling: SamplingSettings,
    *,
    replica: int,
    root_seed: int,
    report: Callable[[int, int], None] = no_report,
) -> pd.DataFrame:
    """Train the maps of one replica and measure the exponents of these and of the untrained ones.

    All maps of a replica are tested on the same configurations; replicas share none. Maps with free filters are tested
    on their training side, for one step, together with those of one filter that are trained alike.

    Parameters
    ----------
    settings : LearnedMapsSettings
    sampling : SamplingSettings
        How configurations are drawn; their numbers are those of ``settings``.
    replica, root_seed : int
    report : callable
        Called as report(maps done, maps in all).

    Returns
    -------
    DataFrame
        Rows of the table ``learned_map_exponents``.
    """
    place = {"side": settings.side, "temperature": float(settings.temperature), "replica": replica}
    numbers = (settings.n_samples, settings.n_blockings, sampling)
    large, small = draw_lattice(place, *numbers, root_seed=root_seed), None
    if "none" in settings.conditions.sharing:
        place = place | {"side": settings.training_side}
        small = draw_lattice(place, settings.n_samples, 1, sampling, root_seed=root_seed)
    n_maps = len(map_conditions(dict(settings.conditions))) + len(settings.untrained)
    rows = []
    for number, candidate in enumerate(
        candidates(settings, sampling, replica=replica, root_seed=root_seed), 1
    ):
        rows += _tested(candidate, large, small)
        report(number, n_maps)
    return pd.concat(rows, ignore_index=True)


def _tested(candidate: Candidate, large: BlockedLattice, small: BlockedLattice | None) -> list[pd.DataFrame]:
    """Return the rows of one map on the lattices that it can be tested on."""
    lattices = [large] if candidate.about["sharing"] == "translations" else []
    lattices += [small] if small and candidate.about["source"] != "none" else []
    return [
        lattice.test(candidate.name, hidden, candidate.block(hidden)).assign(**candidate.about)
        for lattice in lattices
        for hidden in HIDDEN
    ]
