"""Spike times: a folder of Kilosort with 10^7 spikes of 400 units, from its files to counts in bins of 20 ms."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from measuring import Row, Target

from rgcore.datasets.folders.find_files import data_files
from rgcore.datasets.kinds.spike_times import read_spike_times
from rgcore.datasets.settings import DatasetSettings

N_SPIKES, N_UNITS, HOUR, RATE = 10**7, 400, 3600, 30_000
ROUNDS = 3


def rows() -> Iterator[Row]:
    """Read and bin the spikes several times."""
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder))
        settings = DatasetSettings(kind="spike_times", path=folder, bin_width=0.02)
        seconds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            raw = read_spike_times(data_files(folder), settings)
            n_counted = sum(block.sum() for block in raw.blocks)
            seconds.append(time.perf_counter() - start)
        yield Row(
            name="folder of Kilosort with 10^7 spikes, binned",
            unit="s",
            ours=seconds,
            target=Target(bound=5, at_least=False, of_ratio=False),
            details={"n_counted": float(n_counted)},
        )


def _write(folder: Path) -> None:
    rng = np.random.default_rng(5)
    np.save(folder / "spike_times.npy", np.sort(rng.integers(0, HOUR * RATE, N_SPIKES)).astype(np.uint64))
    np.save(folder / "spike_clusters.npy", rng.integers(0, N_UNITS, N_SPIKES).astype(np.int32))
    (folder / "params.py").write_text(f"sample_rate = {RATE}.0\n")
