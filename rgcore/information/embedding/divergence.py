"""The symmetrized Kullback-Leibler divergence, and the distance of a distribution from an exponential family."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

__all__ = ["Nearest", "log_probabilities", "nearest_member", "symmetrized_divergences"]

_STEEPEST = 1e-10  # nats


@dataclass(frozen=True, slots=True)
class Nearest:
    """The member of a family at the least symmetrized divergence, in nats, from a distribution."""

    parameters: np.ndarray
    distance: float


def log_probabilities(statistics: np.ndarray, parameters: np.ndarray) -> np.ndarray:
    """Return ln P ~ sum_i theta_i phi_i (n_states,) of statistics (n_states, N) and parameters (N,)."""
    weights = statistics @ parameters
    return weights - logsumexp(weights)


def symmetrized_divergences(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return KL(p || q) + KL(q || p) in nats, (n, m), from log-probabilities (n, n_states) and (m, n_states)."""
    p, q = np.exp(one), np.exp(other)
    own = np.add.outer((p * one).sum(axis=1), (q * other).sum(axis=1))
    return own - p @ other.T - one @ q.T


def nearest_member(log_probability: np.ndarray, statistics: np.ndarray, starts: np.ndarray) -> Nearest:
    """Minimize the symmetrized divergence from a distribution over the parameters of a family, from several starts.

    The gradient is <phi>_q - <phi>_p + Cov_q(phi, ln q - ln p).

    Parameters
    ----------
    log_probability : (n_states,) float array
    statistics : (n_states, N) float array
        phi_i of every state.
    starts : (n_starts, N) float array
    """
    options = {
        "args": (log_probability, statistics),
        "jac": True,
        "method": "BFGS",
        "options": {"gtol": _STEEPEST},
    }
    ends = [minimize(divergence_and_slope, start, **options) for start in starts]
    best = min(ends, key=lambda end: end.fun)
    return Nearest(best.x, float(best.fun))


def divergence_and_slope(
    parameters: np.ndarray, log_probability: np.ndarray, statistics: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return the symmetrized divergence of a member from a distribution, in nats, and its gradient (N,)."""
    log_q = log_probabilities(statistics, parameters)
    p, q, ratio = np.exp(log_probability), np.exp(log_q), log_q - log_probability
    mean_q = q @ statistics
    covariance = (q * ratio) @ statistics - (q @ ratio) * mean_q
    return float((q - p) @ ratio), mean_q - p @ statistics + covariance
