"""Principal components with one block of time left out, for the errors of spectra and couplings."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rgcore.pcarg.modes.principal_components import (
    SCALINGS,
    PrincipalComponents,
    decompose,
    principal_components,
)
from rgcore.series.moments import SampleMoments, correlation_of
from rgcore.series.samples import Samples, batches
from rgcore.series.time_blocks import half_block_edges

__all__ = ["LeaveOneBlockOut", "modes_without_blocks", "spectra_without_blocks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOneBlockOut:
    """A spectrum without each block of time, and the variance of each block along the modes found without it.

    Attributes
    ----------
    modes : PrincipalComponents
        Of all samples.
    variances : (n_blocks, n_variables) float64 array
        Eigenvalues without each block.
    held_out : (n_blocks, n_variables) float64 array
        Second moment (about the mean of all samples) of each block along the modes without it; their mean over
        blocks, by ``lengths``, sums to the trace of the covariance.
    lengths : (n_blocks,) int array
        Samples in each block.
    effective_samples : float
        Number of independent samples whose covariances would be equally noisy (:func:`spectra_without_blocks`).
    """

    modes: PrincipalComponents
    variances: np.ndarray
    held_out: np.ndarray
    lengths: np.ndarray
    effective_samples: float


def modes_without_blocks(
    samples: Samples, moments: SampleMoments, scaling: str, edges: np.ndarray
) -> Iterator[PrincipalComponents]:
    """Yield the principal components of the samples without each block of time, from one more pass.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the same samples. Mean and, for "correlation", deviation are taken anew without each block.
    scaling : "covariance" or "correlation"
    edges : (n_blocks + 1,) int array
        From :func:`rgcore.series.time_blocks.time_block_edges`.

    Raises
    ------
    InputError
        If the number of samples differs from that of the moments.
    """
    for part in _block_scatters(samples, moments.mean, edges):
        yield _modes_without(part, moments, scaling)


def spectra_without_blocks(
    samples: Samples, moments: SampleMoments, n_blocks: int, n_signal: dict[str, int]
) -> dict[str, LeaveOneBlockOut]:
    """Return, for both scalings, the spectra without each block of time, from one more pass.

    The effective number of samples compares the covariances of the two halves of each block, S and S'. Independent
    Gaussian samples give <(S_ij - S'_ij)^2> = 2 (C_ii C_jj + C_ij^2) / (T / 2B). Summed over pairs i != j and blocks,
    the T for which this holds is the effective number. Autocorrelation rho(t) of the noise divides it by sum_t rho(t)^2
    (Bartlett), a volatility v common to all variables by <v^4>/<v^2>^2. Signal has an autocorrelation of its own: the
    first ``n_signal`` modes, as found without the block, are projected out before. Without any signal this removes that
    number of noise modes, and the result is the same.

    Time: one decomposition per block and scaling.

    Parameters
    ----------
    samples, moments
        As of :func:`modes_without_blocks`; no variable constant.
    n_blocks : int
        From 2 to half the number of samples.
    n_signal : dict
        Scaling to number of modes, less than n_variables.

    Raises
    ------
    InputError
        If a variable is constant, or the number of samples differs from that of the moments.
    """
    found = {scaling: _Collected(moments, scaling, n_signal[scaling]) for scaling in SCALINGS}
    edges = half_block_edges(moments.n_samples, n_blocks, moments.trial_length)
    halves = _block_scatters(samples, moments.mean, edges)
    for first, second in zip(halves, halves, strict=True):
        for each in found.values():
            each.add(first, second)
    return {scaling: each.result() for scaling, each in found.items()}


class _Collected:
    """Sums of one scaling, block after block."""

    def __init__(self, moments: SampleMoments, scaling: str, n_signal: int) -> None:
        self._moments, self._scaling, self._n_signal = moments, scaling, n_signal
        unit = moments.deviation if scaling == "correlation" else np.ones(len(moments.mean))
        self._units = np.outer(unit, unit)
        self._rows: list[tuple[np.ndarray, np.ndarray, int]] = []
        self._noise, self._per_sample, self._rest = 0.0, 0.0, 0.0

    def add(self, first, second) -> None:
        """Add the two halves of a block: their numbers of samples, sums, and sums of products."""
        n_block, shift, scatter = (one + other for one, other in zip(first, second, strict=True))
        left = _modes_without((n_block, shift, scatter), self._moments, self._scaling)
        covariance = scatter / self._units / n_block
        along = np.einsum("im,im->m", left.components, covariance @ left.components)
        self._rows.append((left.variances, along, n_block))
        signal = left.components[:, : self._n_signal]
        difference = _without(signal, (first[2] / first[0] - second[2] / second[0]) / self._units)
        self._noise += _off_diagonal(difference**2)
        self._per_sample += 1 / first[0] + 1 / second[0]
        self._rest = self._rest + _without(signal, covariance) * n_block / self._moments.n_samples

    def result(self) -> LeaveOneBlockOut:
        variances, held_out, lengths = zip(*self._rows, strict=True)
        diagonal = np.diag(self._rest)
        due = _off_diagonal(np.outer(diagonal, diagonal) + self._rest**2) * self._per_sample
        return LeaveOneBlockOut(
            modes=principal_components(self._moments, self._scaling),
            variances=np.array(variances),
            held_out=np.array(held_out),
            lengths=np.array(lengths),
            effective_samples=self._moments.n_samples * due / self._noise if self._noise > 0 else np.inf,
        )


def _without(signal: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Return P M P of a symmetric matrix, P projecting out the columns of ``signal``."""
    half = matrix - signal @ (signal.T @ matrix)
    return half - (half @ signal) @ signal.T


def _off_diagonal(matrix: np.ndarray) -> float:
    return float(matrix.sum() - np.trace(matrix))


def _modes_without(part, moments: SampleMoments, scaling: str) -> PrincipalComponents:
    n_block, shift, scatter = part
    n_left = moments.n_samples - n_block
    mean = -shift / n_left  # all samples, without their mean, sum to zero
    covariance = (moments.covariance * moments.n_samples - scatter) / n_left - np.outer(mean, mean)
    constant = _is_constant(covariance, moments)
    covariance[constant], covariance[:, constant] = 0.0, 0.0
    modes = decompose(correlation_of(covariance) if scaling == "correlation" else covariance)
    modes.components[constant, : modes.rank] = 0.0
    return modes


def _is_constant(covariance: np.ndarray, moments: SampleMoments) -> np.ndarray:
    """Return which variables vary in the block left out alone, such as a cell that is silent elsewhere: (n,) bool.

    Their variance is a difference of equal numbers, with a rounding error of at most n_samples machine precisions of
    the variance of all samples. Left as it is, it would make a mode of variance 1 of the correlation matrix, or a
    projected variance of 1e-33 by which couplings are divided.
    """
    rounding = moments.n_samples * np.finfo(np.float64).eps * np.diag(moments.covariance)
    return np.diag(covariance) <= rounding


def _block_scatters(samples, mean, edges):
    """Yield number of samples, sum and matrix of sums of products of each block, about ``mean``."""
    current, n_block, shift, scatter = 0, 0, 0.0, 0.0
    for block, batch in batches(samples, edges=edges):
        if block != current:
            yield n_block, shift, scatter
            current, n_block, shift, scatter = block, 0, 0.0, 0.0
        values = batch - mean
        n_block += len(values)
        shift = shift + values.sum(axis=0)
        scatter = scatter + values.T @ values
    yield n_block, shift, scatter
