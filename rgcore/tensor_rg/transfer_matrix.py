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
    odd : (n_states,) bool array
        Whether the eigenvector changes sign under a flip of all spins.
    log_partition : float
        ln Z of the torus that the block makes if it is closed upon itself in both directions, in nats.
    """

    log_largest: float
    values: np.ndarray
    odd: np.ndarray
    log_partition: float


def transfer_spectrum(tensor: CoarseTensor) -> TransferSpectrum:
    """Return the eigenvalues of the transfer matrix along columns."""
    matrix = np.einsum("l,lulD->uD", tensor.horizontal.weights, tensor.entries)
    matrix = matrix * tensor.vertical.weights  # (up, down)
    parts = [
        (np.linalg.eigvals(matrix[np.ix_(rows, rows)]), odd)
        for odd in (False, True)
        if (rows := np.flatnonzero(tensor.vertical.odd == odd)).size
    ]
    values = np.concatenate([np.abs(part) for part, _ in parts])
    parities = np.concatenate([np.full(part.size, odd) for part, odd in parts])
    order = np.argsort(-values, kind="stable")
    largest = values[order[0]]
    return TransferSpectrum(
        log_largest=tensor.log_scale + math.log(largest),
        values=values[order] / largest,
        odd=parities[order],
        log_partition=tensor.log_scale + math.log(np.trace(matrix)),
    )
