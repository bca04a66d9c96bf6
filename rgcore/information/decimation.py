"""Decimation of the square lattice level by level: which spins are observed, each time half of those before."""

import numpy as np

from rgcore.arguments.arrays import each_of
from rgcore.arguments.scalars import checked_side, whole_number
from rgcore.errors import InputError
from rgcore.exact.enumerable import require_enumerable

__all__ = ["MOST_SPINS", "decimated_sites", "n_levels", "observed_states"]

MOST_SPINS = 24
"""As :func:`rgcore.exact.spin_states` enumerates."""


def n_levels(side: int) -> int:
    """Return how many times a side x side torus can be decimated so that every spin observed has the same distances."""
    return 2 * ((side & -side).bit_length() - 1)


def decimated_sites(side: int, level: int) -> np.ndarray:
    """Return which sites of a periodic side x side lattice are observed after decimation.

    Level 1 is one sublattice of the checkerboard, level 2 the sites with even row and even column, and so on: each
    level observes half of the spins, at distances larger by b = sqrt(2).

    Parameters
    ----------
    side : int
        At least 2.
    level : int
        From 0, where all spins are observed, to twice the number of times that 2 divides the side.

    Returns
    -------
    (side, side) bool array

    Raises
    ------
    InputError
        If the lattice cannot be decimated that often.
    """
    side, level = checked_side("side", side), whole_number("level", level, least=0)
    if level > n_levels(side):
        raise InputError(
            f"level must be at most {n_levels(side)} on a lattice of side {side}, got {level}: every second level "
            "halves the side"
        )
    spacing = 2 ** (level // 2)
    rows, columns = np.arange(side)[:, None], np.arange(side)
    sites = (rows % spacing == 0) & (columns % spacing == 0)
    return sites & ((rows + columns) // spacing % 2 == 0) if level % 2 else sites


def observed_states(n_spins: int, sites: np.ndarray) -> np.ndarray:
    """Return what is seen of every state of ``n_spins`` spins if only some of them are observed.

    Parameters
    ----------
    n_spins : int
        From 1 to 24.
    sites : sequence of int
        Places from 0 of the observed spins, different ones.

    Returns
    -------
    (2**n_spins,) int64 array
        For the states of :func:`rgcore.exact.spin_states`; their spins as the bits of a number, the first one highest.

    Raises
    ------
    InputError
        If a number is out of range or comes twice, or there are too many spins.
    """
    n_spins = whole_number("n_spins", n_spins, least=1)
    require_enumerable("a model", n_spins, most=MOST_SPINS, bytes_per_state=8)
    places = [
        whole_number(f"sites[{k}]", site, least=0, most=n_spins - 1)
        for k, site in enumerate(each_of("sites", sites))
    ]
    if len(set(places)) < len(places):
        raise InputError(f"sites must hold no spin twice, got {places}")
    states = np.arange(2**n_spins)
    seen = np.zeros(2**n_spins, np.int64)
    for place in places:
        seen = 2 * seen + (states >> (n_spins - 1 - place) & 1)
    return seen
