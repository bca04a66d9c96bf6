"""Deep belief networks: machines stacked layer by layer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.rbm.model import RBM
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training import train_rbm
from rgcore.rbm.units import unit_functions

__all__ = ["DeepBeliefNetwork", "from_arrays", "reconstruct", "to_arrays", "train_stack"]


@dataclass(frozen=True, slots=True, eq=False)
class DeepBeliefNetwork:
    """Machines of one kind of units, the hidden layer of each being the visible layer of the next.

    Raises
    ------
    ValueError
        If there is no layer, or two neighbours do not fit.
    """

    layers: tuple[RBM, ...]

    def __post_init__(self) -> None:
        if not self.layers:
            raise ValueError("a network needs at least one layer")
        for below, above in zip(self.layers, self.layers[1:], strict=False):
            if below.n_hidden != above.n_visible or below.units != above.units:
                raise ValueError(
                    f"hidden layer of {below.n_hidden} {below.units} units does not fit "
                    f"visible layer of {above.n_visible} {above.units} units"
                )

    @property
    def units(self) -> str:
        """Values of every unit: "spin" or "binary"."""
        return self.layers[0].units


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
    below = functions.from_spins(_checked_spins(samples))
    below_held_out = functions.from_spins(_checked_spins(held_out))
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


def reconstruct(network: DeepBeliefNetwork, samples: np.ndarray) -> np.ndarray:
    """Return what the top layer keeps of samples: means passed all the way up and down again.

    Parameters
    ----------
    network : DeepBeliefNetwork
    samples : (n, n_visible) int8 array of -1 or +1

    Returns
    -------
    (n, n_visible) float32 array
        Mean spins, from -1 to +1. Deterministic.
    """
    functions = unit_functions(network.units)
    values = functions.from_spins(_checked_spins(samples))
    for rbm in network.layers:
        values = functions.mean_h_from_v(rbm, values)
    for rbm in reversed(network.layers):
        values = functions.mean_v_from_h(rbm, values)
    return functions.to_spins(values)


def to_arrays(network: DeepBeliefNetwork) -> dict[str, np.ndarray]:
    """Return the network as named arrays, for :func:`rgcore.tables.write_arrays`.

    ``lower_unit_value`` is -1 for spin and 0 for binary units; ``layer1_weights``, ``layer1_visible_bias``,
    ``layer1_hidden_bias``, ``layer2_weights`` and so on are the parameters.
    """
    arrays = {"lower_unit_value": np.array([unit_functions(network.units).LOWER_VALUE], dtype=np.int8)}
    for layer, rbm in enumerate(network.layers, start=1):
        arrays[f"layer{layer}_weights"] = rbm.weights
        arrays[f"layer{layer}_visible_bias"] = rbm.visible_bias
        arrays[f"layer{layer}_hidden_bias"] = rbm.hidden_bias
    return arrays


def from_arrays(arrays: Mapping[str, np.ndarray]) -> DeepBeliefNetwork:
    """Return the network that :func:`to_arrays` took apart."""
    units = "spin" if arrays["lower_unit_value"][0] == -1 else "binary"
    names = ("weights", "visible_bias", "hidden_bias")
    n_layers = (len(arrays) - 1) // len(names)
    parts = [{name: arrays[f"layer{layer}_{name}"] for name in names} for layer in range(1, n_layers + 1)]
    return DeepBeliefNetwork(tuple(RBM(**part, units=units) for part in parts))


def _ordered(histories: list[pd.DataFrame]) -> pd.DataFrame:
    if not histories:
        raise ValueError("hidden_layers must name at least one layer")
    sizes = ["layer", "epoch", "n_visible", "n_hidden"]
    history = pd.concat(histories, ignore_index=True)
    return history[sizes + [name for name in history.columns if name not in sizes]]


def _checked_spins(samples: np.ndarray) -> np.ndarray:
    if samples.ndim != 2 or not (np.abs(samples) == 1).all():
        raise ValueError(f"samples must be (n, n_visible) of -1 or +1, got shape {samples.shape}")
    return samples
