"""Feed-forward networks with softplus units and one linear output, and the derivatives of their output."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from rgcore.cheap_learning.softplus import logistic, softplus

__all__ = ["jacobian", "output", "start"]

Parameters = list[tuple[np.ndarray, np.ndarray]]
"""Weights (n_in, n_out) and biases (n_out,) of each layer, the output last."""


def start(n_factors: int, widths: Sequence[int], rng: np.random.Generator) -> Parameters:
    """Draw parameters: biases of variance 1, weights of variance 4 / n_in."""
    sizes = [n_factors, *widths, 1]
    return [
        (2 * rng.standard_normal((below, above)) / np.sqrt(below), rng.standard_normal(above))
        for below, above in pairwise(sizes)
    ]


def output(parameters: Parameters, inputs: np.ndarray) -> np.ndarray:
    """Return the output for ``inputs`` (n_points, n_factors) as (n_points,)."""
    *_, (last, _) = _activities(parameters, inputs)
    return last[:, 0]


def jacobian(parameters: Parameters, inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the output (n_points,) and its derivatives (n_points, n_parameters), weights before biases by layer."""
    passed = list(_activities(parameters, inputs))
    n_points = len(inputs)
    slope, blocks = np.ones((n_points, 1)), []  # slope: of the output with respect to the sums of a layer
    for place in reversed(range(len(parameters))):
        below = passed[place][1]
        of_weights = (below[:, :, None] * slope[:, None, :]).reshape(n_points, -1)
        blocks = [of_weights, slope, *blocks]
        if place:
            slope = (slope @ parameters[place][0].T) * logistic(passed[place - 1][0])
    return passed[-1][0][:, 0], np.hstack(blocks)


def _activities(parameters: Parameters, inputs: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the sums of each layer and what came into it."""
    for weights, biases in parameters:
        sums = inputs @ weights + biases
        yield sums, inputs
        inputs = softplus(sums)
