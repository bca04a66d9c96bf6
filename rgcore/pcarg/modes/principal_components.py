"""Principal components: eigenvalues and eigenvectors of a covariance or correlation matrix."""

from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError
from rgcore.series.moments import SampleMoments, correlation_of

__all__ = [
    "SCALINGS",
    "PrincipalComponents",
    "decompose",
    "principal_components",
    "scaled",
    "scaled_covariance",
]

SCALINGS = ("covariance", "correlation")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalComponents:
    """Eigenvalues and eigenvectors of a covariance matrix, largest eigenvalue first.

    ``variances`` (n,) float64 are the variances of the modes in units of the variables squared; those that
    are zero to rounding (below n times machine precision times the largest) are exactly 0.
    ``components`` (n, n) float64 has the unit eigenvectors as **columns**: column k belongs to entry k.
    """

    variances: np.ndarray
    components: np.ndarray

    @property
    def rank(self) -> int:
        """Number of modes with a variance above 0."""
        return int(np.count_nonzero(self.variances))


def scaled(samples: np.ndarray, scaling: str) -> np.ndarray:
    """Return the samples with each variable's mean removed and, for "correlation", in units of its deviation.

    Parameters
    ----------
    samples : (n_samples, n_variables) array
        Numbers, finite; time along the first axis. Left untouched.
    scaling : "covariance" or "correlation"
        The raw variables (as Bradde and Bialek, arXiv:1610.09733) or each divided by its standard deviation
        (with 1/T, T the number of samples).

    Returns
    -------
    (n_samples, n_variables) float64 array

    Raises
    ------
    ValueError
        If ``samples`` is not a finite matrix with at least two rows, ``scaling`` is unknown, or a variable is
        constant and the scaling is "correlation".
    """
    samples = np.asarray(samples, dtype=np.float64)
    if samples.ndim != 2 or len(samples) < 2 or samples.shape[1] < 1 or not np.isfinite(samples).all():
        raise ValueError(
            f"samples must be a finite (n_samples >= 2, n_variables) matrix, got {samples.shape}"
        )
    if scaling not in SCALINGS:
        raise ValueError(f"scaling must be one of {SCALINGS}, got {scaling!r}")
    constant = (samples == samples[0]).all(axis=0)
    centred = np.where(constant, 0.0, samples - samples.mean(axis=0))
    if scaling == "covariance":
        return centred
    if constant.any():
        raise ValueError(
            f"a correlation needs variables that vary, variable {np.argmax(constant)} is constant"
        )
    return centred / centred.std(axis=0)


def scaled_covariance(moments: SampleMoments, scaling: str) -> np.ndarray:
    """Return the covariance or the correlation matrix of samples, (n_variables, n_variables) float64.

    Raises
    ------
    InputError
        If a variable is constant and the scaling is "correlation".
    ValueError
        If the scaling is unknown.
    """
    if scaling == "covariance":
        return moments.covariance
    if scaling != "correlation":
        raise ValueError(f"scaling must be one of {SCALINGS}, got {scaling!r}")
    constant = np.diag(moments.covariance) == 0
    if constant.any():
        raise InputError(
            f"a correlation needs variables that vary, variable {np.argmax(constant)} is constant"
        )
    return correlation_of(moments.covariance)


def principal_components(moments: SampleMoments, scaling: str) -> PrincipalComponents:
    """Return the principal components of the matrix of :func:`scaled_covariance`, whose errors it raises."""
    return decompose(scaled_covariance(moments, scaling))


def decompose(covariance: np.ndarray) -> PrincipalComponents:
    """Return the principal components of a symmetric (n, n) covariance matrix, largest variance first."""
    ascending, vectors = np.linalg.eigh(covariance)
    variances = ascending[::-1].copy()
    floor = len(variances) * np.finfo(np.float64).eps * max(variances[0], 0.0)
    variances[variances <= floor] = 0.0
    return PrincipalComponents(variances=variances, components=np.ascontiguousarray(vectors[:, ::-1]))
