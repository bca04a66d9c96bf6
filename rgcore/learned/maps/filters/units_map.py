"""Maps by units with a filter each, such as those of an RBM whose weights are free."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import an_instance, generator
from rgcore.arguments.states import spins as checked_spins
from rgcore.errors import InputError
from rgcore.learned.maps.filters.hidden_spins import check_hidden, hidden_spins
from rgcore.learned.maps.filters.tiling import Tiling, tile

__all__ = ["UnitsMap", "coarse_spins_of_units", "units_in_places"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitsMap:
    """A map to coarse spins that have a filter each, on one side of the lattice only.

    Attributes
    ----------
    weights : (side**2, (side / 2)**2) float32 array
        A column per coarse spin, row by row.
    hidden : "deterministic" or "sampled"
        As of :class:`rgcore.learned.maps.filters.filter_map.FilterMap`.

    Raises
    ------
    InputError
        If a coarse spin does not stand for four spins, or ``hidden`` is neither.
    """

    weights: np.ndarray
    hidden: Literal["deterministic", "sampled"]

    def __post_init__(self) -> None:
        weights = real_array("weights", self.weights, ("n_sites", "n_coarse"))
        side = round(len(weights) ** 0.5)
        if side % 2 or weights.shape != (side**2, side**2 // 4):
            raise InputError(f"weights must be (side**2, side**2 / 4) of an even side, got {weights.shape}")
        check_hidden(self.hidden)
        object.__setattr__(self, "weights", np.ascontiguousarray(weights, dtype=np.float32))


def coarse_spins_of_units(coarse: UnitsMap, spins: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Return the coarse spins of configurations under a map.

    Arguments, result and errors are those of :func:`rgcore.learned.maps.filters.filter_map.coarse_spins`; the side is
    that of the map.
    """
    an_instance("coarse", coarse, UnitsMap)
    generator("rng", rng)
    side = round(len(coarse.weights) ** 0.5)
    spins = checked_spins("spins", spins, ("n", side, side))
    inputs = spins.reshape(len(spins), -1).astype(np.float32) @ coarse.weights
    return hidden_spins(inputs.reshape(-1, side // 2, side // 2), coarse.hidden, rng=rng)


def units_in_places(weights: np.ndarray) -> tuple[np.ndarray, Tiling]:
    """Return the weights of a layer (side**2, n_hidden) in the order of coarse spins, each of positive sum.

    The sign of a unit is arbitrary, and that of its coarse spin is chosen with it.
    """
    tiling = tile(weights)
    ordered = np.asarray(weights)[:, tiling.units]
    return ordered * np.where(ordered.sum(axis=0) < 0, -1, 1), tiling
