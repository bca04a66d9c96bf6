"""Means over the cube [-1, 1]^n, by Gauss-Legendre quadrature in every direction."""

from dataclasses import dataclass
from itertools import product

import numpy as np

__all__ = ["Cube"]

_MOST_NODES, _MOST_POINTS = 12, 65_536


@dataclass(frozen=True, slots=True)
class Cube:
    """Points with weights that add up to one.

    Attributes
    ----------
    points : (n_points, n_factors) float64
    weights : (n_points,) float64
    """

    points: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(cls, n_factors: int) -> "Cube":
        """Return the points for a number of factors: 12 per direction, fewer from five factors on."""
        n_nodes = min(_MOST_NODES, round(_MOST_POINTS ** (1 / n_factors)))
        nodes, weights = np.polynomial.legendre.leggauss(n_nodes)
        points = np.array(list(product(nodes, repeat=n_factors)))
        return cls(points, np.array(list(product(weights / 2, repeat=n_factors))).prod(axis=1))

    def relative_error(self, deviations: np.ndarray) -> float:
        """Return the root mean square of ``deviations`` (n_points,) from the product, over that of the product."""
        squares = self.points.prod(axis=1) ** 2
        return float(np.sqrt(self.weights @ deviations**2 / (self.weights @ squares)))
