"""The spectrum of the covariance, and what sampling noise alone would give."""

from dataclasses import dataclass

import numpy as np

__all__ = [
    "SCALINGS",
    "PrincipalComponents",
    "correlation_of",
    "decompose",
    "marchenko_pastur_edge",
    "marchenko_pastur_spectrum",
    "scaled",
]

SCALINGS = ("covariance", "correlation")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalComponents:
    """Eigenvalues and eigenvectors of a covariance matrix, largest eigenvalue first.

    ``variances`` (n,) float64 are the variances of the modes in units of the variables squared; those that
    rounding cannot tell from zero (below n times machine precision times the largest) are exactly 0.
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


def correlation_of(covariance: np.ndarray) -> np.ndarray:
    """Return the correlation matrix of an (n, n) covariance matrix; a variable without variance keeps its zeros."""
    deviation = np.sqrt(np.maximum(np.diag(covariance), 0))
    deviation = np.where(deviation > 0, deviation, 1.0)
    return covariance / np.outer(deviation, deviation)


def decompose(covariance: np.ndarray) -> PrincipalComponents:
    """Return the principal components of a symmetric (n, n) covariance matrix, largest variance first."""
    ascending, vectors = np.linalg.eigh(covariance)
    variances = ascending[::-1].copy()
    floor = len(variances) * np.finfo(np.float64).eps * max(variances[0], 0.0)
    variances[variances <= floor] = 0.0
    return PrincipalComponents(variances=variances, components=np.ascontiguousarray(vectors[:, ::-1]))


def marchenko_pastur_edge(variance: float, n_variables: int, n_samples: int) -> float:
    """Return (1 + sqrt(N/T))^2 sigma^2, the largest eigenvalue of the covariance of white noise, N, T large.

    Parameters
    ----------
    variance : float
        sigma^2, the variance that all N variables of the noise share.
    n_variables, n_samples : int
        N and T; T independent samples (with correlated samples noise reaches further).
    """
    return float(variance * (1 + np.sqrt(n_variables / n_samples)) ** 2)


def marchenko_pastur_spectrum(n_variables: int, n_samples: int) -> np.ndarray:
    """Return the typical spectrum of white noise of unit variance: quantiles of the Marchenko-Pastur law.

    With q = N/T the density of the nonzero eigenvalues s is proportional to sqrt((b - s)(s - a)) / s between
    a, b = (1 -+ sqrt q)^2. Entry r (from 0) is the eigenvalue that the fraction (r + 1/2) / min(N, T) of the
    nonzero ones exceeds; integrated by the substitution s = (a + b)/2 + (b - a)/2 cos(theta), which is smooth
    at both edges.

    Returns
    -------
    (min(n_variables, n_samples),) float64 array, descending
    """
    ratio = np.sqrt(n_variables / n_samples)
    low, high = (1 - ratio) ** 2, (1 + ratio) ** 2
    theta = np.linspace(0.0, np.pi, 20_001)
    value = (low + high) / 2 + (high - low) / 2 * np.cos(theta)  # (20001,), from the upper edge down
    safe = np.maximum(value, np.finfo(np.float64).tiny)
    density = np.where(value > 0, np.sin(theta) ** 2 / safe, 0.0)
    if ratio == 1:
        density = 1 - np.cos(theta)  # sin^2 / (2 (1 + cos)) without its 0/0 at the hard edge
    steps = (density[1:] + density[:-1]) / 2
    above = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    count = min(n_variables, n_samples)
    return np.interp((np.arange(count) + 0.5) / count, above, value)
