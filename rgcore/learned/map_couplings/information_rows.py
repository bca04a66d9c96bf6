"""The table of information: what coarse spins of each map have of their far surroundings, beside the best maps."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rgcore.learned.map_couplings.best_maps import best_block_map, best_filter, best_window_map
from rgcore.learned.map_couplings.cylinder import WINDOW, Cylinder
from rgcore.learned.map_couplings.exact_training import TiedLikelihood
from rgcore.learned.map_couplings.information import FarInformation, up_probabilities
from rgcore.learned.map_couplings.maps_under_test import UNTRAINED, MapUnderTest
from rgcore.learned.maps.filters.filter_map import FilterMap

__all__ = ["BEST_BLOCK", "BEST_FILTER", "BEST_WINDOW", "information_rows"]

BEST_BLOCK, BEST_FILTER, BEST_WINDOW = "best_block", "best_filter", "best_window"
START = 0.25  # weights of the filter that the ascent of information begins with


def information_rows(
    maps: Sequence[Sequence[MapUnderTest]], temperature: str, buffers: Sequence[int]
) -> pd.DataFrame:
    """Return the information of the maps of all replicas, and of the best maps, at one temperature.

    Parameters
    ----------
    maps : sequence of sequences of MapUnderTest
        By replica.
    temperature : str
        In J/k_B.
    buffers : sequence of int
        Rows between block and environment.

    Returns
    -------
    DataFrame
        The table ``map_information`` at one temperature.
    """
    cylinder = Cylinder(1 / float(temperature))
    likelihood = TiedLikelihood(cylinder)
    tested = [(each, replica) for replica, several in enumerate(maps) for each in several]
    divergences = [likelihood.divergence_at_best_scale(_in_window(each.coarse)) for each, _ in tested]
    rows = []
    for buffer in buffers:
        far = FarInformation(cylinder, buffer)
        found = _best_maps(far, likelihood) + [
            {
                **each.keys,
                "replica": replica,
                "window": each.coarse.width,
                "information": far.of_map(up_probabilities(each.coarse)),
                "kl_divergence": divergence,
            }
            for (each, replica), divergence in zip(tested, divergences, strict=True)
        ]
        best = {row["map"]: row["information"] for row in found}
        rows += [
            row
            | {
                "buffer": buffer,
                "share_of_best_block": row["information"] / best[BEST_BLOCK],
                "share_of_best_window": row["information"] / best[BEST_WINDOW],
            }
            for row in found
        ]
    return pd.DataFrame(rows).assign(temperature=float(temperature))


def _in_window(coarse: FilterMap) -> np.ndarray:
    """Return the weights of a filter of width 2 or 4 in the window, (4, 4) float64."""
    return np.pad(coarse.weights.astype(np.float64), (WINDOW - coarse.width) // 2)


def _best_maps(far: FarInformation, likelihood: TiedLikelihood) -> list[dict[str, object]]:
    """Return the rows of the best maps of the block and of the window, and of the best filter."""
    weights = best_filter(far, np.full((WINDOW, WINDOW), START))
    of_filter = up_probabilities(FilterMap(weights=weights, hidden="deterministic"))
    found = {
        BEST_BLOCK: (2, best_block_map(far)[1], np.nan),
        BEST_FILTER: (WINDOW, far.of_map(of_filter), likelihood.divergence_at_best_scale(weights)),
        BEST_WINDOW: (WINDOW, best_window_map(far, of_filter)[1], np.nan),
    }
    return [
        {
            "map": name,
            "hidden": "deterministic",
            "trained_at": UNTRAINED,
            "replica": 0,
            "window": window,
            "information": information,
            "kl_divergence": divergence,
        }
        for name, (window, information, divergence) in found.items()
    ]
