"""The Ising model on a cylinder of six columns, exactly: a window of 4 x 4 spins and the rows around it.

Rows of 6 spins are numbers from 0 to 63: the four spins of the window, most significant bit first, then the two outside
it. With bonds along a row in A(r) and between rows in V(r, r'), the transfer matrix is T = A^(1/2) V A^(1/2). All sums
over spins outside the window are products of matrices of size 64.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rgcore.arguments.scalars import checked_coupling
from rgcore.exact import spin_states

__all__ = ["CIRCUMFERENCE", "WINDOW", "Cylinder"]

CIRCUMFERENCE = 6
WINDOW = 4
"""Sides of the window of spins on which a coarse spin may depend; its block is the four in the middle."""

OUTSIDE = CIRCUMFERENCE - WINDOW
N_WINDOW, N_OUTSIDE = 2**WINDOW, 2**OUTSIDE  # states of the two parts of a row
N_ROW = N_WINDOW * N_OUTSIDE


@dataclass(frozen=True, eq=False)
class Cylinder:
    """The Ising model with coupling K on an infinite cylinder of six columns, and on the torus of 6 x 6 sites.

    Attributes
    ----------
    coupling : float
        K = J / (k_B T), above 0.

    Raises
    ------
    InputError
        If the coupling is not positive and finite.
    """

    coupling: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "coupling", checked_coupling("coupling", self.coupling))

    @cached_property
    def transfer(self) -> np.ndarray:
        """The symmetric transfer matrix T, (64, 64) float64."""
        root = np.sqrt(self._in_row.ravel())
        return root[:, None] * np.kron(self._between(WINDOW), self._between(OUTSIDE)) * root

    @cached_property
    def window_weights(self) -> np.ndarray:
        """Weights of the window with the sites beside it in its first and last row, (16, 4, 16, 16, 16, 4) float64.

        By the window's first row, the sites beside it, the other three rows of the window, and the sites beside the
        last. The sites beside the two rows in the middle are summed over, and the first and last row have the weight
        A^(1/2), so that powers of T can be attached to them.
        """
        in_row, root = self._in_row, np.sqrt(self._in_row)
        inside, outside = self._between(WINDOW), self._between(OUTSIDE)
        step = np.einsum("uv,op->uovp", inside, outside)  # bonds between two rows
        weights = np.einsum("uo,uovp,vp->uovp", root, step, in_row)
        weights = np.einsum("uovp,vpwq,wq->uovwq", weights, step, in_row, optimize=True)
        return np.einsum("uovwq,wqxr,xr->uovwxr", weights, step, root, optimize=True)

    def window_on_torus(self) -> np.ndarray:
        """Return the probabilities of the states of the window on the torus of 6 x 6 sites, (65536,) float64.

        In the order of :func:`rgcore.exact.spin_states`, the window row by row.
        """
        around = np.linalg.matrix_power(self.transfer, CIRCUMFERENCE - WINDOW + 1)
        shape = (N_WINDOW, N_OUTSIDE, N_WINDOW, N_OUTSIDE)
        weights = np.einsum("uovwxr,uoxr->uvwx", self.window_weights, around.reshape(shape), optimize=True)
        return weights.ravel() / weights.sum()

    def surroundings(self, gap: int) -> np.ndarray:
        """Return the weights that join an end of the window to the row ``gap`` rows further, (64, 64) float64.

        By the window's row and the row of the environment, which also has all that lies beyond it on the infinite
        cylinder summed over. Up to a constant factor.

        Parameters
        ----------
        gap : int
            At least 1, for the row next to the window.
        """
        values, vectors = np.linalg.eigh(self.transfer)
        powers = (values / values[-1]) ** gap
        return (vectors * powers) @ vectors.T * np.abs(vectors[:, -1])

    @property
    def _in_row(self) -> np.ndarray:
        """Weights of the bonds along a row, (16, 4) by its window and its other sites."""
        inside, outside = spin_states(WINDOW).astype(float), spin_states(OUTSIDE).astype(float)
        bonds = (inside[:, 1:] * inside[:, :-1]).sum(axis=1)[:, None] + outside.prod(axis=1)
        ends = inside[:, -1:] * outside[:, 0] + inside[:, :1] * outside[:, -1]
        return np.exp(self.coupling * (bonds + ends))

    def _between(self, n_spins: int) -> np.ndarray:
        """Weights of the bonds between two rows of ``n_spins``, a square matrix by their states."""
        states = spin_states(n_spins).astype(float)
        return np.exp(self.coupling * states @ states.T)
