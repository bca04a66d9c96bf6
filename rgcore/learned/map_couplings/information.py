"""Mutual information of a coarse spin and its far surroundings, and maps that have most of it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rgcore.arguments.scalars import whole_number
from rgcore.exact import spin_states
from rgcore.learned.map_couplings.cylinder import N_ROW, N_WINDOW, OUTSIDE, WINDOW, Cylinder
from rgcore.learned.maps.filters.filter_map import FilterMap

__all__ = ["FarInformation", "mutual_information", "up_probabilities"]

MOST_BUFFER = 1000


def mutual_information(joint: np.ndarray) -> float:
    """Return the mutual information of rows and columns, in bits.

    Parameters
    ----------
    joint : (n, m) float array
        Probabilities, with sum 1.

    Returns
    -------
    float
        sum_ab p(a, b) log2 [p(a, b) / (p(a) p(b))], from 0 to log2 of the smaller number of states.
    """
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    seen = joint > 0
    return float((joint[seen] * np.log2(joint[seen] / apart[seen])).sum())


def up_probabilities(coarse: FilterMap) -> np.ndarray:
    """Return the probability that a coarse spin is +1 in each state of the window, (65536,) float64.

    Parameters
    ----------
    coarse : FilterMap
        Of a width of 2 or 4.
    """
    margin = (WINDOW - coarse.width) // 2
    weights = np.pad(coarse.weights.astype(np.float64), margin).ravel()
    inputs = spin_states(WINDOW**2) @ weights
    if coarse.hidden == "sampled":
        return 0.5 * (1 + np.tanh(inputs))
    size = np.abs(weights).sum()
    return np.where(np.abs(inputs) <= 1e-7 * size, 0.5, inputs > 0)


@dataclass(frozen=True, eq=False)
class FarInformation:
    """Information of coarse spins on the rows of an infinite cylinder that are far from their block.

    The environment is all of the cylinder at least ``buffer`` + 1 rows above or below the block of 2 x 2 spins. Since
    the interaction is between neighbours, its nearest rows contain all that it has.

    Attributes
    ----------
    cylinder : Cylinder
    buffer : int
        Rows between the block and the environment, at least 1: the window of 4 x 4 spins is then outside it.
    """

    cylinder: Cylinder
    buffer: int

    def __post_init__(self) -> None:
        whole_number("buffer", self.buffer, least=1, most=MOST_BUFFER)

    @cached_property
    def _ends(self) -> np.ndarray:
        return self.cylinder.surroundings(self.buffer)

    @cached_property
    def _everything(self) -> np.ndarray:
        """Weights of the environment, the window summed over, (4096,)."""
        return self._attached(self.cylinder.window_weights.sum(axis=(2, 3)))

    def joint(self, up: np.ndarray) -> np.ndarray:
        """Return P(coarse spin, environment), (2, 4096) float64, the coarse spin -1 or +1.

        Parameters
        ----------
        up : (65536,) float array
            Probability of +1 in each state of the window.
        """
        by_row = up.reshape(N_WINDOW, 1, N_WINDOW, N_WINDOW, N_WINDOW, 1)
        weights = self.cylinder.window_weights
        of_up = self._attached((weights * by_row).sum(axis=(2, 3)))
        return np.stack([self._everything - of_up, of_up]) / self._everything.sum()

    def of_map(self, up: np.ndarray) -> float:
        """Return the information in bits of the coarse spin that is +1 with probabilities ``up`` (65536,)."""
        return mutual_information(np.maximum(self.joint(up), 0))

    def gradient(self, up: np.ndarray) -> np.ndarray:
        """Return the derivative of the information, in bits, by the entries of ``up``, (65536,) float64."""
        joint = np.maximum(self.joint(up), 1e-300)
        posterior = np.log2(joint / joint.sum(axis=1, keepdims=True))
        gain = (posterior[1] - posterior[0]).reshape(N_ROW, N_ROW)
        back = self._ends @ gain @ self._ends.T  # by the rows at the ends of the window
        shape = (N_WINDOW, 2**OUTSIDE, N_WINDOW, 2**OUTSIDE)
        weights = self.cylinder.window_weights
        return (
            np.einsum("uovwxr,uoxr->uvwx", weights, back.reshape(shape), optimize=True).ravel()
            / self._everything.sum()
        )

    def of_block_states(self) -> np.ndarray:
        """Return P(block, environment), (16, 4096) float64, the block of 2 x 2 spins row by row."""
        weights = self.cylinder.window_weights  # (16, 4, 16, 16, 16, 4)
        split = weights.reshape(N_ROW, 2, 4, 2, 2, 4, 2, N_ROW)  # the four in the middle are axes 2 and 5
        blocks = split.sum(axis=(1, 3, 4, 6)).transpose(1, 2, 0, 3).reshape(16, N_ROW, N_ROW)
        return np.stack([self._attached(block) for block in blocks]) / self._everything.sum()

    def _attached(self, weights: np.ndarray) -> np.ndarray:
        """Return weights (64, 64), or of that size, by the rows at the ends as weights of the environment, (4096,)."""
        by_rows = weights.reshape(N_ROW, N_ROW)
        return (self._ends.T @ by_rows @ self._ends).ravel()
