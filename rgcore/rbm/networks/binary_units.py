"""The laws of units that are 0 or 1.

P(u = 1 | x) = sigmoid(x) for a unit with input x: mean sigmoid(x), and sum over its states of exp(x u) = 1 + exp(x).
spin_units.py has the same functions for -1 and +1.
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

LOWER_VALUE = 0


def from_spins(spins: np.ndarray) -> np.ndarray:
    """Return spins, or mean spins, as float32 values of these units: (1 + s) / 2."""
    return (1 + np.asarray(spins, dtype=np.float32)) / 2


def to_spins(values: np.ndarray) -> np.ndarray:
    """Return values, or means, of these units as spins, from -1 to +1: 2 u - 1."""
    return 2 * np.asarray(values) - 1


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
    """Return F(v) = -ln sum_h exp(-E(v, h)) = -c.v - sum_j ln (1 + exp x_j).

    Parameters
    ----------
    rbm : RBM
        With binary units.
    visible : (n, n_visible) array
        States; means are allowed, F is then the same formula.

    Returns
    -------
    (n,) float64 array
        In nats.
    """
    return -(visible @ rbm.visible_bias) - log_trace(inputs_h_from_v(rbm, visible))


def log_trace(inputs: np.ndarray) -> np.ndarray:
    """Return ln sum_u exp(x.u) = sum_j ln (1 + exp x_j) of layers with inputs x.

    ln(1 + exp x) = max(x, 0) + ln(1 + exp(-|x|)): neither overflows nor cancels.
    logaddexp says the same, six times slower.

    Parameters
    ----------
    inputs : (..., n_units) float array

    Returns
    -------
    (...) float64 array
        Summed in float64, whatever the precision of the inputs.
    """
    each = np.log1p(np.exp(-np.abs(inputs)))
    each += np.maximum(inputs, 0)
    return each.sum(axis=-1, dtype=np.float64)


def mean_from_inputs(inputs: np.ndarray) -> np.ndarray:
    """Return the means sigmoid(x) of units with the inputs x, an array of any shape."""
    return expit(inputs)


def _sample(inputs: np.ndarray, rng: Generator) -> np.ndarray:
    up = rng.random(inputs.shape) < expit(inputs)
    return up.astype(np.int8)
