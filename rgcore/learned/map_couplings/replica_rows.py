"""All replicas: their maps, and all rows of the tables of couplings and of information."""

from collections.abc import Callable, Sequence

import pandas as pd

from rgcore.checkpoint import no_report
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.map_couplings.coupling_rows import coupling_rows
from rgcore.learned.map_couplings.information_rows import information_rows
from rgcore.learned.map_couplings.maps_under_test import UNTRAINED, MapUnderTest, RbmTraining, maps_of_replica
from rgcore.learned.map_couplings.settings import MapCouplingsSettings

__all__ = ["all_coupling_rows", "all_information_rows", "all_maps"]

Maps = Sequence[Sequence[MapUnderTest]]


def all_maps(settings: MapCouplingsSettings, training: RbmTraining, *, root_seed: int) -> Maps:
    """Return the maps of every replica."""
    maps = {"untrained": settings.untrained, "trained_at": settings.trained_at}
    return [
        maps_of_replica(maps, training, replica=replica, root_seed=root_seed)
        for replica in range(settings.n_replicas)
    ]


def all_coupling_rows(
    maps: Maps,
    settings: MapCouplingsSettings,
    sampling: SamplingSettings,
    *,
    root_seed: int,
    report: Callable[[int, int], None] = no_report,
) -> pd.DataFrame:
    """Return the table ``learned_couplings``.

    Parameters
    ----------
    maps : sequence of sequences of MapUnderTest
        By replica. Of RBMs those of the kinds of ``settings.hidden`` are taken.
    settings : MapCouplingsSettings
    sampling : SamplingSettings
        How configurations are drawn; their number is that of ``settings``.
    root_seed : int
    report : callable
        Called as report(done, total) in couplings of replicas.
    """
    drawn = sampling.model_copy(update={"n_samples": settings.n_samples})
    rows, total = [], len(maps) * len(settings.couplings)
    for replica, of_replica in enumerate(maps):
        chosen = [
            each
            for each in of_replica
            if each.trained_at == UNTRAINED or each.coarse.hidden in settings.hidden
        ]
        for coupling in settings.couplings:
            rows.append(
                coupling_rows(
                    chosen,
                    coupling,
                    side=settings.side,
                    n_steps=settings.n_steps,
                    sampling=drawn,
                    seeds={"root_seed": root_seed, "replica": replica},
                )
            )
            report(len(rows), total)
    return pd.concat(rows, ignore_index=True)


def all_information_rows(maps: Maps, temperatures: Sequence[str], buffers: Sequence[int]) -> pd.DataFrame:
    """Return the table ``map_information``; untrained maps that are the same in all replicas have one row.

    Parameters
    ----------
    maps : sequence of sequences of MapUnderTest
        By replica.
    temperatures, buffers
        As for :func:`rgcore.learned.map_couplings.information_rows.information_rows`.
    """
    first = {each.name: each.coarse.weights for each in maps[0]}
    several = [
        [
            each
            for each in of_replica
            if not replica or each.trained_at != UNTRAINED or (each.coarse.weights != first[each.name]).any()
        ]
        for replica, of_replica in enumerate(maps)
    ]
    return pd.concat(
        [information_rows(several, temperature, buffers) for temperature in temperatures], ignore_index=True
    )
