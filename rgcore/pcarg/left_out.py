"""The principal components without each block of time: what the errors of spectra and couplings come from."""

from collections.abc import Iterator

import numpy as np

from rgcore.pcarg.moments import SampleMoments
from rgcore.pcarg.pieces import Blocks, pieces
from rgcore.pcarg.spectrum import PrincipalComponents, correlation_of, decompose

__all__ = ["modes_without_blocks"]

_N_ROWS = 4096


def modes_without_blocks(
    samples: Blocks, moments: SampleMoments, scaling: str, edges: np.ndarray
) -> Iterator[PrincipalComponents]:
    """Yield the principal components of the samples without each block of time, from one more pass.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the same samples. Mean and, for "correlation", deviation are taken anew without each block.
    scaling : "covariance" or "correlation"
    edges : (n_blocks + 1,) int array
        From :func:`rgcore.pcarg.block_edges`.
    """
    n_samples = moments.n_samples
    total = moments.covariance * n_samples
    for n_block, shift, scatter in _block_scatters(samples, moments.mean, edges):
        n_left = n_samples - n_block
        mean = -shift / n_left  # all samples, without their mean, sum to zero
        covariance = (total - scatter) / n_left - np.outer(mean, mean)
        yield decompose(correlation_of(covariance) if scaling == "correlation" else covariance)


def _block_scatters(samples, mean, edges):
    """Yield number of samples, sum and matrix of sums of products of each block, about ``mean``."""
    current, n_block, shift, scatter = 0, 0, 0.0, 0.0
    for block, piece in pieces(samples, _N_ROWS, edges):
        if block != current:
            yield n_block, shift, scatter
            current, n_block, shift, scatter = block, 0, 0.0, 0.0
        values = piece - mean
        n_block += len(values)
        shift = shift + values.sum(axis=0)
        scatter = scatter + values.T @ values
    yield n_block, shift, scatter
