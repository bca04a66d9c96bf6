"""Deep belief networks: machines stacked layer by layer."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError
from rgcore.rbm.model import RBM
from rgcore.rbm.units import unit_functions

__all__ = ["DeepBeliefNetwork", "checked_spins", "from_arrays", "reconstruct", "to_arrays"]


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
    values = functions.from_spins(checked_spins(samples))
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


def checked_spins(samples: np.ndarray) -> np.ndarray:
    """Return samples unchanged; raise InputError unless they are (n, n_visible) of -1 or +1."""
    if samples.ndim != 2:
        raise InputError(f"samples must be (n, n_visible) of -1 or +1, got shape {samples.shape}")
    wrong = np.argwhere(np.abs(samples) != 1)
    if len(wrong):
        row, column = wrong[0]
        raise InputError(
            f"samples must be (n, n_visible) of -1 or +1, got {samples[row, column]} in row {row}, column {column}"
        )
    return samples
