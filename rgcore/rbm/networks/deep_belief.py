"""Deep belief networks (DBN): RBMs stacked layer by layer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.arguments.objects import an_instance, instances
from rgcore.arguments.scalars import whole_number
from rgcore.arguments.states import spins
from rgcore.errors import InputError
from rgcore.rbm.networks.restricted import RBM, mean_h_from_v, mean_v_from_h
from rgcore.rbm.networks.unit_arrays import names_of_units, units_to_arrays
from rgcore.rbm.units.unit_type import UnitType, type_of_all, unit_type

__all__ = [
    "DeepBeliefNetwork",
    "checked_spins",
    "from_arrays",
    "pass_down",
    "pass_up",
    "reconstruct",
    "spins_of",
    "to_arrays",
]


@dataclass(frozen=True, slots=True, eq=False)
class DeepBeliefNetwork:
    """RBMs of one unit type, the hidden layer of each being the visible layer of the next.

    A single RBM may have real-valued visible units.

    Raises
    ------
    InputError
        If there is no layer, a layer is no RBM, two neighbours do not fit, or one of several has real-valued units.
    """

    layers: tuple[RBM, ...]

    def __post_init__(self) -> None:
        layers = tuple(instances("layers", self.layers, RBM))
        if not layers:
            raise InputError("a network needs at least one layer")
        object.__setattr__(self, "layers", layers)
        for below, above in zip(self.layers, self.layers[1:], strict=False):
            if below.n_hidden != above.n_visible or below.units != above.visible_units:
                raise InputError(
                    f"hidden layer of {below.n_hidden} {below.units} units does not fit "
                    f"visible layer of {above.n_visible} {above.visible_units} units"
                )
        unit_type(self.units)
        if len(self.layers) > 1:
            type_of_all(self.units, self.layers[0].visible_units)

    @property
    def units(self) -> str:
        """Name of the unit type of every unit, such as "spin" or "binary"; of hidden ones below a real-valued layer."""
        return self.layers[0].units

    @property
    def unit_type(self) -> UnitType:
        """The values of all units, and the formulas that follow; InputError if some are real-valued."""
        return self.layers[0].unit_type


def reconstruct(network: DeepBeliefNetwork, samples: np.ndarray, through: int | None = None) -> np.ndarray:
    """Return the reconstruction of samples from one layer: means passed up to it and down again.

    Parameters
    ----------
    network : DeepBeliefNetwork
    samples : (n, n_visible) array of -1 or +1
    through : int, optional
        The layer up to which means are passed, 1 is the lowest; the top one by default.

    Returns
    -------
    (n, n_visible) float32 array
        Mean spins, from -1 to +1. Deterministic.

    Raises
    ------
    InputError
        If the samples are no spins or do not fit the network, or there is no such layer.
    """
    samples = spins_of(network, samples)
    if through is not None:
        through = whole_number("through", through, least=1, most=len(network.layers))
    layers = network.layers[:through]
    values = pass_up(layers, network.unit_type.from_spins(samples))
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

    ``lower_unit_value`` is that of :mod:`rgcore.rbm.networks.unit_arrays`; ``layer1_weights``,
    ``layer1_visible_bias``, ``layer1_hidden_bias``, ``layer2_weights`` and so on are the parameters.
    """
    lowest = network.layers[0]
    arrays = units_to_arrays(lowest.units, lowest.visible_units)
    for layer, rbm in enumerate(network.layers, start=1):
        arrays[f"layer{layer}_weights"] = rbm.weights
        arrays[f"layer{layer}_visible_bias"] = rbm.visible_bias
        arrays[f"layer{layer}_hidden_bias"] = rbm.hidden_bias
    return arrays


def from_arrays(arrays: Mapping[str, np.ndarray]) -> DeepBeliefNetwork:
    """Return the network of the arrays of :func:`to_arrays`."""
    units, names = names_of_units(arrays), ("weights", "visible_bias", "hidden_bias")
    n_layers = sum(name.endswith("_weights") for name in arrays)
    parts = [{name: arrays[f"layer{layer}_{name}"] for name in names} for layer in range(1, n_layers + 1)]
    return DeepBeliefNetwork(tuple(RBM(**part, **units) for part in parts))


def checked_spins(
    samples: np.ndarray, n_visible: int | str = "n_visible", name: str = "samples"
) -> np.ndarray:
    """Return samples as int8; raise InputError unless they are (n, n_visible) of -1 or +1."""
    return spins(name, samples, ("n", n_visible))


def spins_of(network: DeepBeliefNetwork, samples: np.ndarray, name: str = "samples") -> np.ndarray:
    """Return samples as int8; raise InputError unless they are -1 or +1 on the visible units of a network."""
    lowest = an_instance("network", network, DeepBeliefNetwork).layers[0]
    type_of_all(lowest.units, lowest.visible_units)
    return checked_spins(samples, network.layers[0].n_visible, name)
