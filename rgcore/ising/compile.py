"""Fill numba's disk cache before parallel jobs would race to do it."""

import numpy as np

from rgcore.ising.wolff import wolff_chain

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel of this room once on tiny input."""
    wolff_chain(np.ones((3, 3), np.int8), 0.4, 1, 1, rng=np.random.default_rng(0))
