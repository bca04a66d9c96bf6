"""Exact partition function, likelihood and gradient of RBMs with one small layer, by enumeration."""

from collections.abc import Iterator

import numpy as np
from scipy.special import logsumexp

from rgcore.arguments.objects import an_instance
from rgcore.errors import InputError
from rgcore.rbm.networks.restricted import (
    RBM,
    Gradient,
    checked_states,
    double_precision,
    free_energy_from_v,
    mean_h_from_v,
    swap_layers,
)
from rgcore.rbm.settings import MOST_ENUMERATED_UNITS
from rgcore.rbm.units.real_unit_type import RealUnitType

__all__ = ["averages", "likelihood_and_gradient", "log_likelihood", "log_partition"]

NUMBERS_PER_BLOCK = 2**17  # 1 MB of float64: a block stays in the cache of one core


def log_partition(rbm: RBM) -> float:
    """Return ln Z = ln sum_v sum_h exp(-E(v, h)), exactly, in nats.

    The larger layer is summed by the closed form of the free energy, the smaller state by state, in float64. Over
    real-valued visible units the sum is an integral, in closed form, whatever their number.

    Raises
    ------
    InputError
        If the smaller layer has more than ``MOST_ENUMERATED_UNITS`` units.
    """
    an_instance("rbm", rbm, RBM)
    return float(logsumexp(-_free_energies(_smaller_layer_visible(double_precision(rbm)))))


def log_likelihood(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return ln P(v) = -F(v) - ln Z of visible states (n, n_visible) in the RBM's units: (n,) float64, nats.

    For real-valued visible units it is the log of a density in those units:
    :meth:`rgcore.rbm.Standardization.log_density_shift` takes it to those of the data.

    Raises
    ------
    InputError
        If the smaller layer has more than ``MOST_ENUMERATED_UNITS`` units, or ``visible`` holds other values.
    """
    visible = checked_states(rbm, visible)
    return -free_energy_from_v(double_precision(rbm), visible) - log_partition(rbm)


def averages(rbm: RBM) -> Gradient:
    """Return <v h>, <v> and <h> of the network, of the shapes of W, c and b, float64, as sums over all states.

    Raises
    ------
    InputError
        If the smaller layer has more than ``MOST_ENUMERATED_UNITS`` units.
    """
    return _averages_and_log_partition(double_precision(rbm))[0]


def _averages_and_log_partition(precise: RBM) -> tuple[Gradient, float]:
    enumerated = _smaller_layer_visible(precise)
    energies = _free_energies(enumerated)
    total = float(logsumexp(-energies))
    found = _averages_over_states(enumerated, np.exp(-energies - total))
    if enumerated is not precise:
        found = Gradient(found.weights.T, found.hidden_bias, found.visible_bias)
    return found, total


def likelihood_and_gradient(
    rbm: RBM, visible: np.ndarray, probabilities: np.ndarray | None = None
) -> tuple[float, Gradient]:
    """Return <ln P(v)>, in nats, and its gradient d<ln P(v)>/d(W, c, b) = <.>_data - <.>_network.

    Parameters
    ----------
    rbm : RBM
        The averages of the network are sums over the states of its smaller layer.
    visible : (n, n_visible) array
        States in the RBM's own units.
    probabilities : (n,) float array, optional
        Weights of the states, summing to 1; equal weights by default.

    Returns
    -------
    float
    Gradient
        float64 arrays, in nats.

    Raises
    ------
    InputError
        If the smaller layer has more than ``MOST_ENUMERATED_UNITS`` units.
    """
    precise = double_precision(rbm)
    of_network, total = _averages_and_log_partition(precise)
    weights = np.full(len(visible), 1 / len(visible)) if probabilities is None else probabilities
    data = _averages(visible, mean_h_from_v(precise, visible), weights)
    gradient = Gradient(*(mine - other for mine, other in zip(data, of_network, strict=True)))
    return -float(weights @ free_energy_from_v(precise, visible)) - total, gradient


def _smaller_layer_visible(rbm: RBM) -> RBM:
    """Return the RBM itself, or with its layers swapped, so that the visible layer is the smaller, of two values."""
    is_real = isinstance(rbm.visible_type, RealUnitType)
    enumerated = swap_layers(rbm) if is_real or rbm.n_hidden < rbm.n_visible else rbm
    if enumerated.n_visible > MOST_ENUMERATED_UNITS:
        layer = "hidden" if is_real else "smaller"
        raise InputError(
            f"the {layer} layer must have at most {MOST_ENUMERATED_UNITS} units, got {enumerated.n_visible}"
        )
    return enumerated


def _free_energies(rbm: RBM) -> np.ndarray:
    """Return F of every visible state, (2**n_visible,): state k holds the bits of k."""
    log_trace, n_high = rbm.hidden_type.log_trace, _n_high(rbm)
    from_high = _states(n_high, rbm) @ rbm.visible_bias[:n_high]
    from_low = _states(rbm.n_visible - n_high, rbm) @ rbm.visible_bias[n_high:]
    traces = [log_trace(inputs) for _, inputs in _input_blocks(rbm)]
    return -np.add.outer(from_high, from_low).reshape(-1) - np.concatenate(traces)


def _averages_over_states(rbm: RBM, probabilities: np.ndarray) -> Gradient:
    """Return <v h>, <v>, <h> where every visible state has the probability that is listed."""
    mean, n_high = rbm.hidden_type.mean, _n_high(rbm)
    low_states, weighted = _states(rbm.n_visible - n_high, rbm), probabilities.reshape(2**n_high, -1, 1)
    low_sums, high_sums = 0.0, np.zeros((n_high, rbm.n_hidden))
    for block, (high, inputs) in enumerate(_input_blocks(rbm)):
        part = weighted[block] * mean(inputs)
        low_sums += part
        high_sums += high[:, None] * part.sum(axis=0)
    means = weighted.sum(axis=(1, 2)) @ _states(n_high, rbm), weighted.sum(axis=(0, 2)) @ low_states
    products = np.concatenate([high_sums, low_states.T @ low_sums])
    return Gradient(products, np.concatenate(means), low_sums.sum(axis=0))


def _averages(visible: np.ndarray, hidden: np.ndarray, weights: np.ndarray) -> Gradient:
    """Return the weighted sums of v h, v and h over paired states."""
    return Gradient((weights[:, None] * visible).T @ hidden, weights @ visible, weights @ hidden)


def _input_blocks(rbm: RBM) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the inputs of the hidden layer for all visible states in order, one block per state of the high bits.

    A block is the inputs that come from the low bits, the same in all blocks, plus one row: additions in place of
    a matrix product.

    Yields
    ------
    high : (n_high,) float64 array
        State of the first visible units.
    inputs : (2**(n_visible - n_high), n_hidden) float64 array
        For all states of the others.
    """
    n_high = _n_high(rbm)
    from_low = _states(rbm.n_visible - n_high, rbm) @ rbm.weights[n_high:]
    for high in _states(n_high, rbm):
        yield high, from_low + (high @ rbm.weights[:n_high] + rbm.hidden_bias)


def _n_high(rbm: RBM) -> int:
    """Return the number of visible units fixed within a block, so that the inputs of all others fit into it."""
    n_low = int(np.log2(max(1, NUMBERS_PER_BLOCK // rbm.n_hidden)))
    return max(0, rbm.n_visible - n_low)


def _states(n_units: int, rbm: RBM) -> np.ndarray:
    """Return all states of ``n_units`` units of the RBM's type, (2**n_units, n_units) float64."""
    low = rbm.visible_type.low
    bits = (np.arange(2**n_units)[:, None] >> np.arange(n_units - 1, -1, -1)) & 1
    return low + (1.0 - low) * bits
