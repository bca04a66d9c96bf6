"""The limit of infinitely many cells of the neural-like model: kurtosis of their summed activity, in closed form.

Given the fields h, cells with couplings J ~ N(0, 1) spike independently, and the share of them that spikes depends on
r = |h|^2 / n_fields alone:

    s(r) = <1 / (1 + exp(-gain (field_strength sqrt(r) x + bias)))>,   x ~ N(0, 1).

n_fields r has a chi-squared distribution of n_fields degrees of freedom. With finitely many fields s does not become
Gaussian: its kurtosis is what clusters approach as they grow, not 3.
"""

from collections.abc import Callable

import numpy as np
from numpy.polynomial.legendre import leggauss
from scipy.special import expit

from rgcore.arguments.objects import an_instance
from rgcore.datasets.generated.neural_like import NeuralLikeSettings

__all__ = ["kurtosis_of_many_cells"]

_N_NODES, _REACH = 400, 10.0  # of the quadratures, and standard deviations that they cover


def kurtosis_of_many_cells(settings: NeuralLikeSettings | None = None) -> float:
    """Return <(s - <s>)^4> / <(s - <s>)^2>^2 of the share s of cells that spike, dimensionless.

    Parameters
    ----------
    settings : NeuralLikeSettings, optional
        Those published by default. n_variables, n_samples and correlation_time have no effect.

    Raises
    ------
    InputError
        If ``settings`` is of another type.
    """
    settings = NeuralLikeSettings(n_variables=2, n_samples=100) if settings is None else settings
    an_instance("settings", settings, NeuralLikeSettings)
    n_fields = settings.n_fields
    length, weights = _quadrature(np.sqrt(n_fields), lambda h: (n_fields - 1) * np.log(h) - h**2 / 2)  # |h|
    x, cell_weights = _quadrature(0.0, lambda x: -(x**2) / 2)
    amplitude = settings.field_strength * length / np.sqrt(n_fields)
    share = expit(settings.gain * (np.outer(amplitude, x) + settings.bias)) @ cell_weights
    deviation = share - weights @ share
    return float(weights @ deviation**4 / (weights @ deviation**2) ** 2)


def _quadrature(
    centre: float, log_density: Callable[[np.ndarray], np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Return nodes around ``centre``, not below 0 if that is positive, and their normalized weights."""
    low = max(centre - _REACH, 0.0) if centre > 0 else -_REACH
    high = centre + _REACH
    nodes, lengths = leggauss(_N_NODES)
    places = low + (high - low) * (nodes + 1) / 2
    logarithm = log_density(places)
    weights = lengths * np.exp(logarithm - logarithm.max())
    return places, weights / weights.sum()
