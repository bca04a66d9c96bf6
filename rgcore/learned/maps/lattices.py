"""Configurations that maps are tested on, with the majority rule beside them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.maps.map_exponents import Moments, majority_moments, map_exponents, map_moments
from rgcore.rng import stream

__all__ = ["BlockedLattice", "draw_lattice"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BlockedLattice:
    """One set of configurations, and the moments of operators under the majority rule."""

    spins: np.ndarray
    temperature: float
    replica: int
    n_chains: int
    n_blockings: int
    majority: Moments
    root_seed: int

    def test(self, name: str, hidden: str, block: Callable[..., np.ndarray]) -> pd.DataFrame:
        """Return the exponents of a map on these configurations, with the columns that name the place."""
        side = self.spins.shape[1]
        place = {"side": side, "temperature": self.temperature, "replica": self.replica}
        rng = stream(self.root_seed, purpose="learned_maps_test", map=name, hidden=hidden, **place)
        moments = map_moments(
            block, self.spins, n_chains=self.n_chains, n_blockings=self.n_blockings, rng=rng
        )
        found = map_exponents(moments, self.majority, side, self.temperature)
        return found.assign(map=name, hidden=hidden, n_samples=len(self.spins), **place)


def draw_lattice(
    place: dict[str, int | float],
    n_samples: int,
    n_blockings: int,
    sampling: SamplingSettings,
    *,
    root_seed: int,
) -> BlockedLattice:
    """Draw configurations to test maps on.

    Parameters
    ----------
    place : dict
        Side, temperature (J/k_B) and replica, which name the random numbers.
    n_samples, n_blockings : int
    sampling : SamplingSettings
    root_seed : int
    """
    settings = sampling.model_copy(update={"n_samples": n_samples})
    rng = stream(root_seed, purpose="learned_maps_tested_on", **place)
    drawn, parameters = sample_configurations(place["side"], place["temperature"], settings, rng=rng)
    n_chains = parameters["n_chains"]
    rng = stream(root_seed, purpose="learned_maps_majority", **place)
    return BlockedLattice(
        spins=drawn.spins,
        temperature=place["temperature"],
        replica=place["replica"],
        n_chains=n_chains,
        n_blockings=n_blockings,
        majority=majority_moments(drawn.spins, n_chains=n_chains, n_blockings=n_blockings, rng=rng),
        root_seed=root_seed,
    )
