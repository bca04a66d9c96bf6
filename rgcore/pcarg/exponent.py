"""The exponent alpha with which modes become many: n(1/variance < lambda) ~ lambda^alpha."""

import numpy as np

__all__ = ["first_rank", "spectral_exponent"]

WINDOW = 4  # the fit reaches from a quarter of the kept modes to all of them
STEEPEST = 1000.0


def first_rank(n_kept: int) -> int:
    """Return the rank, counted from 1, at which the fit window of a cutoff at ``n_kept`` modes begins."""
    return -(-n_kept // WINDOW)


def spectral_exponent(variances: np.ndarray, n_kept: int, *, origin: float = 0.0) -> float:
    """Return alpha of n(lambda) ~ (lambda - origin)^alpha just below the cutoff lambda_k = 1 / variance of mode k.

    With lambda_r = 1 / variance of mode r and n = r - 1/2 modes below it (the middle of the step of n there),
    ln(lambda_r - origin) is fitted by a line in ln n, least squares, over the ranks r from k/4 (rounded up) to k,
    and alpha = 1 / slope. The noise is in lambda, hence this direction. alpha = 1 + d ln rho / d ln lambda is
    the exponent of the density rho of eigenvalues of K, d/2 for a field with lambda = (momentum)^2, and 0 for a
    spectrum uniform in ln lambda.

    Sampling noise makes an exponent of its own: white noise has no spectrum but that of Marchenko and Pastur,
    whose number of modes grows as (lambda - 1/edge)^(3/2) from its edge on, so that alpha = 3/2 if lambda is
    measured from there, ``origin = 1 / edge``, and a large alpha, falling with k, with the ``origin`` 0 that the
    table uses. The same fit to :func:`rgcore.pcarg.marchenko_pastur_spectrum` says how large.

    Parameters
    ----------
    variances : (n,) float array, descending
        Eigenvalues of the covariance, n >= ``n_kept``; those below machine precision times the first count as that.
    n_kept : int
        k, at least 2.
    origin : float
        Below 1 / variance of the first mode in the window, in the same units.

    Returns
    -------
    float
        At most 1000, which stands for a flat spectrum.

    Raises
    ------
    ValueError
        If ``n_kept`` is below 2 or above n.
    """
    if not 2 <= n_kept <= len(variances):
        raise ValueError(f"an exponent needs 2 to {len(variances)} modes, got {n_kept}")
    ranks = np.arange(first_rank(n_kept), n_kept + 1)
    floor = np.finfo(np.float64).eps * variances[0]
    log_eigenvalue = np.log(1 / np.maximum(variances[ranks - 1], floor) - origin)
    log_number = np.log(ranks - 0.5)
    offset = log_number - log_number.mean()
    slope = offset @ log_eigenvalue / (offset @ offset)
    return float(1 / max(slope, 1 / STEEPEST))
