r"""Networks that multiply, with weights written down: 2^n units in one layer, or four units per product of two.

With signs :math:`s \in \{-1, 1\}^n` and the activation :math:`\sigma` expanded about a bias b,

.. math:: \frac{1}{2^n \lambda^n \sigma_n} \sum_s s_1 \cdots s_n \, \sigma(b + \lambda\, s \cdot x)
    = x_1 \cdots x_n \Bigl[1 + \lambda^2 \frac{\sigma_{n+2}}{6 \sigma_n} \sum_i x_i^2 + O(\lambda^4)\Bigr],

since the sum over signs leaves only terms that are odd in every factor (:math:`\sigma_k`: k-th derivative at b). For
n = 2 this is equation 11 of arXiv:1608.08225.
"""

import math
from dataclasses import dataclass
from itertools import product

import numpy as np

from rgcore.cheap_learning.softplus import derivative, softplus

__all__ = ["Layer", "half_layer", "one_layer", "relative_error_terms", "tree"]

_BIAS_OF_ODD = math.log(
    2 + math.sqrt(3)
)  # the third derivative is largest there; at 0 odd ones above the first vanish


@dataclass(frozen=True, slots=True)
class Layer:
    """Units ``output @ softplus(bias + weights @ x)``.

    Attributes
    ----------
    weights : (n_units, n_factors) float64
    bias : float
        Of every unit.
    output : (n_units,) float64
    """

    weights: np.ndarray
    bias: float
    output: np.ndarray

    @property
    def n_units(self) -> int:
        """The number of units."""
        return len(self.output)

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Return the output for ``inputs`` (n_points, n_factors) as (n_points,)."""
        return softplus(self.bias + inputs @ self.weights.T) @ self.output


def _bias(n_factors: int) -> float:
    return _BIAS_OF_ODD if n_factors % 2 else 0.0


def one_layer(n_factors: int, scale: float) -> Layer:
    """Return the layer of 2^n units; for two factors it is the gate of four."""
    signs = np.array(list(product((1.0, -1.0), repeat=n_factors)))
    bias = _bias(n_factors)
    height = 2**n_factors * scale**n_factors * derivative(n_factors, bias)
    return Layer(scale * signs, bias, signs.prod(axis=1) / height)


def half_layer(n_factors: int, scale: float) -> Layer:
    """Return the same function with 2^(n-1) units, for an even number of factors from four on.

    softplus(x) - softplus(-x) = x: units of opposite weights differ by a linear function, and these add up to zero.
    """
    whole = one_layer(n_factors, scale)
    kept = whole.weights[:, 0] > 0
    return Layer(whole.weights[kept], whole.bias, 2 * whole.output[kept])


def tree(inputs: np.ndarray, scale: float) -> tuple[np.ndarray, int, np.ndarray]:
    """Multiply neighbouring factors by gates until one is left; a factor without a neighbour skips the layer.

    Returns
    -------
    products : (n_points,) float64
    n_units : int
        Of all gates, 4 (n_factors - 1).
    squares : (n_points,) float64
        The sum of u^2 + v^2 over gates, with u and v their inputs: see :func:`relative_error_terms`.
    """
    gate, n_units, squares = one_layer(2, scale), 0, np.zeros(len(inputs))
    while inputs.shape[1] > 1:
        left = inputs.shape[1] % 2
        pairs = [inputs[:, first : first + 2] for first in range(0, inputs.shape[1] - left, 2)]
        n_units += gate.n_units * len(pairs)
        squares = squares + sum((pair**2).sum(axis=1) for pair in pairs)
        rest = [inputs[:, -1]] if left else []
        inputs = np.stack([gate(pair) for pair in pairs] + rest, axis=1)
    return inputs[:, 0], n_units, squares


def relative_error_terms(n_factors: int, scale: float, squares: np.ndarray) -> np.ndarray:
    """Return the leading relative error, scale^2 sigma_{n+2} / (6 sigma_n) times the sum of squares.

    Parameters
    ----------
    n_factors : int
        Of a unit: all in one layer, two in a gate.
    scale : float
    squares : (n_points,) float64
        Of the factors; in a tree of the inputs of all gates.
    """
    bias = _bias(n_factors)
    return scale**2 * derivative(n_factors + 2, bias) / (6 * derivative(n_factors, bias)) * squares
