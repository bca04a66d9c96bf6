"""Training: the cost of a checkpoint of the largest RBM, to write, to keep and to read."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from epochs import LAYERS, N_SAMPLES, epoch_of, random_samples, settings_for
from measuring import Row, Target, timings

from rgcore.pipeline.checkpoints import FileCheckpoint
from rgcore.provenance import Stamp, library_versions
from rgcore.rbm import TrainingData
from rgcore.rbm.training.data.training_samples import Samples
from rgcore.rbm.training.layer import layer_task
from rgcore.rbm.training.state import TrainingState

LAYER, N_RUNS, N_EPOCHS_DONE = LAYERS[0], 9, 200
TARGET = Target(bound=0.01, at_least=False)


def rows() -> Iterator[Row]:
    """Writing against epochs of 10,000 and 20,000 samples, all in turn; size; reading."""
    few, many = (random_samples(n, LAYER.n_visible, "binary") for n in (N_SAMPLES, 2 * N_SAMPLES))
    settings, state = settings_for("binary"), _state(few)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checkpoint.parquet"
        stamp = Stamp(parameters={"layers": [LAYER.n_visible, LAYER.n_hidden]}, versions=library_versions())
        checkpoint = FileCheckpoint(
            path, stamp, every_epochs=1, every_minutes=1e6, log=logging.getLogger("benchmark")
        )
        written, read, *epochs = timings(
            lambda: checkpoint.offer(state.to_arrays, at_epoch_end=True),
            lambda: _restored(checkpoint),
            *(epoch_of(samples, LAYER.n_hidden, settings) for samples in (few, many)),
            n_runs=N_RUNS,
        )
        size = path.stat().st_size
    for samples, seconds in zip((few, many), epochs, strict=True):
        yield Row(
            name=f"checkpoint of {LAYER}, written",
            unit="s",
            ours=written,
            other=seconds,
            other_name=f"epoch of {len(samples):,}",
            target=TARGET,
        )
    yield Row(name="  read again", unit="s", ours=read)
    yield Row(name="  its size", unit="MB", ours=[size / 1e6])


def _state(samples: Samples) -> TrainingState:
    """Return the state of a long training: that of the first minibatch, with the history of many epochs."""
    rng = np.random.default_rng(1)
    task = layer_task(TrainingData(samples, samples), LAYER.n_hidden, settings_for("binary"))
    state = task.begin(rng=rng)
    record = task.record(state, rng=rng)
    state.history.extend({"epoch": epoch, **record} for epoch in range(1, N_EPOCHS_DONE + 1))
    return state


def _restored(checkpoint: FileCheckpoint) -> TrainingState:
    kept = checkpoint.restore()
    if kept is None:
        raise SystemExit("the checkpoint was not read again")
    return TrainingState.from_arrays(kept, rng=np.random.default_rng(1))
