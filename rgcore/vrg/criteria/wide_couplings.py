"""H_RG(h) of transformations on a lattice of 4 x 4 hidden spins, of which their own torus has 2 x 2."""

from collections.abc import Callable

import numpy as np

from rgcore.exact.enumerated_states import spin_states
from rgcore.vrg.criteria.block_lattice import SIDE, block_log_weights
from rgcore.vrg.small_models.blocks import block_centres
from rgcore.vrg.small_models.hidden_spins import HiddenSpins

__all__ = ["of_block_rule", "of_squares"]

BLOCK_SIDE = SIDE // 2


def of_block_rule(rule: Callable[..., np.ndarray]) -> Callable[..., tuple[np.ndarray, HiddenSpins]]:
    """Return a function of K and parameters that returns -H_RG(h) of 2 x 2 blocks on the 8 x 8 torus.

    Parameters
    ----------
    rule : function of the sums of the four spins (16,) and the parameters by name
        Returns the probabilities that the block spin is up.
    """
    sums = spin_states(4).sum(axis=1, dtype=np.float64)

    def wide(coupling: float, **parameters: float) -> tuple[np.ndarray, HiddenSpins]:
        return block_log_weights(rule(sums, **parameters), coupling), block_centres(SIDE)

    return wide


def of_squares(weight: Callable[..., np.ndarray]) -> Callable[..., tuple[np.ndarray, HiddenSpins]]:
    """Return the same of transformations after which -H_RG is a sum over squares of four hidden spins.

    Parameters
    ----------
    weight : function of K and the parameters by name
        Returns the term of one square for the 16 states of its corners in cyclic order, (16,), in the order of
        :func:`rgcore.exact.spin_states`.
    """
    spins = (spin_states(BLOCK_SIDE**2) > 0).astype(np.int64)
    corners = _squares(BLOCK_SIDE)

    def wide(coupling: float, **parameters: float) -> tuple[np.ndarray, HiddenSpins]:
        term = weight(coupling, **parameters)
        numbers = spins[:, corners] @ np.array([8, 4, 2, 1])  # (2**16, 16 squares)
        return term[numbers].sum(axis=1), block_centres(SIDE)

    return wide


def _squares(side: int) -> np.ndarray:
    """Return the corners of all squares of a torus in cyclic order, (side**2, 4)."""
    rows, columns = np.divmod(np.arange(side**2), side)
    below, right = (rows + 1) % side, (columns + 1) % side
    return np.stack(
        [rows * side + columns, rows * side + right, below * side + right, below * side + columns], axis=1
    )
