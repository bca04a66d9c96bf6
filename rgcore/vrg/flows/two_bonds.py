"""Two bonds in a row whose middle spin is summed over: the step that both orders of Migdal-Kadanoff share."""

import numpy as np

from rgcore.vrg.flows.block_sum import BlockSum
from rgcore.vrg.flows.flow_card import FlowCard

__all__ = ["migdal_kadanoff", "two_bonds"]

ENDS = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
MIDDLE = np.array([-1.0, 1.0])


def two_bonds(*, moved_before: float, moved_after: float) -> BlockSum:
    """Return the map of (K, h) where bonds are moved onto one another before or after the middle spin is summed over.

    h is the field that a bond brings to each of its two ends. It moves with its bond: the middle spin has 2h.

    Parameters
    ----------
    moved_before, moved_after : float
        How many bonds lie on one another, from then on; 1 if none is moved.
    """
    first, second = ENDS.T
    pairs = np.outer(first + second, MIDDLE)  # (4 states of the ends, 2 of the middle)
    fields = (first + second)[:, None] + 2 * MIDDLE
    return BlockSum(
        log_kernel=np.zeros((4, 2)),
        features=moved_before * np.stack([pairs, fields], axis=2),
        coarse=np.stack([first * second, first + second], axis=1) / moved_after,
        n_even=1,
    )


def migdal_kadanoff(sentence: str, *, moved_before: float, moved_after: float, start: float) -> FlowCard:
    """Return the card of one order of Migdal-Kadanoff on the square lattice; its fixed point is near ``start``.

    Migdal, Sov. Phys. JETP 42, 743 (1975); Kadanoff, Ann. Phys. 100, 359 (1976). Half of the bonds of each direction
    are moved onto the others, so that a chain of two bonds is left between the spins that stay.
    """
    step = two_bonds(moved_before=moved_before, moved_after=moved_after)
    return FlowCard(
        sentence=sentence,
        lattice="square",
        scale_factor=2.0,
        even=("nearest_neighbour",),
        odd=("field_at_bond_ends",),
        step=step.step,
        linearize=step.linearize,
        from_coupling=lambda K: np.array([K]),
        coupling=lambda couplings: float(couplings[0]),
        start=(start,),
    )
