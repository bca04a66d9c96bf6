"""Central moments from moments about another point, of which the first is the mean."""

import numpy as np

__all__ = ["fourth_central_moment", "third_central_moment"]


def third_central_moment(first: np.ndarray, second: np.ndarray, third: np.ndarray) -> np.ndarray:
    """Return <(x - <x>)^3> from <x>, <x^2> and <x^3>, arrays of one shape."""
    return third - 3 * first * second + 2 * first**3


def fourth_central_moment(
    first: np.ndarray, second: np.ndarray, third: np.ndarray, fourth: np.ndarray
) -> np.ndarray:
    """Return <(x - <x>)^4> from <x>, <x^2>, <x^3> and <x^4>, arrays of one shape."""
    return fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4
