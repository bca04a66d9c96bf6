"""Sums of decaying exponentials, y(t) = sum_n a_n exp(-r_n t), observed at t = 0, 1, 2, ...

d y(t) / d a_n = x_n^t with x_n = exp(-r_n): a Vandermonde matrix, whose singular values are spread over decades
(Waterfall et al., Phys. Rev. Lett. 97, 150601 (2006)). Observed at all times g_mn = 1 / (1 - x_m x_n), and (Cauchy)

    det g = prod_(m<n) (x_m - x_n)^2 / prod_mn (1 - x_m x_n).

Observing every q-th time only replaces x by x^q.
"""

import numpy as np

__all__ = ["decay_factors", "exponential_eigenvalues"]

_SLOWEST, _FASTEST = 0.1, 2.0  # rates per unit of time


def decay_factors(n_exponentials: int, every: int) -> np.ndarray:
    """Return x_n^every for rates evenly spaced in their logarithm from 0.1 to 2."""
    return np.exp(-every * np.geomspace(_SLOWEST, _FASTEST, n_exponentials))


def exponential_eigenvalues(factors: np.ndarray) -> np.ndarray:
    """Return the eigenvalues of g, descending, to the relative accuracy of float64, also of tiny ones.

    Two decompositions g = L D L^T (that of a Cauchy matrix needs no subtraction but x_m - x_n) and the singular values
    of L sqrt(D) by one-sided Jacobi rotations, which are accurate to relative rounding for columns of graded size
    (Demmel and Veselic, SIAM J. Matrix Anal. Appl. 13, 1204 (1992)).
    """
    columns = _triangle(np.asarray(factors, dtype=np.float64))
    return np.sort(_jacobi(columns))[::-1] ** 2


def _triangle(factors: np.ndarray) -> np.ndarray:
    """Return L sqrt(D) of g: each step leaves a Cauchy matrix with rows and columns scaled."""
    left, scale = 1 / (1 - np.outer(factors, factors)), np.ones(len(factors))
    columns = np.zeros_like(left)
    for k, pivot in enumerate(factors):
        remaining = scale[k:] * scale[k] * left[k:, k]
        columns[k:, k] = remaining / np.sqrt(remaining[0])
        scale[k + 1 :] *= (factors[k + 1 :] - pivot) / (1 - factors[k + 1 :] * pivot)
    return columns


def _jacobi(columns: np.ndarray) -> np.ndarray:
    """Return the singular values (norms of the columns after rotations that make them orthogonal)."""
    columns, n = columns.copy(), columns.shape[1]
    for _ in range(30):
        largest = 0.0
        for i in range(n - 1):
            for j in range(i + 1, n):
                one, other = columns[:, i], columns[:, j]
                a, b, c = one @ one, other @ other, one @ other
                largest = max(largest, abs(c) / np.sqrt(a * b))
                if c:
                    zeta = (b - a) / (2 * c)
                    tangent = np.copysign(1.0, zeta) / (abs(zeta) + np.hypot(1.0, zeta))
                    cosine = 1 / np.hypot(1.0, tangent)
                    sine = cosine * tangent
                    columns[:, i], columns[:, j] = cosine * one - sine * other, sine * one + cosine * other
        if largest < 1e-15:
            break
    return np.linalg.norm(columns, axis=0)
