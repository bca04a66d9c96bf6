"""Exact partition function, likelihood and gradient of machines with one small layer, by enumeration."""

from collections.abc import Iterator

import numpy as np
from scipy.special import logsumexp

from rgcore.exact.enumeration import spin_states
from rgcore.rbm.model import RBM, Gradient, double_precision, swap_layers
from rgcore.rbm.units import free_energy, unit_functions

__all__ = ["exact_gradient", "log_likelihood", "log_partition"]

MAX_ENUMERATED = 20
MAX_HIDDEN_FOR_GRADIENT = 16
CHUNK = 4096  # states at a time, to bound memory


def log_partition(rbm: RBM) -> float:
    """Return ln Z = ln sum_v sum_h exp(-E(v, h)), exactly, in nats.

    One layer is summed by the closed form of the free energy, the other, the smaller, state by state.

    Raises
    ------
    ValueError
        If the smaller layer has more than 20 units.
    """
    enumerated = rbm if rbm.n_visible < rbm.n_hidden else swap_layers(rbm)
    enumerated = double_precision(enumerated)  # its visible layer is now the smaller one
    if enumerated.n_visible > MAX_ENUMERATED:
        raise ValueError(
            f"the smaller layer must have at most {MAX_ENUMERATED} units, got {enumerated.n_visible}"
        )
    parts = [logsumexp(-free_energy(enumerated, states)) for states in _states(enumerated)]
    return float(logsumexp(parts))


def log_likelihood(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return ln P(v) = -F(v) - ln Z of visible states (n, n_visible) in the machine's units: (n,) float64, nats.

    Raises
    ------
    ValueError
        If the smaller layer has more than 20 units.
    """
    return -free_energy(double_precision(rbm), visible) - log_partition(rbm)


def exact_gradient(rbm: RBM, visible: np.ndarray, probabilities: np.ndarray | None = None) -> Gradient:
    """Return the gradient of the mean log-likelihood, d<ln P(v)>/d(W, c, b) = <.>_data - <.>_machine.

    Parameters
    ----------
    rbm : RBM
        With at most 16 hidden units, over which the machine's own averages are summed.
    visible : (n, n_visible) array
        States in the machine's own units.
    probabilities : (n,) float array, optional
        Weights of the states, summing to 1; equal weights by default.

    Returns
    -------
    Gradient
        float64 arrays, in nats.

    Raises
    ------
    ValueError
        If there are more than 16 hidden units.
    """
    if rbm.n_hidden > MAX_HIDDEN_FOR_GRADIENT:
        raise ValueError(f"n_hidden must be at most {MAX_HIDDEN_FOR_GRADIENT}, got {rbm.n_hidden}")
    precise = double_precision(rbm)
    weights = np.full(len(visible), 1 / len(visible)) if probabilities is None else probabilities
    hidden_means = unit_functions(rbm.units).mean_h_from_v(precise, visible)
    data, machine = _averages(visible, hidden_means, weights), _machine_averages(precise)
    return Gradient(*(mine - other for mine, other in zip(data, machine, strict=True)))


def _machine_averages(rbm: RBM) -> list[np.ndarray]:
    """Return <v h>, <v>, <h> under the law of the machine."""
    swapped, total = swap_layers(rbm), log_partition(rbm)
    sums = [np.zeros_like(rbm.weights), np.zeros_like(rbm.visible_bias), np.zeros_like(rbm.hidden_bias)]
    for hidden in _states(swapped):
        weights = np.exp(-free_energy(swapped, hidden) - total)
        visible_means = unit_functions(rbm.units).mean_v_from_h(rbm, hidden)
        for summed, part in zip(sums, _averages(visible_means, hidden, weights), strict=True):
            np.add(summed, part, out=summed)
    return sums


def _averages(visible: np.ndarray, hidden: np.ndarray, weights: np.ndarray) -> list[np.ndarray]:
    """Return the weighted sums of v h, v and h over paired states."""
    return [visible.T @ (weights[:, None] * hidden), weights @ visible, weights @ hidden]


def _states(rbm: RBM) -> Iterator[np.ndarray]:
    """Yield all states of the visible layer in chunks."""
    spins = spin_states(rbm.n_visible)
    for start in range(0, len(spins), CHUNK):
        yield unit_functions(rbm.units).from_spins(spins[start : start + CHUNK]).astype(np.float64)
