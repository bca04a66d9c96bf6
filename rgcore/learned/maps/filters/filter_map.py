"""Maps from spins to coarse spins, one for each block of four, by one filter: the majority rule, or a trained RBM."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import an_instance, generator
from rgcore.arguments.states import spins as checked_spins
from rgcore.errors import InputError
from rgcore.learned.maps.filters._filter_kernels import filter_inputs
from rgcore.learned.maps.filters.hidden_spins import check_hidden, hidden_spins

__all__ = ["FilterMap", "coarse_spins"]

LARGEST_WEIGHT = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FilterMap:
    """A map from spins on a square lattice to coarse spins on one of half the side.

    Coarse spin (a, b) stands for the block of spins (2a, 2b) to (2a + 1, 2b + 1), and its input is
    x = sum_ij weights[i, j] s[2a + i - offset, 2b + j - offset] around the torus, offset = width / 2 - 1: the filter is
    centred on the block.

    Attributes
    ----------
    weights : (width, width) float32 array
        Of an even width. The majority rule has four equal weights.
    hidden : "deterministic" or "sampled"
        The coarse spin is the sign of x, where a fair coin decides x = 0; or +1 with probability
        1 / (1 + exp(-2 x)), as hidden units -1/+1 of an RBM with these weights and no fields.

    Raises
    ------
    InputError
        If the width is odd, a weight is not finite or beyond 1000 in size, or ``hidden`` is neither.
    """

    weights: np.ndarray
    hidden: Literal["deterministic", "sampled"]

    def __post_init__(self) -> None:
        weights = real_array("weights", self.weights, ("width", "width"))
        if len(weights) < 2 or len(weights) % 2:
            raise InputError(
                f"weights must have an even width, got {len(weights)}: add a row and a column of zeros"
            )
        if np.abs(weights).max() > LARGEST_WEIGHT:
            raise InputError(
                f"weights must be at most {LARGEST_WEIGHT:g} in size, got {np.abs(weights).max():g}"
            )
        check_hidden(self.hidden)
        object.__setattr__(self, "weights", np.ascontiguousarray(weights, dtype=np.float32))

    @property
    def width(self) -> int:
        """Lattice spacings per side of the filter."""
        return len(self.weights)


def coarse_spins(coarse: FilterMap, spins: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Return the coarse spins of configurations under a map.

    With four equal weights and ``hidden`` "deterministic" these are the same bits, from the same generator, as those of
    :func:`rgcore.ising.mcrg.majority_rule.blocked`. ``functools.partial(coarse_spins, map)`` can be given to
    :func:`rgcore.ising.mcrg.renormalization_exponents` as its ``block``.

    Parameters
    ----------
    coarse : FilterMap
    spins : (n, side, side) int8 array
        Entries -1 or +1, an even side of at least the width of the filter. Left untouched.
    rng : Generator, advanced in place
        One bit per coarse spin, or one number if they are sampled.

    Returns
    -------
    (n, side / 2, side / 2) int8 array
        Entries -1 or +1.

    Raises
    ------
    InputError
        If an argument is of another type, the side is odd, or less than the width of the filter.
    """
    an_instance("coarse", coarse, FilterMap)
    generator("rng", rng)
    spins = checked_spins("spins", spins, ("n", "side", "side"))
    n_samples, side = spins.shape[:2]
    if side % 2 or side < coarse.width:
        raise InputError(
            f"spins must have an even side of at least the width {coarse.width} of the filter, got side {side}"
        )
    inputs = np.empty((n_samples, side // 2, side // 2), dtype=np.float32)
    filter_inputs(np.ascontiguousarray(spins), coarse.weights, inputs)
    return hidden_spins(inputs, coarse.hidden, rng=rng)
