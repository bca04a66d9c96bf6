"""The activation ln(1 + e^x), the free energy of a hidden unit that is 0 or 1, and its derivatives."""

import numpy as np
from numpy.polynomial import Polynomial

__all__ = ["derivative", "logistic", "softplus"]


def softplus(inputs: np.ndarray) -> np.ndarray:
    """Return ln(1 + e^x) of each entry."""
    return np.logaddexp(0.0, inputs)


def logistic(inputs: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + e^-x) of each entry, the first derivative of the activation."""
    return 0.5 * (1 + np.tanh(0.5 * inputs))


def derivative(order: int, place: float) -> float:
    """Return the derivative of the activation of the given order, at least 1.

    With s = 1 / (1 + e^-x) each is a polynomial in s, and ds/dx = s (1 - s).
    """
    polynomial = Polynomial([0.0, 1.0])
    for _ in range(order - 1):
        polynomial = polynomial.deriv() * Polynomial([0.0, 1.0, -1.0])
    return float(polynomial(logistic(place)))
