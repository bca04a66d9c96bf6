"""The restricted Boltzmann machine (RBM): parameters, energy, free energy, and each layer given the other.

The functions are named by what they return and from what, verb_target_from_source; v are visible states or means,
(n, n_visible), h hidden ones, (n, n_hidden). Exact and estimated likelihoods are in :mod:`rgcore.rbm.likelihood`.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from rgcore.arguments.arrays import Axes, float_array
from rgcore.arguments.objects import an_instance
from rgcore.errors import InputError
from rgcore.rbm.units.real_unit_type import RealUnitType
from rgcore.rbm.units.unit_type import UnitType, check_layers, layer_type, type_of_all

__all__ = [
    "RBM",
    "Gradient",
    "checked_states",
    "double_precision",
    "energy",
    "free_energy",
    "free_energy_from_v",
    "inputs_h_from_v",
    "inputs_v_from_h",
    "mean_h_from_v",
    "mean_v_from_h",
    "parameters",
    "sample_h_from_v",
    "sample_v_from_h",
    "single_precision",
    "swap_layers",
]


LARGEST_PARAMETER = 1e30  # in size: inputs then stay within float32


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RBM:
    """Parameters of P(v, h) = exp(-E) / Z with E = -c.v - b.h - v.W.h.

    A positive weight favours equal values of its two units. Books that write E with plus signs (such as Mehta and
    Schwab, arXiv:1410.3831) have the opposite W, b and c. Gaussian visible units add |v|^2 / 2 to E, and P is a density
    in v: a mixture of 2^n_hidden Gaussians of unit variance about c + W h, the Gaussian-Bernoulli RBM (Melchior, Wang
    and Wiskott, PLoS ONE 12, e0171015 (2017)).

    Parameters
    ----------
    weights : (n_visible, n_hidden) float array
        W. float32 as trained; float64 where exactness is studied.
    visible_bias : (n_visible,) float array
        c
    hidden_bias : (n_hidden,) float array
        b
    units : str
        Values of every unit: "spin" for -1 and +1, "binary" for 0 and 1, or another card of rgcore.rbm.units.
    visible_units : str, optional
        "gaussian" for real-valued visible units; ``units`` are then those of the hidden layer.

    Raises
    ------
    InputError
        If the shapes disagree, an entry is not finite, or ``units`` is unknown.
    """

    weights: np.ndarray
    visible_bias: np.ndarray
    hidden_bias: np.ndarray
    units: str
    visible_units: str | None = None

    def __post_init__(self) -> None:
        weights = parameters("weights", self.weights, ("n_visible", "n_hidden"))
        shapes = tuple(np.shape(bias) for bias in (self.visible_bias, self.hidden_bias))
        if shapes != tuple((n_units,) for n_units in weights.shape):
            raise InputError(f"biases of shapes {shapes} do not fit weights of shape {weights.shape}")
        object.__setattr__(self, "weights", weights)
        for name in ("visible_bias", "hidden_bias"):
            object.__setattr__(self, name, parameters(name, getattr(self, name), ("n_units",)))
        if self.visible_units is None:
            object.__setattr__(self, "visible_units", self.units)
        check_layers(self.units, self.visible_units)

    @property
    def n_visible(self) -> int:
        """Number of visible units."""
        return self.weights.shape[0]

    @property
    def n_hidden(self) -> int:
        """Number of hidden units."""
        return self.weights.shape[1]

    @property
    def visible_type(self) -> UnitType | RealUnitType:
        """The values of the visible units, and the formulas that follow."""
        return layer_type(self.visible_units)

    @property
    def hidden_type(self) -> UnitType | RealUnitType:
        """Likewise of the hidden units."""
        return layer_type(self.units)

    @property
    def unit_type(self) -> UnitType:
        """Likewise of all units; InputError if some are real-valued."""
        return type_of_all(self.units, self.visible_units)


class Gradient(NamedTuple):
    """Derivatives of the mean log-likelihood with respect to W, c and b, each of its parameter's shape."""

    weights: np.ndarray
    visible_bias: np.ndarray
    hidden_bias: np.ndarray


def energy(rbm: RBM, visible: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """Return E(v, h) = -c.v - b.h - v.W.h of paired states, in units of k_B T.

    Parameters
    ----------
    rbm : RBM
    visible : (n, n_visible) array
        States in the values of the RBM's units, such as -1 and +1, of any real type.
    hidden : (n, n_hidden) array
        Likewise.

    Returns
    -------
    (n,) float array

    Raises
    ------
    InputError
        If there are other values or shapes.
    """
    visible, hidden = checked_states(rbm, visible), hidden_states(rbm, hidden)
    if len(visible) != len(hidden):
        raise InputError(
            f"visible and hidden states must come in pairs, got {len(visible)} and {len(hidden)}"
        )
    interaction = (inputs_h_from_v(rbm, visible) * hidden).sum(axis=1)  # b.h + v.W.h
    own = rbm.visible_type.own_energy(visible) + rbm.hidden_type.own_energy(hidden)
    return own - visible @ rbm.visible_bias - interaction


def free_energy(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return F(v) = -ln sum_h exp(-E(v, h)) = -c.v - sum_j ln sum_(h_j) exp(x_j h_j), plus |v|^2 / 2 for Gaussian v.

    Parameters
    ----------
    rbm : RBM
    visible : (n, n_visible) array
        States in the values of the RBM's units, such as -1 and +1, of any real type.

    Returns
    -------
    (n,) float64 array
        In nats. The last sum is sum_j ln 2 cosh x_j for spins, sum_j ln(1 + exp x_j) for 0/1 units.

    Raises
    ------
    InputError
        If there are other values, or the shape is another.
    """
    return free_energy_from_v(rbm, checked_states(rbm, visible))


def free_energy_from_v(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return the formula of :func:`free_energy` for states or means (n, n_visible), which are not checked."""
    bare = -(visible @ rbm.visible_bias) - rbm.hidden_type.log_trace(inputs_h_from_v(rbm, visible))
    return bare + rbm.visible_type.own_energy(visible)


def parameters(name: str, values: np.ndarray, axes: Axes) -> np.ndarray:
    """Return weights or biases as float32 or float64; InputError unless they are finite and have the shape."""
    return float_array(name, values, axes, largest=LARGEST_PARAMETER)


def checked_states(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return visible states (n, n_visible) of an RBM; InputError unless they have the values of its units."""
    an_instance("rbm", rbm, RBM)
    return rbm.visible_type.checked("visible", visible, rbm.n_visible)


def hidden_states(rbm: RBM, hidden: np.ndarray) -> np.ndarray:
    """Return hidden states (n, n_hidden) of an RBM; InputError unless they have the values of its units."""
    return rbm.hidden_type.checked("hidden", hidden, rbm.n_hidden)


def inputs_h_from_v(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return x_j = b_j + sum_i v_i W_ij, (n, n_hidden), for visible states (n, n_visible)."""
    return visible @ rbm.weights + rbm.hidden_bias


def inputs_v_from_h(rbm: RBM, hidden: np.ndarray) -> np.ndarray:
    """Return y_i = c_i + sum_j W_ij h_j, (n, n_visible), for hidden states (n, n_hidden)."""
    return hidden @ rbm.weights.T + rbm.visible_bias


def mean_h_from_v(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return <h_j> given v, (n, n_hidden)."""
    return rbm.hidden_type.mean(inputs_h_from_v(rbm, visible))


def mean_v_from_h(rbm: RBM, hidden: np.ndarray) -> np.ndarray:
    """Return <v_i> given h, (n, n_visible)."""
    return rbm.visible_type.mean(inputs_v_from_h(rbm, hidden))


def sample_h_from_v(rbm: RBM, visible: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Draw h from P(h | v): (n, n_hidden), int8 for integer units, a fresh random number for every entry."""
    return rbm.hidden_type.sample(inputs_h_from_v(rbm, visible), rng=rng)


def sample_v_from_h(rbm: RBM, hidden: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Draw v from P(v | h): (n, n_visible), int8 for integer units, a fresh random number for every entry."""
    return rbm.visible_type.sample(inputs_v_from_h(rbm, hidden), rng=rng)


def swap_layers(rbm: RBM) -> RBM:
    """Return the same RBM with visible and hidden layer exchanged; it shares the arrays."""
    return RBM(
        weights=rbm.weights.T,
        visible_bias=rbm.hidden_bias,
        hidden_bias=rbm.visible_bias,
        units=rbm.visible_units,
        visible_units=rbm.units,
    )


def single_precision(rbm: RBM) -> RBM:
    """Return the RBM in contiguous float32 arrays, as the kernels take them; those that are so are shared."""
    return _in_precision(rbm, np.float32)


def double_precision(rbm: RBM) -> RBM:
    """Return the RBM in float64, for sums over exponentially many states."""
    return _in_precision(rbm, np.float64)


def _in_precision(rbm: RBM, dtype: type) -> RBM:
    parts = (rbm.weights, rbm.visible_bias, rbm.hidden_bias)
    weights, visible_bias, hidden_bias = (np.ascontiguousarray(part, dtype=dtype) for part in parts)
    return replace(rbm, weights=weights, visible_bias=visible_bias, hidden_bias=hidden_bias)
