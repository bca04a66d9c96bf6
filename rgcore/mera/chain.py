"""The transverse-field Ising chain at its critical point: H = - sum_i (X_i X_i+1 + Z_i)."""

import math

import numpy as np

__all__ = ["EXACT_ENERGY", "three_site_energy"]

EXACT_ENERGY = -4 / math.pi
"""Energy per site of the infinite critical chain: Pfeuty, Ann. Phys. 57, 79 (1970)."""


def three_site_energy() -> np.ndarray:
    """Return the energy of three sites (2, 2, 2, 2, 2, 2) whose sum over all sites is H."""
    x, z, one = np.array([[0.0, 1.0], [1.0, 0.0]]), np.diag([1.0, -1.0]), np.eye(2)
    bonds = (_product(x, x, one) + _product(one, x, x)) / 2
    return -(bonds + _product(one, z, one))


def _product(*factors: np.ndarray) -> np.ndarray:
    return np.einsum("ad,be,cf->abcdef", *factors)
