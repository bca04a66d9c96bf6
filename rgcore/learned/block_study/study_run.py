"""One training run of the study, and the size of its receptive fields as training goes on."""

from collections.abc import Callable
from dataclasses import asdict
from math import isqrt

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.ising.exact_results.correlation_length import correlation_length
from rgcore.learned.block_study.blobs import SIZES, blobs_of_layer
from rgcore.learned.block_study.conditions import Condition
from rgcore.learned.block_study.study_data import StudyData
from rgcore.rbm.likelihood.pseudo_likelihood import pseudo_log_likelihood
from rgcore.rbm.networks.deep_boltzmann import lowest_rbm
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.checkpoint import NO_CHECKPOINT, Checkpoint
from rgcore.rbm.training.data.training_samples import TrainingData, pack_spins
from rgcore.rbm.training.initial_state import start_at_random
from rgcore.rbm.training.layer import layer_phase
from rgcore.rbm.training.phases.tied import Tied, tied_weights
from rgcore.rbm.training.state import TrainingState
from rgcore.rbm.training.trainer import Task, train

__all__ = ["epochs_of_record", "study_rows"]

SITES_PER_SAMPLE = 10  # of a pseudo-likelihood
DOUBLINGS = 3  # before the last epoch, at which sizes are recorded


def epochs_of_record(n_epochs: int) -> tuple[int, ...]:
    """Return the epochs after which sizes are recorded: an eighth, a quarter, a half and all of them."""
    return tuple(max(n_epochs >> halvings, 1) for halvings in range(DOUBLINGS, -1, -1))


def study_rows(
    condition: Condition,
    data: StudyData,
    settings: TrainingSettings,
    *,
    rng: Generator,
    report: Callable[[int, int], None] = lambda done, total: None,
    checkpoint: Checkpoint = NO_CHECKPOINT,
) -> pd.DataFrame:
    """Train a network of one condition and measure its fields.

    Parameters
    ----------
    condition : Condition
    data : StudyData
    settings : TrainingSettings
        Its ``n_epochs``, ``l1`` and ``fields`` are those of the condition.
    rng : Generator, advanced in place
    report, checkpoint
        As of :func:`rgcore.rbm.train_rbm`.

    Returns
    -------
    DataFrame
        A row per epoch of record, with the columns of the table ``block_size_study``.
    """
    rows = epochs_of_record(condition.n_epochs)
    samples = TrainingData(
        pack_spins(data.training, settings.units), pack_spins(data.held_out, settings.units)
    )

    def begin(*, rng: Generator) -> TrainingState:
        state = start_at_random(samples.training, condition.n_hidden, settings, rng=rng)
        return _with_one_filter(state, condition) if condition.sharing == "translations" else state

    def record(state: TrainingState, *, rng: Generator) -> dict[str, float]:
        if len(state.history) + 1 not in rows:
            return dict.fromkeys(_NAMES, float("nan"))
        rbm = lowest_rbm(state.network)
        return blobs_of_layer(rbm.weights) | _likelihoods(rbm, data, rng=rng)

    phase = layer_phase((condition.side**2, condition.n_hidden), settings)
    if condition.sharing == "translations":
        phase = Tied(phase, condition.side, condition.side // isqrt(condition.n_hidden))
    task = Task("block size study", begin, phase, record)
    _, history = train(task, samples.training, settings, rng=rng, report=report, checkpoint=checkpoint)
    return _with_condition(history[history["epoch"].isin(rows)], condition, data)


_LIKELIHOODS = ("pseudo_log_likelihood", "pseudo_log_likelihood_of_ising")
_NAMES = (
    *SIZES,
    *(name + ending for name in _LIKELIHOODS for ending in ("", "_err")),
)


def _with_one_filter(state: TrainingState, condition: Condition) -> TrainingState:
    """Give all hidden units the filter of the first one, in place."""
    (weights,) = state.network.weights
    image = weights[:, 0].reshape(condition.side, condition.side).copy()
    weights[:] = tied_weights(image, condition.side // isqrt(condition.n_hidden))
    return state


def _with_condition(rows: pd.DataFrame, condition: Condition, data: StudyData) -> pd.DataFrame:
    temperature = float(condition.temperature)
    of_run = asdict(condition) | {
        "temperature": temperature,
        "sites_per_unit": condition.spacing**2,
        "correlation_length_exact": correlation_length(1 / temperature),
        "correlation_length": data.correlation_length,
        "two_point_residual": data.residual,
    }
    return rows.astype({"n_localized": "int64"}).assign(**of_run).reset_index(drop=True)


def _likelihoods(rbm: RBM, data: StudyData, *, rng: Generator) -> dict[str, float]:
    found = {}
    for name, spins in zip(_LIKELIHOODS, (data.held_out, data.held_out_ising), strict=True):
        visible = rbm.unit_type.from_spins(spins)
        each = pseudo_log_likelihood(rbm, visible, n_sites=SITES_PER_SAMPLE, rng=rng) / rbm.n_visible
        found |= {name: float(each.mean()), f"{name}_err": float(each.std() / np.sqrt(len(each)))}
    return found
