"""The likelihood ratio of a spectrum with one planted direction, and the power of the best test in closed form.

For T independent Gaussian samples of N variables whose covariance is sigma^2 (1 + h v v^T), sigma unknown and v a
uniformly random direction, the density of the eigenvalues mu_j, normalized to sum 1, relative to that of noise alone
is

    L(h) = (1 + h)^(-T/2) < (1 - c v^T mu v)^(-NT/2) >_v,    c = h/(1 + h),

since nothing but mu_j and |v_j| matters. The mean over the sphere is a contour integral over one variable z (Onatski,
Moreira and Hallin, Ann. Statist. 41, 1204 (2013)),

    Gamma(N/2) Gamma(A)/Gamma(NT/2) c^(1 - N/2) (1/2 pi i) int (1 - c z)^(-A) prod_j (z - mu_j)^(-1/2) dz,

A = (NT - N)/2 + 1, taken at its saddle point between the largest mu and 1/c. By the lemma of Neyman and Pearson no
test of eigenvalues finds this signal more often, at the same rate of false alarms. Below the threshold h = sqrt(N/T)
ln L is Gaussian for N, T large, with the variance V = -(1/2) [ln(1 - h^2 T/N) + h^2 T/N] and a mean of -V/2 (noise)
or V/2 (signal). A few directions add up: ln L is the sum over them, and V = -(1/2) sum_ij [ln(1 - h_i h_j T/N) + h_i
h_j T/N] (Onatski, Moreira and Hallin, Ann. Statist. 42, 225 (2014)).
"""

import numpy as np
from scipy.special import gammaln, ndtr, ndtri

__all__ = ["envelope", "log_likelihood_ratio"]

_N_HALVINGS = 44


def log_likelihood_ratio(spectra: np.ndarray, strength: float, n_samples: int) -> np.ndarray:
    """Return ln L(h) of spectra, to leading order at the saddle point: an error below 0.2 that hardly varies.

    Parameters
    ----------
    spectra : (n_spectra, n_variables) float64 array
        Eigenvalues, in any unit.
    strength : float
        h, above 0.
    n_samples : int
        T, at least 2.

    Returns
    -------
    (n_spectra,) float64 array
    """
    n_variables = spectra.shape[1]
    values = spectra / spectra.sum(axis=1, keepdims=True)
    share, half = strength / (1 + strength), n_variables * n_samples / 2
    power = half - n_variables / 2 + 1
    saddle = _saddles(values, share, power)
    distance = saddle[:, None] - values
    exponent = -power * np.log1p(-share * saddle) - np.log(distance).sum(axis=1) / 2
    curvature = power * (share / (1 - share * saddle)) ** 2 + (1 / distance**2).sum(axis=1) / 2
    constant = gammaln(n_variables / 2) + gammaln(power) - gammaln(half)
    constant += (1 - n_variables / 2) * np.log(share) - n_samples / 2 * np.log1p(strength)
    return constant + exponent - np.log(2 * np.pi * curvature) / 2


def _saddles(values: np.ndarray, share: float, power: float) -> np.ndarray:
    """Return where the exponent is stationary, between the largest value and 1/share, by bisection."""
    low, high = values.max(axis=1), np.full(len(values), 1 / share)
    for _ in range(_N_HALVINGS):
        middle = (low + high) / 2
        pull = power * share / (1 - share * middle) - (1 / (middle[:, None] - values)).sum(axis=1) / 2
        low, high = np.where(pull < 0, middle, low), np.where(pull < 0, high, middle)
    return (low + high) / 2


def envelope(strengths: np.ndarray, ratio: float, level: float) -> float:
    """Return the power of the best test of the eigenvalues of white noise for a few directions, N and T large.

    Parameters
    ----------
    strengths : (n_directions,) array
        h of each.
    ratio : float
        N/T.
    level : float
        Rate of false alarms.

    Returns
    -------
    float
        1 if one of the strengths is at the threshold sqrt(N/T) or above.
    """
    products = np.outer(strengths, strengths) / ratio
    if products.max() >= 1:
        return 1.0
    variance = -(np.log1p(-products) + products).sum() / 2
    return float(ndtr(ndtri(level) + np.sqrt(variance)))
