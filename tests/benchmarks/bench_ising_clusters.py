"""Cluster updates: time per spin from lattices that fit into the first cache to those that fit into none."""

from collections.abc import Callable, Iterator

import numpy as np
from measuring import Row, Target, seconds_of

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.ising.samplers.swendsen_wang import swendsen_wang
from rgcore.ising.samplers.wolff import wolff

SIDES = (40, 128, 256, 512, 1024)
N_RUNS = 7
N_SPINS = 40_000_000  # touched per run, about
N_EQUILIBRATION = 100  # updates of Swendsen and Wang from the ordered lattice
TARGET = Target(bound=1.15, at_least=False)
SAMPLERS: dict[str, Callable] = {"Swendsen-Wang, per spin": swendsen_wang, "Wolff, per flipped spin": wolff}


def rows() -> Iterator[Row]:
    """One row per sampler and side, at the critical coupling, all sides of a sampler in turn."""
    starts = {side: _equilibrated(side) for side in SIDES}
    for name, sampler in SAMPLERS.items():
        works = {side: _Work(sampler, start) for side, start in starts.items()}
        times = {side: [] for side in SIDES}
        for _ in range(N_RUNS):
            for side, work in works.items():
                times[side].append(work.nanoseconds_per_spin())
        for side in SIDES:
            larger = side > SIDES[0]
            yield Row(
                name=f"{name}, {side} x {side}",
                unit="ns",
                ours=times[side],
                other=times[SIDES[0]] if larger else (),
                other_name=f"side {SIDES[0]}" if larger else "",
                target=TARGET if side == SIDES[-1] else None,
            )


def _equilibrated(side: int) -> np.ndarray:
    """Return a configuration (1, side, side) int8 at the critical coupling."""
    ordered = np.ones((1, side, side), np.int8)
    return swendsen_wang(ordered, CRITICAL_COUPLING, 1, N_EQUILIBRATION, rng=np.random.default_rng(side))[0][
        0
    ]


class _Work:
    """Runs of one sampler on one lattice, each on from the end of the last."""

    def __init__(self, sampler: Callable, spins: np.ndarray) -> None:
        self._sampler = sampler
        self._spins = spins
        self._rng = np.random.default_rng(spins.size)
        _, touched = self._advance(64)
        self._n_steps = max(1, round(64 * N_SPINS / touched))

    def nanoseconds_per_spin(self) -> float:
        """Return the time of a run by the spins it touched."""
        touched = 0

        def run() -> None:
            nonlocal touched
            touched = self._advance(self._n_steps)[1]

        return 1e9 * seconds_of(run) / touched

    def _advance(self, n_steps: int) -> tuple[np.ndarray, int]:
        records, touched = self._sampler(self._spins, CRITICAL_COUPLING, 1, n_steps, rng=self._rng)
        self._spins = records[0]
        return self._spins, touched
