"""Couplings of configurations and of what maps make of them, step by step: the table of K to K'."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.map_couplings.coupling_fit import estimate_couplings
from rgcore.learned.map_couplings.local_products import COUPLINGS, product_counts, product_vectors
from rgcore.learned.map_couplings.maps_under_test import UNTRAINED, MapUnderTest
from rgcore.learned.maps.filters.filter_map import coarse_spins
from rgcore.rng import stream
from rgcore.stats.blocking import INDEPENDENT, chain_block_numbers, number_of_chain_blocks

__all__ = ["BEFORE", "MAP", "NO_MAP", "coupling_rows", "couplings_of_spins"]

NO_MAP = "none"
MOST_BLOCKS = 25  # standard errors scatter by 14 %
ALONE, SUM = "nearest_neighbour_alone", "coupling_sum"
BEFORE = {ALONE: f"{ALONE}_before", SUM: f"{SUM}_before"}
"""Columns of the coupling one step earlier on a lattice of half the side, which has the same number of coarse spins."""

MAP = ["map", "hidden", "trained_at"]


def couplings_of_spins(spins: np.ndarray, numbers: np.ndarray) -> dict[str, float]:
    """Return the four couplings of a sample, their sum, and the nearest-neighbour one taken alone, with ``_err``.

    Parameters
    ----------
    spins : (n, side, side) int8 array
        Entries -1 or +1; a side of at least 5.
    numbers : (n,) int array
        Independent blocks of configurations, from 0; -1 is left out.
    """
    counts, vectors = product_counts(spins, numbers, int(numbers.max()) + 1), product_vectors()
    alone, together = estimate_couplings(vectors[:, :1], counts), estimate_couplings(vectors, counts)
    found = {ALONE: float(alone.value[0]), f"{ALONE}_err": float(alone.error[0])}
    for name, value, error in zip((*COUPLINGS, SUM), together.value, together.error, strict=True):
        found |= {name: float(value), f"{name}_err": float(error)}
    return found


def coupling_rows(
    maps: Sequence[MapUnderTest],
    coupling: float,
    *,
    side: int,
    n_steps: int,
    sampling: SamplingSettings,
    seeds: dict[str, int],
) -> pd.DataFrame:
    """Draw configurations at one coupling and measure couplings before and after each step of every map.

    Couplings on lattices of different sides differ even where the map changes nothing, since correlations end at the
    lattice. The coupling after n steps is therefore set beside that after n - 1 steps on a lattice of half the side,
    which has the same number of coarse spins, as two-lattice matching does. Before the first step that is the coupling
    of the configurations itself, exactly.

    Parameters
    ----------
    maps : sequence of MapUnderTest
        All see the same configurations.
    coupling : float
        Of nearest neighbours, K = J / (k_B T).
    side, n_steps : int
        Each step halves the side.
    sampling : SamplingSettings
    seeds : dict
        ``root_seed`` and ``replica``.

    Returns
    -------
    DataFrame
        The table ``learned_couplings`` at one coupling and replica. Step 0, of the configurations, has the map "none".
    """
    of_place = {"coupling": coupling, "replica": seeds["replica"]}
    root_seed = seeds["root_seed"]
    rows = _flow(maps, n_steps, sampling, {"side": side, **of_place}, root_seed=root_seed)
    earlier = rows[rows["step"] == 1].assign(**dict.fromkeys(BEFORE, coupling))
    if n_steps > 1:
        half = {"side": side // 2, **of_place}
        smaller = _flow(maps, n_steps - 1, sampling, half, root_seed=root_seed)
        smaller = smaller[smaller["step"] > 0].assign(step=lambda frame: frame["step"] + 1)
        earlier = pd.concat([earlier, smaller])
    earlier = earlier[[*MAP, "step", *BEFORE]].rename(columns=BEFORE)
    return rows.merge(earlier, on=[*MAP, "step"], how="left", validate="one_to_one")


def _flow(
    maps: Sequence[MapUnderTest],
    n_steps: int,
    sampling: SamplingSettings,
    place: dict[str, float | int],
    *,
    root_seed: int,
) -> pd.DataFrame:
    """Return the couplings of configurations of a side, and of what each map makes of them in each step."""
    side = place["side"]
    rng = stream(root_seed, purpose="map_couplings_ising", **place)
    drawn, _ = sample_configurations(side, 1 / place["coupling"], sampling, rng=rng)
    n_chains = drawn.n_chains
    n_blocks = number_of_chain_blocks(len(drawn.spins) // n_chains, n_chains, INDEPENDENT, most=MOST_BLOCKS)
    numbers = chain_block_numbers(len(drawn.spins), n_chains, n_blocks)
    no_map = {"map": NO_MAP, "hidden": NO_MAP, "trained_at": UNTRAINED}
    rows = [no_map | {"step": 0, "coarse_side": side} | couplings_of_spins(drawn.spins, numbers)]
    for each in maps:
        rng, spins = (
            stream(root_seed, purpose="map_couplings_coins", **each.keys, **place),
            drawn.spins,
        )
        for step in range(1, n_steps + 1):
            spins = coarse_spins(each.coarse, spins, rng=rng)
            found = couplings_of_spins(spins, numbers)
            rows.append(each.keys | {"step": step, "coarse_side": spins.shape[1]} | found)
    return pd.DataFrame(rows).assign(**place, n_samples=len(drawn.spins), n_blocks=n_blocks)
