"""RBMs, samples and epochs for the benchmarks of training, as train_rbm runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from rgcore.checkpoint import NO_CHECKPOINT
from rgcore.rbm import FloatSamples, TrainingData, TrainingSettings, pack_spins
from rgcore.rbm.training.data.minibatches import Minibatches
from rgcore.rbm.training.data.training_samples import Samples
from rgcore.rbm.training.layer import layer_task
from rgcore.rbm.training.trainer import run_epoch
from rgcore.rbm.units.unit_type import unit_type

__all__ = ["BATCH", "LAYERS", "N_SAMPLES", "Layer", "epoch_of", "random_samples", "repeated", "settings_for"]

CONFIG = Path(__file__).parents[2] / "config.yaml"
BATCH, N_SAMPLES = 100, 10_000
LEARNING_RATES = {"binary": 0.01, "spin": 0.01 / 16}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """An RBM of the published stack; a timed run is ``n_epochs``, and there are ``n_runs``."""

    n_visible: int
    n_hidden: int
    n_epochs: int
    n_runs: int

    def __str__(self) -> str:
        return f"{self.n_visible} x {self.n_hidden}"


LAYERS = (
    Layer(n_visible=1600, n_hidden=400, n_epochs=1, n_runs=9),
    Layer(n_visible=400, n_hidden=100, n_epochs=4, n_runs=15),
    Layer(n_visible=100, n_hidden=25, n_epochs=20, n_runs=15),
)


def random_samples(n_samples: int, n_units: int, units: str) -> Samples:
    """Return packed spins for the lowest layer, and means in memory for one above it, as a stack has them."""
    rng = np.random.default_rng(n_units)
    if n_units == LAYERS[0].n_visible:
        return pack_spins((2 * rng.integers(0, 2, (n_samples, n_units), np.int8) - 1).astype(np.int8), units)
    return FloatSamples(unit_type(units).from_spins(rng.uniform(-1, 1, (n_samples, n_units))))


def settings_for(units: str, n_epochs: int = 1) -> TrainingSettings:
    """Return the settings of config.yaml, at a rate that random samples do not make explode."""
    standard = yaml.safe_load(CONFIG.read_text())["dbn"]["training"]
    changed = {
        "n_epochs": n_epochs,
        "batch_size": BATCH,
        "learning_rate": LEARNING_RATES[units],
        "units": units,
    }
    return TrainingSettings(**(standard | changed))


def epoch_of(samples: Samples, n_hidden: int, settings: TrainingSettings) -> Callable[[], None]:
    """Return an epoch of train_rbm without the diagnostics at its end; each call goes on from the last."""
    rng = np.random.default_rng(n_hidden)
    task = layer_task(TrainingData(samples, samples), n_hidden, settings)
    state = task.begin(rng=rng)

    def epoch() -> None:
        state.batch = 0
        run_epoch(task, state, Minibatches(samples, settings.batch_size, rng=rng), settings, NO_CHECKPOINT)

    return epoch


def repeated(run: Callable[[], object], n_times: int) -> Callable[[], None]:
    """Return ``n_times`` runs, one after the other, as one."""

    def runs() -> None:
        for _ in range(n_times):
            run()

    return runs
