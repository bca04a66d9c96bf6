"""Benchmarks: each figure as a ratio against a limit measured in the same run, pinned to one core.

Run with ``make bench``; prints a table and writes results/benchmarks/bench.json. Timings are medians of several
runs with their spread; they are never tests.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from rgcore.rbm import TrainingSettings, train_rbm

OUTPUT = Path("results/benchmarks/bench.json")
N_RUNS = 5


def timings(run: Callable[[], object]) -> list[float]:
    """Return the seconds of several runs, after one that is not counted."""
    run()
    seconds = []
    for _ in range(N_RUNS):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return seconds


def training_epoch() -> dict[str, object]:
    """One epoch of CD-1, 400 x 100 units, batch 100, 10,000 samples, against its matrix products alone."""
    n_visible, n_hidden, batch, n_samples = 400, 100, 100, 10_000
    rng = np.random.default_rng(1)
    samples = rng.integers(0, 2, size=(n_samples, n_visible)).astype(np.float32)
    settings = TrainingSettings(n_epochs=1, batch_size=batch, learning_rate=0.05)
    held_out = samples[:100]

    def epoch() -> None:
        train_rbm(
            samples,
            n_hidden,
            settings,
            held_out=held_out,
            rng=np.random.default_rng(2),
            report=lambda *_: None,
        )

    weights = rng.standard_normal((n_visible, n_hidden)).astype(np.float32)
    visible, hidden = samples[:batch], np.empty((batch, n_hidden), dtype=np.float32)
    back, gradient = np.empty_like(visible), np.empty_like(weights)

    def products() -> None:
        for _ in range(n_samples // batch):
            np.matmul(visible, weights, out=hidden)
            np.matmul(hidden, weights.T, out=back)
            np.matmul(back, weights, out=hidden)
            np.matmul(visible.T, hidden, out=gradient)
            np.matmul(back.T, hidden, out=gradient)

    return {
        "name": "CD-1 epoch 400 x 100",
        "limit": "its matrix products",
        "ours": timings(epoch),
        "floor": timings(products),
    }


BENCHMARKS = (training_epoch,)


def main() -> None:
    """Run every benchmark and report it."""
    if hasattr(os, "sched_setaffinity"):  # not on every system
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rows = []
    print(
        f"{'benchmark':28s} {'median s':>10s} {'spread s':>10s} {'limit s':>10s} {'limit/ours':>10s}  limit"
    )
    with threadpool_limits(limits=1):
        for benchmark in BENCHMARKS:
            row = benchmark()
            ours, floor = statistics.median(row["ours"]), statistics.median(row["floor"])
            row["ratio"] = floor / ours
            spread = max(row["ours"]) - min(row["ours"])
            print(
                f"{row['name']:28s} {ours:10.4f} {spread:10.4f} {floor:10.4f} {row['ratio']:10.2f}  {row['limit']}"
            )
            rows.append(row)
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
