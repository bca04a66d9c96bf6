"""Deep belief networks (DBN): RBMs stacked layer by layer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.errors import InputError
from rgcore.rbm.networks.restricted import RBM, mean_h_from_v, mean_v_from_h
from rgcore.rbm.units.unit_type import UnitType, units_of_low

__all__ = [
    "DeepBeliefNetwork",
    "checked_spins",
    "from_arrays",
    "pass_down",
    "pass_up",
    "reconstruct",
    "to_arrays",
]


@dataclass(frozen=True, slots=True, eq=False)
class DeepBeliefNetwork:
    """RBMs of one unit type, the hidden layer of each being the visible layer of the next.

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
        """Name of the unit type of every unit, such as "spin" or "binary"."""
        return self.layers[0].units

    @property
    def unit_type(self) -> UnitType:
        """The values of the units, and the formulas that follow from them."""
        return self.layers[0].unit_type


def reconstruct(network: DeepBeliefNetwork, samples: np.ndarray, through: int | None = None) -> np.ndarray:
    """Return the reconstruction of samples from one layer: means passed up to it and down again.

    Parameters
    ----------
    network : DeepBeliefNetwork
    samples : (n, n_visible) int8 array of -1 or +1
    through : int, optional
        The layer up to which means are passed, 1 is the lowest; the top one by default.

    Returns
    -------
    (n, n_visible) float32 array
        Mean spins, from -1 to +1. Deterministic.
    """
    n_layers = len(network.layers)
    if through is not None and not 1 <= through <= n_layers:
        raise InputError(f"through must be a layer from 1 to {n_layers}, got {through}")
    n_visible = network.layers[0].n_visible
    if samples.ndim == 2 and samples.shape[1] != n_visible:
        raise InputError(f"samples must have {n_visible} spins each, got {samples.shape[1]}")
    layers = network.layers[:through]
    values = pass_up(layers, network.unit_type.from_spins(checked_spins(samples)))
    return network.unit_type.to_spins(pass_down(layers, values))


def pass_up(layers: Sequence[RBM], values: np.ndarray) -> np.ndarray:
    """Return the means of the top units for visible values (n, n_visible), layer by layer."""
    for rbm in layers:
        values = mean_h_from_v(rbm, values)
    return values


def pass_down(layers: Sequence[RBM], values: np.ndarray) -> np.ndarray:
    """Return the means of the visible units for values (n, n_hidden) of the top units, layer by layer."""
    for rbm in reversed(layers):
        values = mean_v_from_h(rbm, values)
    return values


def to_arrays(network: DeepBeliefNetwork) -> dict[str, np.ndarray]:
    """Return the network as named arrays, for :func:`rgcore.tables.write_arrays`.

    ``lower_unit_value`` is the lower value of the units, -1 for spin and 0 for binary; ``layer1_weights``,
    ``layer1_visible_bias``, ``layer1_hidden_bias``, ``layer2_weights`` and so on are the parameters.
    """
    arrays = {"lower_unit_value": np.array([network.unit_type.low], dtype=network.unit_type.state_type)}
    for layer, rbm in enumerate(network.layers, start=1):
        arrays[f"layer{layer}_weights"] = rbm.weights
        arrays[f"layer{layer}_visible_bias"] = rbm.visible_bias
        arrays[f"layer{layer}_hidden_bias"] = rbm.hidden_bias
    return arrays


def from_arrays(arrays: Mapping[str, np.ndarray]) -> DeepBeliefNetwork:
    """Return the network of the arrays of :func:`to_arrays`."""
    units = units_of_low(arrays["lower_unit_value"][0])
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
