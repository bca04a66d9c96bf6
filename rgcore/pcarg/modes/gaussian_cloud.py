"""A correlated Gaussian cloud in the plane with its principal axes (the essay's Figure 3)."""

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import generator
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.pcarg.modes.principal_components import PrincipalComponents, decompose, scaled

__all__ = ["gaussian_cloud"]

MOST_SAMPLES = 2**32
LARGEST_VARIANCE = 1e100


def gaussian_cloud(covariance: np.ndarray, n_samples: int, *, rng: Generator) -> pd.DataFrame:
    """Draw samples of a two-dimensional Gaussian of mean zero and return them with their principal components.

    The error of a component's variance is that of a Gaussian's, variance sqrt(2/n) (Anderson, Ann. Math. Stat.
    34, 122 (1963)).

    Parameters
    ----------
    covariance : (2, 2) array or nested list
        Symmetric, positive definite.
    n_samples : int
        At least 2.
    rng : Generator, advanced in place

    Returns
    -------
    DataFrame
        The columns of the table ``pca_gaussian``. Rows of kind "sample": ``x``, ``y`` the position; the variances
        are NaN. Rows of kind "component", ``index`` 0 for the longer axis: ``x``, ``y`` the unit eigenvector, its
        entry of larger size positive; ``variance`` (with 1/n) with ``variance_err``, and ``variance_exact``, the
        eigenvalue of the given covariance.

    Raises
    ------
    InputError
        If the covariance is not a symmetric positive definite 2 x 2 matrix with entries up to 1e100, or there are fewer
        than 2 samples.
    """
    covariance = real_array("covariance", covariance, (2, 2))
    n_samples = whole_number("n_samples", n_samples, least=2, most=MOST_SAMPLES)
    generator("rng", rng)
    if not np.array_equal(covariance, covariance.T) or np.abs(covariance).max() > LARGEST_VARIANCE:
        raise InputError(
            f"covariance must be a symmetric 2 x 2 matrix with entries up to {LARGEST_VARIANCE:g}, "
            f"got {covariance.tolist()}"
        )
    exact = decompose(covariance)
    if exact.rank < 2 or exact.variances.min() < 1 / LARGEST_VARIANCE:
        raise InputError(f"covariance must be positive definite, got variances {exact.variances.tolist()}")
    samples = (rng.standard_normal((n_samples, 2)) * np.sqrt(exact.variances)) @ exact.components.T
    return pd.concat([_samples(samples), _components(samples, exact)], ignore_index=True)


def _samples(samples: np.ndarray) -> pd.DataFrame:
    positions = {"index": np.arange(len(samples)), "x": samples[:, 0], "y": samples[:, 1]}
    return pd.DataFrame(
        {"kind": "sample", **positions, "variance": np.nan, "variance_err": np.nan, "variance_exact": np.nan}
    )


def _components(samples: np.ndarray, exact: PrincipalComponents) -> pd.DataFrame:
    values = scaled(samples, "covariance")
    found = decompose(values.T @ values / len(values))
    largest = found.components[np.abs(found.components).argmax(axis=0), [0, 1]]
    vectors = found.components * np.sign(largest)
    return pd.DataFrame(
        {
            "kind": "component",
            "index": [0, 1],
            "x": vectors[0],
            "y": vectors[1],
            "variance": found.variances,
            "variance_err": found.variances * np.sqrt(2 / len(values)),
            "variance_exact": exact.variances,
        }
    )
