"""Training of one machine by contrastive divergence."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.errors import InputError
from rgcore.rbm._kernels import ascend
from rgcore.rbm.contrastive_divergence import Workspace, contrastive_divergence
from rgcore.rbm.model import RBM, Gradient
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.units import unit_functions

__all__ = ["random_rbm", "train_rbm"]


def train_rbm(
    samples: np.ndarray,
    n_hidden: int,
    settings: TrainingSettings,
    *,
    held_out: np.ndarray,
    rng: Generator,
    report: Callable[[int, int], None],
) -> tuple[RBM, pd.DataFrame]:
    """Train one machine by CD-k with minibatches, momentum and an L1 penalty.

    Parameters
    ----------
    samples : (n, n_visible) float32 array
        In the units of ``settings``; means are allowed, as in the upper layers of a stack.
    n_hidden : int
    settings : TrainingSettings
    held_out : (m, n_visible) float32 array
        Samples that only the history sees; m at most n.
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch.

    Returns
    -------
    rbm : RBM
        float32.
    history : DataFrame
        One row per epoch, taken at its end. ``epoch`` from 1. ``reconstruction_error``: mean of (s - s')^2 over
        held-out samples and units, s' the mean of a unit after one pass of means up and down, both on the
        scale of spins (-1 to 1). ``free_energy_gap``: mean F of the held-out samples minus that of the first
        m training samples, nats; it grows when the machine overfits. ``weight_norm``: root mean square of
        the weights. ``active_fraction``: mean P(h = 1) over hidden units and held-out samples.

    Raises
    ------
    InputError
        If there are fewer samples than a batch, or the weights become infinite or undefined.
    """
    _check_sizes(samples, held_out, settings)
    rbm = random_rbm(samples.shape[1], n_hidden, settings, rng=rng)
    velocity = Gradient(*(np.zeros_like(part) for part in (rbm.weights, rbm.visible_bias, rbm.hidden_bias)))
    workspace = Workspace.for_batch(settings.batch_size, samples.shape[1], n_hidden)
    history = []
    for epoch in range(1, settings.n_epochs + 1):
        with np.errstate(over="ignore", invalid="ignore"):  # a divergence is named below, once
            for batch in _minibatches(samples, settings.batch_size, rng):
                gradient = contrastive_divergence(rbm, batch, workspace, settings.gibbs_steps, rng=rng)
                _advance(rbm, velocity, gradient, settings)
            record = _record(rbm, samples[: len(held_out)], held_out)
        _check_finite(rbm, record, epoch, settings)
        history.append({"epoch": epoch, **record})
        report(epoch, settings.n_epochs)
    return rbm, pd.DataFrame(history)


def random_rbm(n_visible: int, n_hidden: int, settings: TrainingSettings, *, rng: Generator) -> RBM:
    """Return a float32 machine with normal weights of deviation ``settings.weight_scale`` and zero biases."""
    weights = rng.standard_normal((n_visible, n_hidden), dtype=np.float32)
    return RBM(
        weights=weights * np.float32(settings.weight_scale),
        visible_bias=np.zeros(n_visible, dtype=np.float32),
        hidden_bias=np.zeros(n_hidden, dtype=np.float32),
        units=settings.units,
    )


def _minibatches(samples: np.ndarray, batch_size: int, rng: Generator) -> Iterator[np.ndarray]:
    """Yield the samples in a fresh random order, batch by batch, in one buffer."""
    order = rng.permutation(len(samples))
    batch = np.empty((batch_size, samples.shape[1]), dtype=samples.dtype)
    for start in range(0, len(samples) - batch_size + 1, batch_size):
        yield np.take(samples, order[start : start + batch_size], axis=0, out=batch, mode="clip")


def _advance(rbm: RBM, velocity: Gradient, gradient: Gradient, settings: TrainingSettings) -> None:
    """Move the parameters up the gradient, in place; the biases feel no penalty."""
    penalized = np.array([settings.learning_rate, settings.momentum, settings.shrinkage], dtype=np.float32)
    free = np.array([settings.learning_rate, settings.momentum, 0], dtype=np.float32)
    ascend(rbm.weights, velocity.weights, gradient.weights, penalized)
    ascend(rbm.visible_bias[None], velocity.visible_bias[None], gradient.visible_bias[None], free)
    ascend(rbm.hidden_bias[None], velocity.hidden_bias[None], gradient.hidden_bias[None], free)


def _record(rbm: RBM, seen: np.ndarray, held_out: np.ndarray) -> dict[str, float]:
    """Return one row of the history."""
    functions = unit_functions(rbm.units)
    hidden = functions.mean_h_from_v(rbm, held_out)
    errors = functions.to_spins(functions.mean_v_from_h(rbm, hidden)) - functions.to_spins(held_out)
    energies = [functions.free_energy(rbm, part).astype(np.float64) for part in (held_out, seen)]
    variances = [part.var() / len(part) for part in energies]
    return {
        "reconstruction_error": float(np.mean(errors**2, dtype=np.float64)),
        "free_energy_gap": float(energies[0].mean() - energies[1].mean()),
        "free_energy_gap_err": float(np.sqrt(sum(variances))),
        "weight_norm": float(np.sqrt(np.mean(rbm.weights**2, dtype=np.float64))),
        "active_fraction": float((1 + functions.to_spins(hidden).mean(dtype=np.float64)) / 2),
    }


def _check_sizes(samples: np.ndarray, held_out: np.ndarray, settings: TrainingSettings) -> None:
    if len(samples) < settings.batch_size:
        raise InputError(
            f"training: batch_size must not exceed the number of samples, got {settings.batch_size} for {len(samples)}"
        )
    if held_out.shape[1:] != samples.shape[1:] or not 1 <= len(held_out) <= len(samples):
        raise InputError(
            "training: there must be held-out samples, no more than training samples and as wide, "
            f"got shapes {held_out.shape} and {samples.shape}"
        )


def _check_finite(rbm: RBM, record: dict[str, float], epoch: int, settings: TrainingSettings) -> None:
    """Raise if the machine has diverged; a weight that is not finite makes the record not finite."""
    if not np.isfinite(list(record.values())).all():
        raise InputError(
            f"training: the weights must stay finite, they did not in epoch {epoch} of the layer "
            f"{rbm.n_visible}-{rbm.n_hidden}: lower learning_rate ({settings.learning_rate}) "
            f"or momentum ({settings.momentum})"
        )
