"""Data with less structure than the data: what a claim about a flow must beat."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.pcarg.moment_flow import FlowSettings, flow_table
from rgcore.pcarg.moments import sample_moments
from rgcore.pcarg.spectrum import SCALINGS, decompose, scaled
from rgcore.stats import circularly_shifted

__all__ = [
    "SOURCES",
    "draw_source",
    "elliptical",
    "flow_of_source",
    "gaussian",
    "student_degrees_of_freedom",
]

SOURCES = ("data", "shuffled", "gaussian", "elliptical")
LOWEST_DEGREES, HIGHEST_DEGREES = 4.2, 1000.0


def gaussian(samples: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Return Gaussian samples, independent in time, of mean zero and the covariance of the given ones.

    Parameters and result as of :func:`rgcore.stats.circularly_shifted`.
    """
    values = scaled(samples, "covariance")
    modes = decompose(values.T @ values / len(values))
    return (rng.standard_normal(values.shape) * np.sqrt(modes.variances)) @ modes.components.T


def student_degrees_of_freedom(kurtosis: float) -> float:
    """Return nu = 4 + 6 / (kurtosis - 3), at which Student's t has that kurtosis, 3 (nu - 2) / (nu - 4).

    Clipped to 4.2 (kurtosis 33) below, as the kurtosis is infinite at 4, and to 1000 (3.006) above, which also
    stands for every kurtosis up to 3.
    """
    if kurtosis <= 3:
        return HIGHEST_DEGREES
    return float(np.clip(4 + 6 / (kurtosis - 3), LOWEST_DEGREES, HIGHEST_DEGREES))


def elliptical(samples: np.ndarray, *, degrees_of_freedom: float | None = None, rng: Generator) -> np.ndarray:
    """Return Gaussian samples of the same covariance, all variables times one common random volatility.

    The multivariate Student t, independent in time: phi = sqrt(w) z, w = (nu - 2) / chi^2_nu of mean 1. **Every**
    projection of it has the same kurtosis, so that its flow is flat without being near any fixed point. Below
    nu = 8 the kurtosis of a finite sample falls short of the law's and scatters widely.

    Parameters
    ----------
    samples : (n_samples, n_variables) array
    degrees_of_freedom : float, optional
        nu, above 4. If not given, fitted by :func:`student_degrees_of_freedom` to the median kurtosis of the
        variables.
    rng : Generator, advanced in place

    Returns
    -------
    (n_samples, n_variables) float64 array

    Raises
    ------
    ValueError
        If nu is not above 4.
    """
    nu = _fitted_degrees(samples) if degrees_of_freedom is None else degrees_of_freedom
    if not nu > 4:
        raise ValueError(f"degrees_of_freedom must be above 4, where the kurtosis is finite, got {nu}")
    volatility = np.sqrt((nu - 2) / rng.chisquare(nu, size=len(samples)))
    return volatility[:, None] * gaussian(samples, rng=rng)


def _fitted_degrees(samples):
    values = scaled(samples, "covariance")
    variance = np.mean(values**2, axis=0)
    varies = variance > 0
    return student_degrees_of_freedom(np.median(np.mean(values**4, axis=0)[varies] / variance[varies] ** 2))


def draw_source(samples: np.ndarray, source: str, *, rng: Generator) -> np.ndarray:
    """Return the samples themselves ("data") or a draw of the null named ``source``.

    Raises
    ------
    ValueError
        If ``source`` is not one of ``SOURCES``.
    """
    if source not in SOURCES:
        raise ValueError(f"source must be one of {SOURCES}, got {source!r}")
    nulls = {"shuffled": circularly_shifted, "gaussian": gaussian, "elliptical": elliptical}
    return nulls[source](samples, rng=rng) if source in nulls else samples


def flow_of_source(
    samples: np.ndarray,
    source: str,
    kept: Sequence[float],
    dropped_tops: Sequence[float],
    *,
    dataset: str,
    rng: Generator,
) -> pd.DataFrame:
    """Return the moment flow of a data set or of one draw of a null of it, in both scalings.

    Parameters
    ----------
    samples : (n_samples, n_variables) array
        Finite, no constant variable, at least 20 samples.
    source : str
        One of ``SOURCES``.
    kept : sequence of float
        As in :func:`rgcore.pcarg.moment_flow`.
    dropped_tops : sequence of float
        Each a ``dropped_top`` of :func:`rgcore.pcarg.moment_flow`, no two equal.
    dataset : str
        Its name, copied to the table.
    rng : Generator, advanced in place unless ``source`` is "data"

    Returns
    -------
    DataFrame
        The columns of the table ``pca_flow``.

    Raises
    ------
    ValueError
        As :func:`rgcore.pcarg.moment_flow`, for an unknown source or repeated ``dropped_tops``.
    """
    if len(set(map(float, dropped_tops))) != len(dropped_tops) or not dropped_tops:
        raise ValueError(f"dropped_tops must be given once each, at least one, got {dropped_tops}")
    drawn = draw_source(samples, source, rng=rng)
    settings = [
        FlowSettings(kept=tuple(kept), dropped_top=dropped, scaling=scaling)
        for scaling in SCALINGS
        for dropped in dropped_tops
    ]
    table = flow_table((drawn,), sample_moments((drawn,)), settings)
    table.insert(0, "dataset", dataset)
    table.insert(1, "source", source)
    return table
