"""Greedy training of a deep belief network, layer by layer from below."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.rbm.network import DeepBeliefNetwork, checked_spins
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training import train_rbm
from rgcore.rbm.units import unit_functions

__all__ = ["train_stack"]


def train_stack(
    samples: np.ndarray,
    hidden_layers: Sequence[int],
    settings: TrainingSettings,
    *,
    held_out: np.ndarray,
    rng: Generator,
    report: Callable[[int, int], None],
) -> tuple[DeepBeliefNetwork, pd.DataFrame]:
    """Train a stack greedily: each machine on the mean hidden activities of the one below.

    Hinton and Salakhutdinov, Science 313, 504 (2006).

    Parameters
    ----------
    samples : (n, n_visible) int8 array
        Spins -1 or +1, whatever the units of the machines: 0/1 machines see (1 + s)/2.
    hidden_layers : sequence of int
        Sizes from the lowest hidden layer up.
    settings : TrainingSettings
        Shared by all layers.
    held_out : (m, n_visible) int8 array
        Samples that are not trained on.
    rng : Generator, advanced in place
    report : callable
        Called as report(epochs done, epochs in all) after every epoch; all layers count.

    Returns
    -------
    network : DeepBeliefNetwork
        float32.
    history : DataFrame
        Columns layer (from 1), epoch, n_visible, n_hidden, reconstruction_error, free_energy_gap,
        weight_norm, active_fraction: see :func:`rgcore.rbm.training.train_rbm`.

    Raises
    ------
    InputError
        As :func:`rgcore.rbm.training.train_rbm`.
    ValueError
        If the samples are not spins or there is no hidden layer.
    """
    functions = unit_functions(settings.units)
    below = functions.from_spins(checked_spins(samples))
    below_held_out = functions.from_spins(checked_spins(held_out))
    layers, histories, n_total = [], [], settings.n_epochs * len(hidden_layers)
    for n_hidden in hidden_layers:
        n_done = settings.n_epochs * len(layers)
        rbm, history = train_rbm(
            below,
            n_hidden,
            settings,
            held_out=below_held_out,
            rng=rng,
            report=lambda done, _, n_done=n_done: report(n_done + done, n_total),
        )
        below, below_held_out = (functions.mean_h_from_v(rbm, values) for values in (below, below_held_out))
        layers.append(rbm)
        histories.append(history.assign(layer=len(layers), n_visible=rbm.n_visible, n_hidden=n_hidden))
    return DeepBeliefNetwork(tuple(layers)), _ordered(histories)


def _ordered(histories: list[pd.DataFrame]) -> pd.DataFrame:
    if not histories:
        raise ValueError("hidden_layers must name at least one layer")
    sizes = ["layer", "epoch", "n_visible", "n_hidden"]
    history = pd.concat(histories, ignore_index=True)
    return history[sizes + [name for name in history.columns if name not in sizes]]
