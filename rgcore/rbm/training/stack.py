"""Greedy training of a deep belief network, layer by layer from below."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.arrays import list_of_counts
from rgcore.arguments.objects import an_instance
from rgcore.checkpoint import NO_CHECKPOINT, Checkpoint
from rgcore.errors import InputError
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork, from_arrays, to_arrays
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.training_samples import TrainingData, means_of_layer
from rgcore.rbm.training.layer import train_rbm
from rgcore.rbm.training.trainer import MOST_UNITS, check_run

__all__ = ["train_stack"]

CURRENT = "current_"
HISTORY = "history_of_layer"


def train_stack(
    data: TrainingData,
    hidden_layers: Sequence[int],
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None],
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> tuple[DeepBeliefNetwork, pd.DataFrame]:
    """Train a stack greedily: each RBM on the hidden activities of the one below.

    Hinton and Salakhutdinov, Science 313, 504 (2006). With ``settings.layer_inputs`` the activities are means or
    states drawn with them.

    Parameters
    ----------
    data : TrainingData
        In the units of ``settings``.
    hidden_layers : sequence of int
        Sizes from the lowest hidden layer up.
    settings : TrainingSettings
        Shared by all layers.
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch, counted over all layers.
    checkpoint : Checkpoint
        Keeps the finished layers and the state of the one in training.

    Returns
    -------
    network : DeepBeliefNetwork
        float32.
    history : DataFrame
        Columns layer (from 1), epoch, n_visible, n_hidden, and those of ``LayerDiagnostics``.

    Raises
    ------
    InputError
        As :func:`rgcore.rbm.train_rbm`, if there is no hidden layer, or several above real-valued visible units.
    """
    hidden_layers = list_of_counts("hidden_layers", hidden_layers, most=MOST_UNITS)
    an_instance("settings", settings, TrainingSettings)
    if len(hidden_layers) > 1 and settings.visible_units is not None:
        raise InputError(
            f"visible_units must be left out for several hidden layers, whose units have two values, got "
            f"{settings.visible_units!r}: train one layer with train_rbm"
        )
    check_run(data, rng=rng, report=report, checkpoint=checkpoint)
    progress = _Progress(checkpoint)
    layers, n_total = list(progress.layers), settings.n_epochs * len(hidden_layers)
    for rbm in layers[: len(hidden_layers) - 1]:
        data = _data_above(data, rbm)
    for n_hidden in hidden_layers[len(layers) :]:
        n_done = settings.n_epochs * len(layers)
        rbm, history = train_rbm(
            data,
            n_hidden,
            settings,
            rng=rng,
            report=lambda done, _, n_done=n_done: report(n_done + done, n_total),
            checkpoint=progress,
        )
        layers.append(rbm)
        progress.finish(rbm, history)
        if len(layers) < len(hidden_layers):
            data = _data_above(data, rbm)
    return DeepBeliefNetwork(tuple(layers)), _joined(progress.histories, layers)


class _Progress:
    """The checkpoint of the layer in training, which keeps the finished layers beside it."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        kept = dict(checkpoint.restore() or {})
        self._current = {
            name.removeprefix(CURRENT): array for name, array in kept.items() if name.startswith(CURRENT)
        }
        finished = {name: array for name, array in kept.items() if not name.startswith((CURRENT, HISTORY))}
        self.layers = from_arrays(finished).layers if finished else ()
        self.histories = [_history(kept, layer) for layer in range(1, len(self.layers) + 1)]

    def restore(self) -> Mapping[str, np.ndarray] | None:
        current, self._current = self._current, {}
        return current or None

    def offer(self, arrays: Callable[[], dict[str, np.ndarray]], *, at_epoch_end: bool) -> None:
        self._checkpoint.offer(lambda: self._with_finished(arrays()), at_epoch_end=at_epoch_end)

    def finish(self, rbm: RBM, history: pd.DataFrame) -> None:
        self.layers = (*self.layers, rbm)
        self.histories.append(history)

    def _with_finished(self, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        kept = {CURRENT + name: array for name, array in arrays.items()}
        if self.layers:
            kept |= to_arrays(DeepBeliefNetwork(self.layers))
        for layer, history in enumerate(self.histories, start=1):
            kept |= {f"{HISTORY}{layer}_{name}": column.to_numpy() for name, column in history.items()}
        return kept


def _history(kept: Mapping[str, np.ndarray], layer: int) -> pd.DataFrame:
    prefix = f"{HISTORY}{layer}_"
    return pd.DataFrame(
        {name.removeprefix(prefix): array for name, array in kept.items() if name.startswith(prefix)}
    )


def _data_above(data: TrainingData, rbm: RBM) -> TrainingData:
    """Return the data of the next RBM."""
    view = rbm.weights if data.view is None else data.view @ rbm.weights
    return TrainingData(means_of_layer(data.training, rbm), means_of_layer(data.held_out, rbm), view)


def _joined(histories: Sequence[pd.DataFrame], layers: Sequence[RBM]) -> pd.DataFrame:
    """Return the histories of all layers with the sizes of each."""
    parts = []
    for number, (history, rbm) in enumerate(zip(histories, layers, strict=True), start=1):
        sizes = {
            "layer": number,
            "epoch": history["epoch"],
            "n_visible": rbm.n_visible,
            "n_hidden": rbm.n_hidden,
        }
        parts.append(pd.DataFrame({**sizes, **history.drop(columns="epoch")}))
    return pd.concat(parts, ignore_index=True)
