"""Independent components: the rotation of whitened samples whose coordinates are least Gaussian.

Symmetric FastICA with the contrast ln cosh (Hyvarinen, IEEE Trans. Neural Netw. 10, 626 (1999)): whitening, then for
the rows w of a rotation at once

    w <- <z tanh(w.z)> - <1 - tanh^2(w.z)> w,

and the nearest rotation of the result, until the rows no longer turn.
"""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import generator
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError

__all__ = ["IndependentComponents", "independent_components", "leading_modes"]

LEAST_VARIANCE = 1e-9  # of a kept mode, in units of the largest


class IndependentComponents(NamedTuple):
    """Components s of samples x: s = x filters, x about s patterns^T, each s of variance 1.

    Attributes
    ----------
    patterns, filters : (n_variables, n_components) float64 array
    n_iterations : int
    converged : bool
        Whether no row turned by more than the tolerance in the last iteration.
    """

    patterns: np.ndarray
    filters: np.ndarray
    n_iterations: int
    converged: bool


def leading_modes(samples: np.ndarray, n_modes: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the variances, falling, and the modes (n_variables, n_modes) of largest variance.

    Raises
    ------
    InputError
        If there are fewer modes than ``n_modes`` with a variance.
    """
    centred = samples - samples.mean(axis=0)
    variances, modes = np.linalg.eigh(centred.T @ centred / len(centred))
    variances, modes = variances[::-1][:n_modes], modes[:, ::-1][:, :n_modes]
    n_found = int((variances > LEAST_VARIANCE * variances[0]).sum())
    if n_found < n_modes:
        raise InputError(f"samples must have {n_modes} modes with a variance, got {n_found}")
    return variances, modes


def independent_components(
    samples: np.ndarray, n_components: int, *, n_iterations: int, rng: Generator, tolerance: float = 1e-4
) -> IndependentComponents:
    """Return the independent components of samples, within their modes of largest variance.

    Parameters
    ----------
    samples : (n_samples, n_variables) real array
        Left untouched; the mean is subtracted.
    n_components : int
        From 1 to the number of variables.
    n_iterations : int
        At most.
    rng : Generator, advanced in place
        Draws the first rotation.
    tolerance : float
        Iterations end when |w_new . w_old| is within it of 1 for every row.

    Raises
    ------
    InputError
        If ``samples`` is no such array, or has fewer than ``n_components`` modes with a variance.
    """
    given = real_array("samples", samples, ("n_samples", "n_variables"))
    n_components = whole_number("n_components", n_components, least=1, most=given.shape[1])
    n_iterations = whole_number("n_iterations", n_iterations, least=1, most=1_000_000)
    generator("rng", rng)
    variances, modes = leading_modes(given, n_components)
    deviations = np.sqrt(variances)
    white = (given - given.mean(axis=0)) @ (modes / deviations)
    rotation = _nearest_rotation(rng.standard_normal((n_components, n_components)))
    converged, done = False, 0
    while done < n_iterations and not converged:
        turned = _step(rotation, white)
        overlap = np.abs(np.einsum("ij,ij->i", turned, rotation))
        converged = bool((1 - overlap).max() < tolerance)
        rotation, done = turned, done + 1
    return IndependentComponents(
        (modes * deviations) @ rotation.T, (modes / deviations) @ rotation.T, done, converged
    )


def _step(rotation: np.ndarray, white: np.ndarray) -> np.ndarray:
    """Return the rotation (n_components, n_components) after one iteration."""
    responses = np.tanh(white @ rotation.T)  # (n_samples, n_components)
    slopes = 1 - np.square(responses).mean(axis=0)
    return _nearest_rotation(responses.T @ white / len(white) - slopes[:, None] * rotation)


def _nearest_rotation(matrix: np.ndarray) -> np.ndarray:
    """Return the orthogonal matrix (M M^T)^(-1/2) M."""
    left, _, right = np.linalg.svd(matrix)
    return left @ right
