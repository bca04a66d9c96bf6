"""Least squares by the method of Levenberg and Marquardt: gradient descent with the curvature of the squares."""

from dataclasses import dataclass

import numpy as np

from rgcore.cheap_learning.network import Parameters, jacobian

__all__ = ["Target", "fit"]

_DAMPING, _LOWER, _RAISE, _LEAST_DAMPING = 1e-2, 0.3, 4.0, 1e-12


@dataclass(frozen=True, slots=True)
class Target:
    """What a network is fitted to.

    Attributes
    ----------
    inputs : (n_points, n_factors) float64
    n_iterations : int
        At most.
    enough : float
        Training ends at this relative root-mean-square error on the points.
    """

    inputs: np.ndarray
    n_iterations: int
    enough: float

    @property
    def products(self) -> np.ndarray:
        """Products of the factors, (n_points,)."""
        return self.inputs.prod(axis=1)


def fit(parameters: Parameters, target: Target) -> Parameters:
    """Return the parameters with the smallest squared error that the descent from ``parameters`` reaches."""
    products, damping = target.products, _DAMPING
    enough = target.enough**2 * (products @ products)
    values, slopes = jacobian(parameters, target.inputs)
    cost = _squares(values - products)
    for _ in range(target.n_iterations):
        if cost <= enough:
            break
        curvature = slopes.T @ slopes
        curvature[np.diag_indices_from(curvature)] += damping
        step = np.linalg.solve(curvature, slopes.T @ (products - values))
        tried = _moved(parameters, step)
        new_values, new_slopes = jacobian(tried, target.inputs)
        new_cost = _squares(new_values - products)
        if new_cost < cost:
            parameters, values, slopes, cost = tried, new_values, new_slopes, new_cost
            damping = max(_LOWER * damping, _LEAST_DAMPING)
        else:
            damping *= _RAISE
    return parameters


def _squares(deviations: np.ndarray) -> float:
    return float(deviations @ deviations)


def _moved(parameters: Parameters, step: np.ndarray) -> Parameters:
    moved, place = [], 0
    for weights, biases in parameters:
        of_weights, of_biases = np.split(step[place : place + weights.size + biases.size], [weights.size])
        moved.append((weights + of_weights.reshape(weights.shape), biases + of_biases))
        place += weights.size + biases.size
    return moved
