"""The lower bound of ln P(v) under a greedily trained deep belief network.

P(v) = sum over hidden layers of P(v | h1) ... P(h_(L-2) | h_(L-1)) P_top(h_(L-1)), P_top being the distribution
of the visible layer of the top RBM. With the bottom-up distribution q in place of the posterior,

    ln P(v) >= E_q[sum_l ln P(h_(l-1) | h_l) - F_top(h_(L-1)) + sum_l S(q(h_l | h_(l-1)))] - ln Z_top

(Hinton, Osindero and Teh, Neural Computation 18, 1527 (2006); Salakhutdinov and Murray, ICML 2008).
"""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.special import log_expit

from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.restricted import (
    RBM,
    double_precision,
    free_energy_from_v,
    inputs_v_from_h,
    mean_h_from_v,
    sample_h_from_v,
)

__all__ = ["BoundEstimate", "dbn_bound"]


class BoundEstimate(NamedTuple):
    """Estimates of a bound, one per sample, and their standard errors, (n,) float64, in nats."""

    bound: np.ndarray
    bound_err: np.ndarray


def dbn_bound(
    network: DeepBeliefNetwork,
    visible: np.ndarray,
    log_partition_top: float,
    *,
    n_draws: int,
    rng: Generator,
) -> BoundEstimate:
    """Estimate the lower bound of ln P(v) by hidden states drawn bottom up.

    With one hidden layer it is ln P(v), exactly.

    Parameters
    ----------
    network : DeepBeliefNetwork
    visible : (n, n_visible) array
        States in the network's own units.
    log_partition_top : float
        ln Z of the top RBM; its standard error is common to all samples and not part of ``bound_err``.
    n_draws : int
        Hidden states per sample, at least 2, independent of one another.
    rng : Generator, advanced in place

    Returns
    -------
    BoundEstimate
        ``bound`` is unbiased for the bound.

    Raises
    ------
    ValueError
        If ``n_draws`` is below 2.
    """
    if n_draws < 2:
        raise ValueError(f"n_draws must be at least 2, got {n_draws}")
    layers = [double_precision(rbm) for rbm in network.layers]
    mean, squares = np.zeros(len(visible)), np.zeros(len(visible))
    for draw in range(1, n_draws + 1):  # Welford's running mean and sum of squared deviations
        deviation = _one_draw(layers, visible, rng) - mean
        mean += deviation / draw
        squares += deviation**2 * (draw - 1) / draw
    return BoundEstimate(mean - log_partition_top, np.sqrt(squares / (n_draws - 1) / n_draws))


def _one_draw(layers: list[RBM], visible: np.ndarray, rng: Generator) -> np.ndarray:
    """Return the bracket of the bound, (n,), for one hidden state per sample."""
    total, below = np.zeros(len(visible)), visible
    for rbm in layers[:-1]:
        above = sample_h_from_v(rbm, below, rng=rng)
        total += _log_conditional(rbm, below, above) + rbm.unit_type.entropy(mean_h_from_v(rbm, below))
        below = above
    return total - free_energy_from_v(layers[-1], below)


def _log_conditional(rbm: RBM, visible: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """Return ln P(v | h) = sum_i ln sigmoid(d y_i sign v_i), d = 2 for spins and 1 for 0/1, of paired states."""
    units = rbm.unit_type
    return log_expit(units.span * inputs_v_from_h(rbm, hidden) * units.to_spins(visible)).sum(axis=1)
