"""What every sampler requires of its arguments."""

import numpy as np
from numpy.random import Generator

from rgcore.arguments.arrays import Axes, any_numbers, require_shape
from rgcore.arguments.objects import generator
from rgcore.arguments.scalars import checked_coupling, checked_side, whole_number
from rgcore.arguments.states import spins
from rgcore.errors import InputError

__all__ = ["checked_chains"]

CHAINS: Axes = ("n_chains", "side", "side")
MOST_SPINS = 2**40  # of all records together; a computer has less memory


def checked_chains(
    start: object, coupling: object, n_records: object, steps_per_record: object, rng: Generator
) -> tuple[np.ndarray, float, int, int]:
    """Return the first four arguments of a sampler as it works with them.

    Returns
    -------
    start : (n_chains, side, side) int8 array
        -1 or +1, the one given if it is of that type.
    coupling : float
    n_records, steps_per_record : int

    Raises
    ------
    InputError
        Unless ``start`` is (n_chains, side, side) spins of -1 and +1 with 2 <= side < 65536, the coupling positive and
        finite, the numbers at least 1, and ``rng`` a Generator.
    """
    require_shape("start", any_numbers("start", start), CHAINS)
    checked_side("side of start", np.shape(start)[1])  # before its values are looked at
    chains = spins("start", start, CHAINS)
    n_records = whole_number("n_records", n_records, least=1)
    steps = whole_number("steps_per_record", steps_per_record, least=1, most=2**40)
    generator("rng", rng)
    if n_records * chains.size > MOST_SPINS:
        raise InputError(
            f"n_records must be at most {MOST_SPINS // chains.size} for chains of {chains.size} spins, which fit into "
            f"memory, got {n_records}"
        )
    return chains, checked_coupling("coupling", coupling), n_records, steps
