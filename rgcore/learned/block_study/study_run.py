"""One training run of the study, and the size of its receptive fields as training goes on."""

from collections.abc import Callable
from copy import deepcopy
from math import isqrt
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.checkpoint import NO_CHECKPOINT, Checkpoint, no_report
from rgcore.learned.block_study.blobs import SIZES, blobs_of_layer
from rgcore.learned.block_study.conditions import Condition
from rgcore.learned.block_study.starts import start_of
from rgcore.learned.block_study.study_data import StudyData
from rgcore.rbm.likelihood.pseudo_likelihood import pseudo_log_likelihood
from rgcore.rbm.networks.deep_boltzmann import lowest_rbm
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.data.training_samples import TrainingData, pack_spins
from rgcore.rbm.training.layer import layer_phase
from rgcore.rbm.training.phases.tied import Tied
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.training.trainer import Task, train

__all__ = ["TrainedCondition", "epochs_of_record", "train_condition"]

SITES_PER_SAMPLE = 10  # of a pseudo-likelihood
DOUBLINGS = 3  # before the last epoch, at which sizes are recorded


class TrainedCondition(NamedTuple):
    """A trained network, its sizes at the epochs of record, and a likelihood whose changes have little noise.

    ``rows`` have ``epoch``, the columns of :func:`blobs_of_layer`, both pseudo-likelihoods, and ``n_samples`` and
    ``learning_rate``, which the design may have for itself; ``at_same_sites``
    (n_rows,) is the pseudo-likelihood per spin of the same sites of the same held-out samples at all epochs, in nats.
    """

    network: RBM
    rows: pd.DataFrame
    at_same_sites: np.ndarray


def epochs_of_record(n_epochs: int) -> tuple[int, ...]:
    """Return the epochs after which sizes are recorded: an eighth, a quarter, a half and all of them."""
    return tuple(max(n_epochs >> halvings, 1) for halvings in range(DOUBLINGS, -1, -1))


def train_condition(
    condition: Condition,
    data: StudyData,
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None] = no_report,
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> TrainedCondition:
    """Train a network of one condition and measure its fields as training goes on.

    Parameters
    ----------
    condition : Condition
    data : StudyData
    settings : TrainingSettings
        ``n_epochs``, ``l1``, ``fields`` and ``algorithm`` are those of the condition.
    rng : Generator, advanced in place
    report, checkpoint
        As of :func:`rgcore.rbm.train_rbm`.
    """
    epochs = epochs_of_record(condition.n_epochs)
    samples = TrainingData(
        pack_spins(data.training, settings.units), pack_spins(data.held_out, settings.units)
    )
    before_training = deepcopy(rng)

    def begin(*, rng: Generator) -> TrainingState:
        return start_of(condition, samples.training, settings, rng=rng)

    def record(state: TrainingState, *, rng: Generator) -> dict[str, float]:
        if len(state.history) + 1 not in epochs:
            return dict.fromkeys(_NAMES, float("nan"))
        rbm = lowest_rbm(state.network)
        same = _pseudo_likelihoods(rbm, data.held_out, rng=deepcopy(before_training))
        return (
            blobs_of_layer(rbm.weights) | _both_likelihoods(rbm, data, rng=rng) | {_SAME: float(same.mean())}
        )

    phase = layer_phase((condition.side**2, condition.n_hidden), settings)
    if condition.sharing == "translations":
        phase = Tied(phase, condition.side, condition.side // isqrt(condition.n_hidden))
    task = Task("block size study", begin, phase, record)
    network, history = train(task, samples.training, settings, rng=rng, report=report, checkpoint=checkpoint)
    rows = history[history["epoch"].isin(epochs)].astype({"n_localized": "int64"}).reset_index(drop=True)
    rows = rows.assign(n_samples=len(data.training), learning_rate=settings.learning_rate)
    return TrainedCondition(lowest_rbm(network), rows.drop(columns=_SAME), rows[_SAME].to_numpy())


_SAME = "at_same_sites"
_LIKELIHOODS = ("pseudo_log_likelihood", "pseudo_log_likelihood_of_ising")
_NAMES = (
    *SIZES,
    *(name + ending for name in _LIKELIHOODS for ending in ("", "_err")),
    _SAME,
)


def _pseudo_likelihoods(rbm: RBM, spins: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Return ln P(a spin | the others) of spins (n, n_visible), the mean over some sites of each: (n,), in nats."""
    visible = rbm.unit_type.from_spins(spins)
    return pseudo_log_likelihood(rbm, visible, n_sites=SITES_PER_SAMPLE, rng=rng) / rbm.n_visible


def _both_likelihoods(rbm: RBM, data: StudyData, *, rng: Generator) -> dict[str, float]:
    found = {}
    for name, spins in zip(_LIKELIHOODS, (data.held_out, data.held_out_ising), strict=True):
        each = _pseudo_likelihoods(rbm, spins, rng=rng)
        found |= {name: float(each.mean()), f"{name}_err": float(each.std() / np.sqrt(len(each)))}
    return found
