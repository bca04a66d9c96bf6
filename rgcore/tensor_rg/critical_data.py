"""Central charge and scaling dimensions of a critical lattice, from two tensors side by side.

The transfer matrix of a ring of two blocks of N sites, each as high as wide, has the eigenvalues

    exp(2 N f + pi (c/12 - Delta)),

f being ln Z per site of the infinite lattice; that of one block closed upon itself has exp(N f + 2 pi (c/12 - Delta))
(Cardy; for coarse tensors Gu and Wen, Phys. Rev. B 80, 155131 (2009)). Two blocks have the larger eigenvalues, which
truncation disturbs less. Of the central charge, f is eliminated by both matrices.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse.linalg import eigs

from rgcore.errors import InputError
from rgcore.tensor_rg.coarse_tensor import CoarseTensor
from rgcore.tensor_rg.parity_blocks import pair_parity
from rgcore.tensor_rg.transfer_matrix import transfer_spectrum

__all__ = ["CriticalData", "best_reading", "critical_data"]

_ALL = 16  # states up to which all eigenvalues are computed


@dataclass(frozen=True, slots=True)
class CriticalData:
    """Central charge, dimensions of spin and energy, side of a block in lattice spacings, and how far they changed."""

    side: float
    central_charge: float
    delta_sigma: float
    delta_epsilon: float
    change: float = math.nan

    def numbers(self) -> np.ndarray:
        """Return c and both dimensions, (3,) float64."""
        return np.array([self.central_charge, self.delta_sigma, self.delta_epsilon])


def critical_data(tensor: CoarseTensor) -> CriticalData:
    """Return central charge and dimensions at the scale of a tensor whose block is as high as wide.

    They are those of its size: corrections fall as 1/side^2, and what truncation does grows with the side.
    """
    log_largest, even, odd = _pair_eigenvalues(tensor)
    single = transfer_spectrum(tensor).log_largest
    return CriticalData(
        side=math.sqrt(tensor.n_sites),
        central_charge=(2 * single - log_largest) / (math.pi / 4),
        delta_sigma=-math.log(odd[0]) / math.pi,
        delta_epsilon=-math.log(even[1]) / math.pi,
    )


def best_reading(readings: Sequence[CriticalData]) -> CriticalData:
    """Return the data at the scale at which they change least, corrections in 1/side^2 eliminated.

    Parameters
    ----------
    readings : sequence of CriticalData
        Of sides each twice that of the one before, at least three.

    Returns
    -------
    CriticalData
        (4 x(side) - x(side / 2)) / 3, at the side at which the largest change of the three numbers from those of half
        the side is smallest; ``change`` is that change.

    Raises
    ------
    InputError
        If there are fewer than three readings.
    """
    if len(readings) < 3:
        raise InputError(f"readings must be of at least three sides, got {len(readings)}")
    numbers = np.array([reading.numbers() for reading in readings])
    extrapolated = (4 * numbers[1:] - numbers[:-1]) / 3
    changes = np.abs(np.diff(extrapolated, axis=0)).max(axis=1)
    best = int(np.argmin(changes))
    return CriticalData(readings[best + 2].side, *map(float, extrapolated[best + 1]), float(changes[best]))


def _pair_eigenvalues(tensor: CoarseTensor) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the logarithm of the largest eigenvalue, and the moduli of the two largest even and odd ones over it."""
    weighted = tensor.entries * tensor.horizontal.weights[:, None, None, None] * tensor.vertical.weights
    n_h, n_v = len(tensor.horizontal), len(tensor.vertical)
    first = weighted.transpose(1, 3, 0, 2).reshape(n_v**2, n_h**2)  # (up down, left right)
    second = weighted.transpose(2, 0, 1, 3).reshape(n_h**2, n_v**2)  # (right left, up down)
    matrix = (first @ second).reshape(n_v, n_v, n_v, n_v).transpose(0, 2, 1, 3).reshape(n_v**2, n_v**2)
    parity = pair_parity(tensor.vertical.odd, tensor.vertical.odd)
    even, odd = (_largest(matrix[np.ix_(rows, rows)]) for rows in map(np.flatnonzero, (~parity, parity)))
    return 2 * tensor.log_scale + math.log(even[0]), even / even[0], odd / even[0]


def _largest(matrix: np.ndarray) -> np.ndarray:
    """Return the moduli of the two largest eigenvalues."""
    if len(matrix) <= _ALL:
        values = np.linalg.eigvals(matrix)
    else:
        values = eigs(matrix, k=3, v0=np.ones(len(matrix)), return_eigenvectors=False, tol=1e-12)
    return np.sort(np.abs(values))[::-1][:2]
