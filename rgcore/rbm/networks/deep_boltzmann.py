"""The deep Boltzmann machine (DBM): layers of units, each joined to the next in both directions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from rgcore.arguments.objects import an_instance
from rgcore.errors import InputError
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.restricted import RBM, parameters
from rgcore.rbm.networks.unit_arrays import names_of_units, units_to_arrays
from rgcore.rbm.units.real_unit_type import RealUnitType
from rgcore.rbm.units.unit_type import UnitType, check_layers, layer_type, type_of_all, unit_type

__all__ = [
    "DeepBoltzmannMachine",
    "bipartite_rbm",
    "dbm_from_arrays",
    "dbm_to_arrays",
    "energy_of_layers",
    "from_stack",
    "join_layers",
    "lowest_rbm",
    "single_precision",
    "write_inputs",
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeepBoltzmannMachine:
    """Parameters of P(s_0, ..., s_L) = exp(-E) / Z with E = -sum_l b_l.s_l - sum_l s_l.W_l.s_(l+1).

    Layer 0 is visible; signs as in :class:`rgcore.rbm.RBM`, which is the case L = 1. Salakhutdinov and Hinton,
    AISTATS 2009.

    Parameters
    ----------
    weights : tuple of L (n_l, n_(l+1)) float arrays
        W_0, ..., W_(L-1). float32 as trained; float64 where exactness is studied.
    biases : tuple of L + 1 (n_l,) float arrays
        b_0, ..., b_L; b_0 is that of the visible units.
    units : str
        Values of every unit: "spin" for -1 and +1, "binary" for 0 and 1, or another card of rgcore.rbm.units.
    visible_units : str, optional
        As of :class:`rgcore.rbm.RBM`, where there is one hidden layer.

    Raises
    ------
    InputError
        If there is no hidden layer, the shapes disagree, an entry is not finite, ``units`` is unknown, or visible units
        below several hidden layers are real-valued.
    """

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    units: str
    visible_units: str | None = None

    def __post_init__(self) -> None:
        for name, axes in (("weights", ("n_below", "n_above")), ("biases", ("n_units",))):
            given = an_instance(name, getattr(self, name), (tuple, list))
            arrays = (parameters(f"{name}[{place}]", array, axes) for place, array in enumerate(given))
            object.__setattr__(self, name, tuple(arrays))
        sizes = [bias.shape[0] for bias in self.biases]
        shapes = [weights.shape for weights in self.weights]
        if not shapes or shapes != list(pairwise(sizes)):
            raise InputError(f"weights of shapes {shapes} do not join layers of {sizes} units")
        if self.visible_units is None:
            object.__setattr__(self, "visible_units", self.units)
        unit_type(self.units)
        check_layers(self.units, self.visible_units)
        if len(shapes) > 1:
            type_of_all(self.units, self.visible_units)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of units of every layer, visible first."""
        return tuple(len(bias) for bias in self.biases)

    @property
    def hidden_type(self) -> UnitType:
        """The values of the hidden units, and the formulas that follow from them."""
        return unit_type(self.units)

    @property
    def visible_type(self) -> UnitType | RealUnitType:
        """Likewise of the visible units."""
        return layer_type(self.visible_units)

    @property
    def unit_type(self) -> UnitType:
        """Likewise of all units; InputError if some are real-valued."""
        return type_of_all(self.units, self.visible_units)


def energy_of_layers(dbm: DeepBoltzmannMachine, layers: Sequence[np.ndarray]) -> np.ndarray:
    """Return E of states, or <E> of independent units of given means, in units of k_B T.

    Parameters
    ----------
    dbm : DeepBoltzmannMachine
    layers : sequence of L + 1 (n, n_l) arrays
        Visible layer first; row k of all of them is one state.

    Returns
    -------
    (n,) float array
    """
    energies = -sum(values @ bias for values, bias in zip(layers, dbm.biases, strict=True))
    for below, weights, above in zip(layers, dbm.weights, layers[1:], strict=False):
        energies = energies - ((below @ weights) * above).sum(axis=1)
    return energies


def bipartite_rbm(dbm: DeepBoltzmannMachine) -> RBM:
    """Return an RBM with the same distribution, whose states are those of :func:`join_layers`.

    Layers are joined to neighbours only, so even layers (v, h2, ...) are independent given the odd ones
    (h1, h3, ...), and the other way round: what samples or sums an RBM does so for the deep network.

    Returns
    -------
    RBM
        Even layers side by side are visible, odd layers are hidden; blocks of W that join no neighbours are 0.
    """
    starts = [sum(dbm.sizes[layer % 2 : layer : 2]) for layer in range(len(dbm.sizes))]  # within its side
    even, odd = np.concatenate(dbm.biases[::2]), np.concatenate(dbm.biases[1::2])
    weights = np.zeros((len(even), len(odd)), dtype=np.result_type(*dbm.weights))
    for layer, block in enumerate(dbm.weights):
        if layer % 2 == 0:
            _place(weights, block, starts[layer], starts[layer + 1])
        else:
            _place(weights, block.T, starts[layer + 1], starts[layer])
    return RBM(weights=weights, visible_bias=even, hidden_bias=odd, units=dbm.units)


def _place(weights: np.ndarray, block: np.ndarray, row: int, column: int) -> None:
    weights[row : row + block.shape[0], column : column + block.shape[1]] = block


def join_layers(layers: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return even and odd layers side by side, visible and hidden states of :func:`bipartite_rbm`."""
    return np.concatenate(layers[::2], axis=1), np.concatenate(layers[1::2], axis=1)


def lowest_rbm(dbm: DeepBoltzmannMachine) -> RBM:
    """Return the two lowest layers as an RBM that shares the arrays: the same network, if it has no others."""
    visible_bias, hidden_bias = dbm.biases[:2]
    return RBM(
        weights=dbm.weights[0],
        visible_bias=visible_bias,
        hidden_bias=hidden_bias,
        units=dbm.units,
        visible_units=dbm.visible_units,
    )


def from_stack(network: DeepBeliefNetwork, upper_scale: float) -> DeepBoltzmannMachine:
    """Return a start of joint training: E is that of the lowest RBM plus ``upper_scale`` times the others'.

    In each of the two RBMs that share a layer of the stack, the inputs of its units come from that RBM alone; the plain
    sum of energies counts them twice. Salakhutdinov and Hinton, AISTATS 2009, halve what is counted twice.

    The smaller the share of the upper RBMs, the better the start. Measured on 4 x 4 Ising spins at K = 0.44, layers
    16-8-4 fitted to the 8,000 likeliest states: by how much the mean of ln P(v) is below that of the lowest RBM, in
    nats (the bound is below by more):

    ===============  =====  ====  ====
    ``upper_scale``  0.1    0.5   1
    ===============  =====  ====  ====
    spin units       0.004  0.19  0.47
    0/1 units        0.004  0.07  0.27
    ===============  =====  ====  ====

    Parameters
    ----------
    network : DeepBeliefNetwork
    upper_scale : float
        At 0 the visible units have exactly the distribution of the lowest RBM; 1 is the plain sum.

    Returns
    -------
    DeepBoltzmannMachine
        Of the precision of the network; its arrays are new.
    """
    scales = [1.0] + [upper_scale] * (len(network.layers) - 1)
    biases = [np.zeros_like(rbm.visible_bias) for rbm in network.layers]
    biases.append(np.zeros_like(network.layers[-1].hidden_bias))
    for layer, (scale, rbm) in enumerate(zip(scales, network.layers, strict=True)):
        biases[layer] += scale * rbm.visible_bias
        biases[layer + 1] += scale * rbm.hidden_bias
    weights = tuple(scale * rbm.weights for scale, rbm in zip(scales, network.layers, strict=True))
    return DeepBoltzmannMachine(weights=weights, biases=tuple(biases), units=network.units)


def single_precision(dbm: DeepBoltzmannMachine) -> DeepBoltzmannMachine:
    """Return the network as contiguous float32 arrays, as the kernels take them; those that are so are shared."""
    parts = (
        tuple(np.ascontiguousarray(array, dtype=np.float32) for array in arrays)
        for arrays in (dbm.weights, dbm.biases)
    )
    weights, biases = parts
    return replace(dbm, weights=weights, biases=biases)


def write_inputs(
    dbm: DeepBoltzmannMachine, layers: Sequence[np.ndarray], layer: int, out: np.ndarray, scratch: np.ndarray
) -> None:
    """Write the inputs of one layer from the layers below and above it, without their biases.

    Parameters
    ----------
    dbm : DeepBoltzmannMachine
    layers : sequence of (n, n_l) arrays
        States or means; only the neighbours of ``layer`` are read.
    layer : int
        From 0, the visible layer.
    out, scratch : (n, n_layer) arrays
        Overwritten.
    """
    if layer == 0:
        np.matmul(layers[1], dbm.weights[0].T, out=out)
        return
    np.matmul(layers[layer - 1], dbm.weights[layer - 1], out=out)
    if layer < len(dbm.weights):
        np.matmul(layers[layer + 1], dbm.weights[layer].T, out=scratch)
        np.add(out, scratch, out=out)


def dbm_to_arrays(dbm: DeepBoltzmannMachine) -> dict[str, np.ndarray]:
    """Return the network as named arrays, for :func:`rgcore.tables.write_arrays`.

    ``lower_unit_value`` is that of :mod:`rgcore.rbm.networks.unit_arrays`; ``layer0_bias``, ``layer0_weights`` (from
    the visible layer to the next), ``layer1_bias`` and so on are the parameters.
    """
    arrays = units_to_arrays(dbm.units, dbm.visible_units)
    arrays |= {f"layer{layer}_bias": bias for layer, bias in enumerate(dbm.biases)}
    return arrays | {f"layer{layer}_weights": weights for layer, weights in enumerate(dbm.weights)}


def dbm_from_arrays(arrays: Mapping[str, np.ndarray]) -> DeepBoltzmannMachine:
    """Return the network of the arrays of :func:`dbm_to_arrays`."""
    n_layers = sum(name.endswith("_bias") for name in arrays)
    return DeepBoltzmannMachine(
        weights=tuple(arrays[f"layer{layer}_weights"] for layer in range(n_layers - 1)),
        biases=tuple(arrays[f"layer{layer}_bias"] for layer in range(n_layers)),
        **names_of_units(arrays),
    )
