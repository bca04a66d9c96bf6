"""Compiles the kernels of this room ahead of the jobs that use them."""

import numpy as np

from rgcore.model_bench.dynamics._kernels import run_branching, run_contact_process, run_glauber

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel of this room once on tiny input."""
    rng, cells, records = np.random.default_rng(0), np.ones(3, np.uint8), np.empty((1, 3), np.uint8)
    run_contact_process(cells, (1.0, 1.0), 1.0, records, rng)
    run_branching(np.zeros((3, 1), np.int64), (0.5, 0.5), cells, records, rng)
    run_glauber(np.ones((2, 2), np.int8), np.full(9, 0.5), np.empty((1, 2, 2), np.uint8), rng)
