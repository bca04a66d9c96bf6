"""The restricted Boltzmann machine: its parameters, its energy, the inputs its units receive."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

__all__ = [
    "RBM",
    "Gradient",
    "double_precision",
    "energy",
    "inputs_h_from_v",
    "inputs_v_from_h",
    "swap_layers",
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RBM:
    """Parameters of P(v, h) = exp(-E) / Z with E = -c.v - b.h - v.W.h.

    A positive weight makes its two units agree. Books that write E with plus signs (such as Mehta and Schwab,
    arXiv:1410.3831) have the opposite W, b and c.

    Parameters
    ----------
    weights : (n_visible, n_hidden) float array
        W. float32 as trained; float64 where exactness is studied.
    visible_bias : (n_visible,) float array
        c
    hidden_bias : (n_hidden,) float array
        b
    units : "spin" or "binary"
        Values of every unit: -1 and +1, or 0 and 1.

    Raises
    ------
    ValueError
        If the shapes disagree, or ``units`` is unknown.
    """

    weights: np.ndarray
    visible_bias: np.ndarray
    hidden_bias: np.ndarray
    units: str

    def __post_init__(self) -> None:
        shapes = (self.visible_bias.shape, self.hidden_bias.shape)
        if self.weights.ndim != 2 or shapes != ((self.n_visible,), (self.n_hidden,)):
            raise ValueError(f"biases of shapes {shapes} do not fit weights of shape {self.weights.shape}")
        if self.units not in ("spin", "binary"):
            raise ValueError(f'units must be "spin" or "binary", got {self.units!r}')

    @property
    def n_visible(self) -> int:
        """Number of visible units."""
        return self.weights.shape[0]

    @property
    def n_hidden(self) -> int:
        """Number of hidden units."""
        return self.weights.shape[1]


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
    hidden : (n, n_hidden) array

    Returns
    -------
    (n,) float array
    """
    interaction = (inputs_h_from_v(rbm, visible) * hidden).sum(axis=1)  # b.h + v.W.h
    return -(visible @ rbm.visible_bias) - interaction


def inputs_h_from_v(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return x_j = b_j + sum_i v_i W_ij, (n, n_hidden), for visible states (n, n_visible)."""
    return visible @ rbm.weights + rbm.hidden_bias


def inputs_v_from_h(rbm: RBM, hidden: np.ndarray) -> np.ndarray:
    """Return y_i = c_i + sum_j W_ij h_j, (n, n_visible), for hidden states (n, n_hidden)."""
    return hidden @ rbm.weights.T + rbm.visible_bias


def swap_layers(rbm: RBM) -> RBM:
    """Return the same machine with visible and hidden layer exchanged; it shares the arrays."""
    return RBM(
        weights=rbm.weights.T, visible_bias=rbm.hidden_bias, hidden_bias=rbm.visible_bias, units=rbm.units
    )


def double_precision(rbm: RBM) -> RBM:
    """Return a float64 copy of the machine, for sums over exponentially many states."""
    return RBM(
        weights=rbm.weights.astype(np.float64),
        visible_bias=rbm.visible_bias.astype(np.float64),
        hidden_bias=rbm.hidden_bias.astype(np.float64),
        units=rbm.units,
    )
