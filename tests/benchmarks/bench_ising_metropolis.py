"""Bit-parallel Metropolis: proposed flips per second, packing of start and end included."""

from collections.abc import Iterator

import numpy as np
from measuring import Row, Target, rates, timings

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.ising.samplers.metropolis import metropolis

SIDE = 40
N_REPLICAS = (512, 1024, 2048, 4096)
N_FLIPS = 2_000_000_000  # per run
TARGET = Target(bound=5, of_ratio=False)  # of 1e9 flips per second; the aim is 7


def rows() -> Iterator[Row]:
    """One row per number of replicas, at the critical coupling, all sizes in turn."""
    works = [_Work(n_replicas) for n_replicas in N_REPLICAS]
    for work, seconds in zip(works, timings(*works), strict=True):
        yield Row(
            name=f"bit-parallel Metropolis, {SIDE} x {SIDE}, {work.n_replicas} replicas",
            unit="Gflips/s",
            ours=rates(work.n_flips / 1e9, seconds),
            target=TARGET,
            details={"sweeps": work.n_sweeps},
        )


class _Work:
    """A run of many sweeps, each run on from the end of the last."""

    def __init__(self, n_replicas: int) -> None:
        self.n_replicas = n_replicas
        self.n_sweeps = N_FLIPS // (n_replicas * SIDE**2)
        self.n_flips = self.n_sweeps * n_replicas * SIDE**2
        self._rng = np.random.default_rng(n_replicas)
        self._spins = (2 * self._rng.integers(0, 2, (n_replicas, SIDE, SIDE), np.int8) - 1).astype(np.int8)

    def __call__(self) -> None:
        records, _ = metropolis(self._spins, CRITICAL_COUPLING, 1, self.n_sweeps, rng=self._rng)
        self._spins = records[0]
