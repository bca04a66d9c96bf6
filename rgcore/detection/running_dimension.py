"""The running canonical dimension of the couplings of phi^4 and phi^6, from the eigenvalues of a covariance matrix.

An eigenvalue s is a mode of momentum k^2 = 1/s - 1/s_0: the inverse covariance is (1/2) phi K phi with K = k^2 +
mass, and 1/s_0 is the mass. Let L(k) be the number of modes below k and rho = dL/dk^2 their density. Integrating
modes out with the regulator R = k^2 - p^2 of the modes below k (Litim) changes the potential by dU/dt = (1/2) (d ln
k^2/dt) k^2 L/(k^2 + U''), for any scale t. With t = ln L and d ln k^2/dt = L/(k^2 rho), the loops have numbers for
coefficients if the couplings are

    u_2 = k^2 v_2,    u_4 = k^6 rho / L^2 v_4,    u_6 = k^10 rho^2 / L^4 v_6,

and without loops each v grows towards small k by its canonical dimension per unit of ln L. With the slopes
a = d ln L/d ln k^2 and b = 1 + d ln rho/d ln k^2 these are

    dim(u_2) = 1/a,    dim(u_4) = (2 + b)/a - 2,    dim(u_6) = 2 dim(u_4) - dim(u_2) = (3 + 2 b)/a - 4,

as in Finotello, Lahoche and Samary, arXiv:2507.01064. For a power law L ~ k^(2 alpha), a = b = alpha: they are
1/alpha times the growth 2 - alpha and 3 - 2 alpha of :mod:`rgcore.pcarg.coupling.relevance`, which is counted per
unit of ln(1/k^2).

The number of modes is smoothed by a Gaussian kernel of standard deviation ``bandwidth`` in ln k^2. A power law stays
one, with the same exponent: the kernel shifts no dimension where there is a power law, such as at the edge of noise.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

__all__ = [
    "RunningDimension",
    "canonical_dimensions",
    "dimension_errors",
    "log_momenta",
    "running_dimension",
]

_FAR = 1e3  # ln k^2 of modes at zero and at infinite momentum
_MOST_STEPS, _CONVERGED = 60, 1e-9
_AT_ONCE = 40  # spectra


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningDimension:
    """Dimensions at the scales below which given fractions of the modes lie, arrays (..., n_fractions); or NaN.

    There is none where more modes are at zero momentum.

    Attributes
    ----------
    momentum : array
        k^2, in units of 1/eigenvalue.
    alpha : array
        d ln L/d ln k^2.
    quartic, sextic : array
        dim(u_4) and dim(u_6), per unit of ln L.
    """

    momentum: np.ndarray
    alpha: np.ndarray
    quartic: np.ndarray
    sextic: np.ndarray


def canonical_dimensions(
    count_slope: np.ndarray | float, density_slope: np.ndarray | float
) -> tuple[np.ndarray | float, np.ndarray | float]:
    """Return dim(u_4) and dim(u_6) from a = d ln L/d ln k^2 and b = 1 + d ln rho/d ln k^2."""
    return (2 + density_slope) / count_slope - 2, (3 + 2 * density_slope) / count_slope - 4


def log_momenta(eigenvalues: np.ndarray, reference: np.ndarray | float) -> np.ndarray:
    """Return ln k^2 with k^2 = 1/eigenvalue - 1/reference; -1000 for eigenvalues from the reference on, 1000 for 0."""
    positive = eigenvalues > 0
    inverse = 1 / np.where(positive, eigenvalues, 1.0) - 1 / np.asarray(reference, dtype=float)
    inside = inverse > 0
    finite = np.where(inside, np.log(np.where(inside, inverse, 1.0)), -_FAR)
    return np.where(positive, finite, _FAR)


def running_dimension(
    log_momentum: np.ndarray, kept_fractions: np.ndarray, bandwidth: float
) -> RunningDimension:
    """Return the canonical dimensions of spectra where given fractions of their modes have smaller momenta.

    Parameters
    ----------
    log_momentum : (..., n_modes) float64 array, ascending
        From :func:`log_momenta`.
    kept_fractions : (n_fractions,) array
        Above 0, below 1.
    bandwidth : float
        Standard deviation of the kernel in ln k^2.
    """
    rows = log_momentum.reshape(-1, log_momentum.shape[-1])
    parts = [
        _of_rows(rows[start : start + _AT_ONCE], kept_fractions, bandwidth)
        for start in range(0, len(rows), _AT_ONCE)
    ]
    shape = (*log_momentum.shape[:-1], len(kept_fractions))
    return RunningDimension(
        **{name: np.concatenate([part[name] for part in parts]).reshape(shape) for name in parts[0]}
    )


def _of_rows(rows: np.ndarray, kept_fractions: np.ndarray, bandwidth: float) -> dict[str, np.ndarray]:
    scales = _scales(rows, kept_fractions, bandwidth)
    number, density, slope = (_sum(rows, scales, bandwidth, order) for order in range(3))
    with np.errstate(invalid="ignore", divide="ignore"):
        alpha = density / number
        quartic, sextic = canonical_dimensions(alpha, slope / density)
        return {"momentum": np.exp(scales), "alpha": alpha, "quartic": quartic, "sextic": sextic}


def _scales(rows: np.ndarray, kept_fractions: np.ndarray, bandwidth: float) -> np.ndarray:
    """Return ln k^2 at which the smoothed number of modes is the fraction, (n_rows, n_fractions), by Newton steps."""
    wanted = np.asarray(kept_fractions) * rows.shape[-1]
    places = np.clip(np.ceil(wanted).astype(int) - 1, 0, rows.shape[-1] - 1)
    scales = rows[:, places]
    for _ in range(_MOST_STEPS):
        number, density = (_sum(rows, scales, bandwidth, order) for order in (0, 1))
        step = np.log(wanted / np.maximum(number, 1e-300)) * number / np.maximum(density, 1e-300)
        scales = scales + np.clip(step, -bandwidth, bandwidth)
        if np.all(np.abs(step) < _CONVERGED):
            break
    n_zero, n_finite = ((rows < bound).sum(axis=-1, keepdims=True) for bound in (-_FAR / 2, _FAR / 2))
    found = (np.abs(number / wanted - 1) < 1e3 * _CONVERGED) & (wanted > n_zero) & (wanted < n_finite)
    return np.where(found, scales, np.nan)


def _sum(rows: np.ndarray, scales: np.ndarray, bandwidth: float, order: int) -> np.ndarray:
    """Return the derivative of an order of the smoothed number of modes by ln k^2, (n_rows, n_fractions)."""
    return _kernel((scales[:, :, None] - rows[:, None, :]) / bandwidth, bandwidth, order).sum(axis=-1)


def _kernel(distance: np.ndarray, bandwidth: float, order: int) -> np.ndarray:
    """Return the Gaussian distribution function at ``distance`` bandwidths, or its derivative by ln k^2, to order 3."""
    if order == 0:
        return ndtr(distance)
    factor = (1.0, -distance, distance**2 - 1)[order - 1]
    return factor * np.exp(-(distance**2) / 2) / np.sqrt(2 * np.pi) / bandwidth**order


def dimension_errors(
    log_momentum: np.ndarray, shifts: np.ndarray, found: RunningDimension, bandwidth: float
) -> RunningDimension:
    """Return the standard errors of the dimensions of one spectrum, to first order in those of its eigenvalues.

    The errors of the eigenvalues count as independent. The scale at which the number of modes is the given one moves
    with the eigenvalues.

    Parameters
    ----------
    log_momentum : (n_modes,) array
    shifts : (n_errors, n_modes) array
        Change of every ln k^2 by one standard error of each eigenvalue.
    found : RunningDimension
        Of this spectrum.
    bandwidth : float
    """
    distance = (np.log(found.momentum)[:, None] - log_momentum) / bandwidth
    kernels = [_kernel(distance, bandwidth, order) for order in (1, 2, 3)]
    density, slope, bend = (kernel.sum(axis=-1) for kernel in kernels)
    moved = [shifts @ kernel.T for kernel in kernels]  # (n_errors, n_fractions)
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = moved[0] / density
        d_density, d_slope = slope * scale - moved[1], bend * scale - moved[2]
        d_alpha = found.alpha * d_density / density
        d_ratio = (d_slope - slope / density * d_density) / density
        base, ratio = 1 / found.alpha, slope / density
        d_base = -d_alpha * base**2
        changes = {
            "momentum": found.momentum * scale,
            "alpha": d_alpha,
            "quartic": (2 + ratio) * d_base + base * d_ratio,
            "sextic": (3 + 2 * ratio) * d_base + 2 * base * d_ratio,
        }
    return RunningDimension(**{name: np.sqrt((change**2).sum(axis=0)) for name, change in changes.items()})
