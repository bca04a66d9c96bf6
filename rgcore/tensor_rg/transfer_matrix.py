"""The transfer matrix of one coarse tensor: its left and right bond joined, a ring of sites closed upon itself."""

import math
from dataclasses import dataclass

import numpy as np

from rgcore.tensor_rg.coarse_tensor import CoarseTensor

__all__ = ["TransferSpectrum", "transfer_spectrum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSpectrum:
    """Eigenvalues of a transfer matrix.

    Attributes
    ----------
    log_largest : float
        Natural logarithm of the largest one.
    values : (n_states,) float64 array
        Moduli relative to the largest, descending.
    log_partition : float
        ln Z of the torus that the block makes if it is closed upon itself in both directions, in nats.
    """

    log_largest: float
    values: np.ndarray
    log_partition: float


def transfer_spectrum(tensor: CoarseTensor) -> TransferSpectrum:
    """Return the eigenvalues of the transfer matrix along columns."""
    matrix = np.einsum("l,lulD->uD", tensor.horizontal.weights, tensor.entries)
    matrix = matrix * tensor.vertical.weights  # (up, down)
    blocks = [np.flatnonzero(tensor.vertical.odd == odd) for odd in (False, True)]
    moduli = [np.abs(np.linalg.eigvals(matrix[np.ix_(rows, rows)])) for rows in blocks if rows.size]
    values = np.sort(np.concatenate(moduli))[::-1]
    return TransferSpectrum(
        log_largest=tensor.log_scale + math.log(values[0]),
        values=values / values[0],
        log_partition=tensor.log_scale + math.log(np.trace(matrix)),
    )
