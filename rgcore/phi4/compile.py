"""Compiles the kernels of this room ahead of the jobs that use them."""

import numpy as np

from rgcore.phi4.heat_bath import heat_bath
from rgcore.phi4.lattice_field import LatticeField
from rgcore.phi4.matrix_field import MatrixField

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel of this room once on tiny input."""
    models = LatticeField(dimension=1, side=2, r=1.0, u=1.0), MatrixField(matrix=np.eye(2), u=1.0)
    for model in models:
        heat_bath(np.zeros((1, 2)), model, 1, 1, rng=np.random.default_rng(0))
