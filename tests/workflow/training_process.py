"""A training run in a process of its own that may be killed: ``python training_process.py folder minutes``."""

import logging
import signal
import sys
import time
from pathlib import Path

import numpy as np
import yaml

from rgcore.pipeline.checkpoints import FileCheckpoint, keep_checkpoint
from rgcore.provenance import Stamp
from rgcore.rbm import TrainingData, TrainingSettings, pack_spins, train_stack
from rgcore.rbm.networks.deep_belief import to_arrays
from rgcore.tables import write_arrays

CONFIG = Path(__file__).parents[2] / "config.yaml"


def main(folder: Path, every_minutes: float, seconds_per_epoch: float) -> None:
    """Train a small stack and write its model; the state is kept in the folder."""
    standard = yaml.safe_load(CONFIG.read_text())["dbn"]["training"]
    changed = {"units": "binary", "n_epochs": 20, "batch_size": 10, "learning_rate": 0.05}
    settings = TrainingSettings(**(standard | changed))
    stamp = Stamp(parameters={"n_epochs": 20}, root_seed=1, code="abc")
    logging.basicConfig(level=logging.INFO, filename=folder / "log.txt")
    log = logging.getLogger()
    spins = (2 * np.random.default_rng(1).integers(0, 2, size=(220, 36)) - 1).astype(np.int8)
    data = TrainingData(pack_spins(spins[20:], "binary"), pack_spins(spins[:20], "binary"))
    checkpoint = FileCheckpoint(
        folder / "state.parquet", stamp, every_epochs=1000, every_minutes=every_minutes, log=log
    )
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may have been started by nohup,
    signal.signal(signal.SIGINT, signal.default_int_handler)  # or in the background of a script
    with keep_checkpoint(checkpoint):
        (folder / "started").touch()
        network, _ = train_stack(
            data,
            (20, 8),
            settings,
            rng=np.random.default_rng(2),
            report=lambda done, total: time.sleep(seconds_per_epoch),
            checkpoint=checkpoint,
        )
        write_arrays(to_arrays(network), folder / "model.parquet", kind="dbn", stamp=stamp)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
