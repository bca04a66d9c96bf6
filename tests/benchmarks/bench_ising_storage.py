"""Storage: size of a file of configurations, and memory and time of writing a large one piece by piece."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from measuring import Row, Target, peak_megabytes

from rgcore.ising.energy_and_magnetization import energy, magnetization
from rgcore.provenance import Stamp
from rgcore.tables.configurations import Configurations, read_configuration_batches, write_configurations

PIECE = 4096
MEGA = 1e6


def rows() -> Iterator[Row]:
    """Write 40,000 configurations of 40 x 40, then 10^6 of 64 x 64 in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "configurations.parquet"
        write_configurations(_random_pieces(40_000, 40), path, stamp=Stamp)
        yield Row(
            name="file of 40,000 random configurations, 40 x 40",
            unit="MB",
            ours=[path.stat().st_size / MEGA],
            target=Target(bound=8.5, at_least=False, of_ratio=False),
        )
        path.unlink()
        command = [sys.executable, __file__, path]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        yield Row(
            name="peak memory of writing 1,000,000 configurations, 64 x 64",
            unit="MB",
            ours=[told["peak_written"]],
            target=Target(bound=500, at_least=False, of_ratio=False),
            details=told,
        )
        yield Row(name="the same, and of reading them again", unit="MB", ours=[told["peak_read"]])
        for verb in ("written", "read"):
            rate = told["n_samples"] / told[f"seconds_{verb}"]
            yield Row(name=f"configurations {verb} per second, 64 x 64", unit="/s", ours=[rate])


def _random_pieces(n_samples: int, side: int) -> Iterator[Configurations]:
    """Yield configurations of an infinite temperature, which no compression makes smaller."""
    rng = np.random.default_rng(1)
    for done in range(0, n_samples, PIECE):
        shape = (min(PIECE, n_samples - done), side, side)
        spins = (2 * rng.integers(0, 2, shape, np.int8) - 1).astype(np.int8)
        yield Configurations(spins=spins, energy=energy(spins), magnetization=magnetization(spins))


def _write_and_read(path: Path) -> dict[str, float]:
    """Write and read a large file and return seconds and peaks of memory."""
    n_samples, started = 1_000_000, time.perf_counter()
    write_configurations(_random_pieces(n_samples, 64), path, stamp=Stamp)
    written, peak_written = time.perf_counter(), peak_megabytes()
    n_read = sum(len(piece.spins) for piece in read_configuration_batches(path))
    read = time.perf_counter()
    return {
        "n_samples": n_read,
        "seconds_written": written - started,
        "seconds_read": read - written,
        "peak_written": peak_written,
        "peak_read": peak_megabytes(),
    }


if __name__ == "__main__":
    print(json.dumps(_write_and_read(Path(sys.argv[1]))))
