"""Training: peak memory of a job at 1600-400-100, in a process of its own that does what train_dbn.py does.

The peak is that of the process, Python and its libraries included, from reading the file of packed configurations to
the written model, with a checkpoint after every epoch. An epoch ends after some of its minibatches: their rows are
spread over all samples, and every array of a whole epoch is there and has been written to. What is done once per layer,
the means that the next layer is trained on, is done for all samples.
"""

import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from epochs import settings_for
from measuring import Row, Target, peak_megabytes

from rgcore.pipeline.checkpoints import FileCheckpoint
from rgcore.provenance import Stamp
from rgcore.rbm import PackedSpins, TrainingData, train_stack
from rgcore.rbm.networks.deep_belief import to_arrays
from rgcore.rbm.training import trainer as training
from rgcore.rbm.training.data.minibatches import Minibatches
from rgcore.tables.array_files import write_arrays
from rgcore.tables.configurations import Configurations, read_packed, write_configurations

SIDE, HIDDEN_LAYERS, N_HELD_OUT, N_EPOCHS = 40, (400, 100), 2000, 2
N_MINIBATCHES = 100  # of each epoch
PIECE = 4096
BOUNDS = {1_000_000: 2000, 20_000: 3 * 20_000 * 4 * SIDE**2 / 1e6 + 200}  # MB


def rows() -> Iterator[Row]:
    """One row for 10^6 configurations; one for 20,000, beside three times their size as float32 and 200 MB."""
    for n_samples, bound in BOUNDS.items():
        with tempfile.TemporaryDirectory() as folder:
            write_configurations(
                _random_pieces(n_samples), Path(folder) / "configurations.parquet", stamp=Stamp
            )
            command = [sys.executable, __file__, folder]
            told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        yield Row(
            name=f"peak memory of training 1600-400-100, {n_samples:,} samples",
            unit="MB",
            ours=[told["peak"]],
            target=Target(bound=bound, at_least=False, of_ratio=False),
            details=told,
        )


def _random_pieces(n_samples: int) -> Iterator[Configurations]:
    """Yield random spins, which no compression makes smaller."""
    rng = np.random.default_rng(1)
    for done in range(0, n_samples, PIECE):
        shape = (min(PIECE, n_samples - done), SIDE, SIDE)
        spins, unknown = 2 * rng.integers(0, 2, shape, np.int8) - 1, np.zeros(shape[0], np.int64)
        yield Configurations(spins=spins.astype(np.int8), energy=unknown, magnetization=unknown)


class _Shortened(Minibatches):
    """Minibatches of an epoch that ends early."""

    def __len__(self) -> int:
        return min(super().__len__(), N_MINIBATCHES)


def _train(folder: Path) -> dict[str, float]:
    """Do the job on the configurations in a folder, and return seconds and peaks of memory."""
    started, peak_imported = time.perf_counter(), peak_megabytes()
    packed, _ = read_packed(folder / "configurations.parquet")
    peak_read = peak_megabytes()
    parts = (packed[:-N_HELD_OUT], packed[-N_HELD_OUT:])
    data = TrainingData(*(PackedSpins(part, SIDE**2, "binary") for part in parts))
    checkpoint = FileCheckpoint(
        folder / "checkpoint.parquet",
        Stamp(),
        every_epochs=1,
        every_minutes=1e6,
        log=logging.getLogger("benchmark"),
    )
    settings = settings_for("binary", N_EPOCHS).changed(batch_size=100, learning_rate=0.01)
    rng = np.random.default_rng(2)
    network, _ = train_stack(
        data, HIDDEN_LAYERS, settings, rng=rng, report=lambda *_: None, checkpoint=checkpoint
    )
    write_arrays(to_arrays(network), folder / "model.parquet", kind="dbn", stamp=Stamp())
    return {
        "peak_imported": peak_imported,
        "peak_read": peak_read,
        "peak": peak_megabytes(),
        "seconds": time.perf_counter() - started,
    }


if __name__ == "__main__":
    training.Minibatches = _Shortened
    print(json.dumps(_train(Path(sys.argv[1]))))
