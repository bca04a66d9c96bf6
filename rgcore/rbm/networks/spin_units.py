"""The laws of units that are -1 or +1.

P(u = 1 | x) = sigmoid(2 x) for a unit with input x: mean tanh x, and sum over its states of exp(x u) = 2 cosh x.
binary_units.py has the same functions for 0 and 1.
"""

import numpy as np
from numpy.random import Generator
from scipy.special import expit

from rgcore.rbm.networks.restricted import RBM, inputs_h_from_v, inputs_v_from_h

__all__ = [
    "LOWER_VALUE",
    "free_energy",
    "from_spins",
    "inputs_h_from_v",
    "inputs_v_from_h",
    "log_trace",
    "mean_from_inputs",
    "mean_h_from_v",
    "mean_v_from_h",
    "sample_h_from_v",
    "sample_v_from_h",
    "to_spins",
]

LOWER_VALUE = -1


def from_spins(spins: np.ndarray) -> np.ndarray:
    """Return spins, or mean spins, as float32 values of these units: unchanged."""
    return np.asarray(spins, dtype=np.float32)


def to_spins(values: np.ndarray) -> np.ndarray:
    """Return values, or means, of these units as spins, from -1 to +1: unchanged."""
    return np.asarray(values)


def mean_h_from_v(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return <h_j> given v, (n, n_hidden), for visible states or means (n, n_visible)."""
    return mean_from_inputs(inputs_h_from_v(rbm, visible))


def mean_v_from_h(rbm: RBM, hidden: np.ndarray) -> np.ndarray:
    """Return <v_i> given h, (n, n_visible), for hidden states or means (n, n_hidden)."""
    return mean_from_inputs(inputs_v_from_h(rbm, hidden))


def sample_h_from_v(rbm: RBM, visible: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Draw h from P(h | v): (n, n_hidden) int8, a fresh random number for every entry."""
    return _sample(inputs_h_from_v(rbm, visible), rng)


def sample_v_from_h(rbm: RBM, hidden: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Draw v from P(v | h): (n, n_visible) int8, a fresh random number for every entry."""
    return _sample(inputs_v_from_h(rbm, hidden), rng)


def free_energy(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return F(v) = -ln sum_h exp(-E(v, h)) = -c.v - sum_j ln 2 cosh x_j.

    Parameters
    ----------
    rbm : RBM
        With spin units.
    visible : (n, n_visible) array
        States; means are allowed, F is then the same formula.

    Returns
    -------
    (n,) float64 array
        In nats.
    """
    return -(visible @ rbm.visible_bias) - log_trace(inputs_h_from_v(rbm, visible))


def log_trace(inputs: np.ndarray) -> np.ndarray:
    """Return ln sum_u exp(x.u) = sum_j ln 2 cosh x_j of layers with inputs x.

    ln 2 cosh x = |x| + ln(1 + exp(-2 |x|)): neither overflows nor cancels.
    logaddexp says the same, six times slower.

    Parameters
    ----------
    inputs : (..., n_units) float array

    Returns
    -------
    (...) float64 array
        Summed in float64, whatever the precision of the inputs.
    """
    each = np.abs(inputs)
    each += np.log1p(np.exp(-2 * each))
    return each.sum(axis=-1, dtype=np.float64)


def mean_from_inputs(inputs: np.ndarray) -> np.ndarray:
    """Return the means tanh x of units with the inputs x, an array of any shape."""
    return np.tanh(inputs)


def _sample(inputs: np.ndarray, rng: Generator) -> np.ndarray:
    up = rng.random(inputs.shape) < expit(2 * inputs)
    return np.where(up, 1, -1).astype(np.int8)
