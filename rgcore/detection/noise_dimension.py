"""The canonical dimensions of white noise in closed form: those of the Marchenko-Pastur distribution.

With q = N/T, sigma^2 = 1 and an eigenvalue s = 1 + q + 2 sqrt(q) cos(theta), the fraction of the modes above s is

    (2/pi) [(1 + q) theta/(4 q) - sin(theta)/(2 sqrt q) - |1 - q|/(2 q) arctan(|1 - sqrt q|/(1 + sqrt q)
    tan(theta/2))],

and with the edges a and b, k^2 = 1/s - 1/s_0 and rho(k^2) the density of the momenta, d ln rho/d ln k^2 = -k^2 s^2
[1/(2 (s - a)) - 1/(2 (b - s)) + 1/s]. Counted from its own edge, s_0 = b, noise of any q has L ~ k^3 at small k, so
that dim(u_4) = 1/3 and dim(u_6) = 0 there, as in three dimensions.
"""

import numpy as np

from rgcore.detection.running_dimension import RunningDimension, canonical_dimensions
from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur

__all__ = ["fraction_above", "noise_dimension"]

_N_HALVINGS = 60


def fraction_above(angle: np.ndarray, ratio: float) -> np.ndarray:
    """Return the fraction of all modes of white noise whose eigenvalue exceeds that of an angle theta, 0 to pi.

    Parameters
    ----------
    angle : array
    ratio : float
        q = N/T.
    """
    root = np.sqrt(ratio)
    bend = np.arctan(abs(1 - root) / (1 + root) * np.tan(np.minimum(angle, np.pi - 1e-12) / 2))
    first = (1 + ratio) * angle / (4 * ratio) - np.sin(angle) / (2 * root)
    return 2 / np.pi * (first - abs(1 - ratio) / (2 * ratio) * bend)


def noise_dimension(noise: MarchenkoPastur, kept_fractions: np.ndarray, reference: float) -> RunningDimension:
    """Return the exact dimensions of noise with many variables; NaN for fractions that include eigenvalues 0.

    Parameters
    ----------
    noise : MarchenkoPastur
    kept_fractions : (n_fractions,) array
    reference : float
        s_0, from the upper edge on; infinite for no mass.
    """
    ratio = noise.n_variables / noise.n_samples
    wanted = np.asarray(kept_fractions, dtype=float)
    beyond = wanted >= 1 - noise.atom
    fractions = np.where(beyond, (1 - noise.atom) / 2, wanted)
    angle = _angles(fractions, ratio)
    values = noise.variance * (1 + ratio + 2 * np.sqrt(ratio) * np.cos(angle))
    momentum = 1 / values - 1 / reference
    alpha = momentum * noise.density(values) * values**2 / fractions
    bend = 1 / (2 * (values - noise.lower)) - 1 / (2 * (noise.upper - values)) + 1 / values
    quartic, sextic = canonical_dimensions(alpha, 1 - momentum * values**2 * bend)
    found = {"momentum": momentum, "alpha": alpha, "quartic": quartic, "sextic": sextic}
    return RunningDimension(**{name: np.where(beyond, np.nan, each) for name, each in found.items()})


def _angles(fractions: np.ndarray, ratio: float) -> np.ndarray:
    """Return the angles above which the fractions lie, by bisection."""
    low, high = np.zeros_like(fractions), np.full_like(fractions, np.pi)
    for _ in range(_N_HALVINGS):
        middle = (low + high) / 2
        below = fraction_above(middle, ratio) < fractions
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2
