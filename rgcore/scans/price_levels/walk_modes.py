"""Principal components of many independent random walks, in closed form.

The covariance in time of a Brownian path on [0, 1] minus its mean has the eigenfunctions sqrt 2 cos(k pi t), with
eigenvalues 1 / (k pi)^2, k = 1, 2, ... (Karhunen-Loeve). Of many independent walks they are the principal components in
time, whatever the variances of the walks (Antognini and Sohl-Dickstein, arXiv:1806.08805): the largest mode has the
share 6 / pi^2 of the variance, although the walks share nothing. A walk is sum_k a_k sqrt 2 cos(k pi t) with
independent Gaussian a_k; the largest mode alone is one cosine, with another amplitude for each walk, of kurtosis 3/2.

Without its straight line, f'' = -f / lambda holds with f'(0) = f'(1) and f orthogonal to 1 and t. The even modes are
cosines of 2 pi n (t - 1/2), lambda = 1 / (2 pi n)^2, the odd ones sines of 2 x (t - 1/2) with tan x = x,
lambda = 1 / (2 x)^2. The eigenvalues sum to 1/24 + 1/40 = 1/15, and the largest mode has the share 15 / (4 pi^2).

The mean over walks of <phi^4> / <phi^2>^2 follows from 1 / Q^2 = int_0^inf s exp(-s Q) ds, Q = sum_k lambda_k z_k^2:
weighted by exp(-s Q), the z_k stay independent Gaussians, of variance 1 / (1 + 2 s lambda_k), so that

    <kappa> = 3 int_0^inf ds s prod_k (1 + 2 s lambda_k)^(-1/2) sum_jk mu_j O_jk mu_k

with mu_k = lambda_k / (1 + 2 s lambda_k) and O_jk the average over time of psi_j^2 psi_k^2, for cosines
1 + delta_jk / 2. One mode gives 3/2, two give 11/6, all 2.392. A path of drift alone, a straight line, has 9/5.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq

__all__ = ["WalkModes"]

MOST_MODES = 400  # the mean kurtosis of all modes is then too small by 0.1 %
_TIMES = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkModes:
    """Modes in time of a path.

    ``variances`` sum to 1 but for the modes beyond 400; ``overlaps`` (n_modes, n_modes) are averages over time of
    psi_j^2 psi_k^2.
    """

    variances: np.ndarray
    overlaps: np.ndarray

    @classmethod
    def of_walk(cls) -> Self:
        """Return those of a walk minus its mean."""
        ranks = np.arange(1, MOST_MODES + 1)
        return cls(variances=6 / (np.pi * ranks) ** 2, overlaps=1 + np.eye(MOST_MODES) / 2)

    @classmethod
    def of_detrended_walk(cls) -> Self:
        """Return those of a walk minus its straight line."""
        half = MOST_MODES // 2
        roots = np.array([_root(number) for number in range(1, half + 1)])  # tan x = x
        frequencies = np.concatenate([2 * np.pi * np.arange(1, half + 1), 2 * roots])
        times = (np.arange(_TIMES) + 0.5) / _TIMES - 0.5
        phases = frequencies[:, None] * times
        squares = np.concatenate([np.cos(phases[:half]) ** 2, np.sin(phases[half:]) ** 2])
        squares /= squares.mean(axis=1, keepdims=True)
        order = np.argsort(frequencies)
        squares = squares[order]
        return cls(variances=15 / frequencies[order] ** 2, overlaps=squares @ squares.T / _TIMES)

    def mean_kurtosis(self, n_kept: int | None) -> float:
        """Return the mean over many walks of the kurtosis over time; None keeps all modes."""
        variances, overlaps = self.variances[:n_kept], self.overlaps[:n_kept, :n_kept]

        def integrand(part: float) -> float:
            s = part / (1 - part)
            weights = 1 + 2 * s * variances
            tilted = variances / weights
            return s * np.exp(-np.log(weights).sum() / 2) * (tilted @ overlaps @ tilted) / (1 - part) ** 2

        return 3 * quad(integrand, 0, 1, limit=200)[0]


def _root(number: int) -> float:
    """Return the root of tan x = x between number pi and (number + 1/2) pi."""
    low, high = number * np.pi, (number + 0.5) * np.pi
    return brentq(lambda x: np.sin(x) - x * np.cos(x), low, high)
