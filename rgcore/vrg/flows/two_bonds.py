"""Two bonds in a row whose middle spin is summed over: the step that both orders of Migdal-Kadanoff share."""

import numpy as np

from rgcore.vrg.flows.block_sum import BlockSum

__all__ = ["two_bonds"]

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
