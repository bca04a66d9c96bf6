"""Fill numba's disk cache before parallel jobs would race to do it."""

import numpy as np

from rgcore.ising.energy_and_magnetization import energy, magnetization
from rgcore.ising.samplers.cards import samplers

__all__ = ["compile_kernels"]


def compile_kernels() -> None:
    """Run every kernel of this room once on tiny input."""
    for sampler in samplers().values():
        records, _ = sampler.run(np.ones((2, 3, 3), np.int8), 0.3, 1, 1, rng=np.random.default_rng(0))
        energy(records), magnetization(records)
