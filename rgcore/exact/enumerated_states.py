"""All states of a few spins, and expectation values over them."""

import numpy as np
from scipy.special import logsumexp, rel_entr

__all__ = ["boltzmann_distribution", "kl_divergence", "log_sum", "moments", "spin_states"]

MAX_SPINS = 24


def spin_states(n_spins: int) -> np.ndarray:
    """Return every state of ``n_spins`` spins.

    State number k holds the bits of k, most significant first; bit 0 is spin -1, bit 1 is spin +1.

    Parameters
    ----------
    n_spins : int
        From 1 to 24.

    Returns
    -------
    (2**n_spins, n_spins) int8 array
        Entries -1 or +1.

    Raises
    ------
    ValueError
        If ``n_spins`` is outside 1 to 24.
    """
    if not 1 <= n_spins <= MAX_SPINS:
        raise ValueError(f"n_spins must be from 1 to {MAX_SPINS}, got {n_spins}")
    numbers = np.arange(2**n_spins, dtype=np.uint32)[:, None]
    shifts = np.arange(n_spins - 1, -1, -1, dtype=np.uint32)
    return (2 * ((numbers >> shifts) & 1).astype(np.int8) - 1).astype(np.int8)


def log_sum(log_weights: np.ndarray) -> float:
    """Return ln sum_k exp(log_weights_k), the log-partition function of unnormalized weights, in nats."""
    return float(logsumexp(log_weights))


def boltzmann_distribution(log_weights: np.ndarray) -> np.ndarray:
    """Return the probabilities exp(w_k) / sum_k exp(w_k) of states with log-weights w.

    Parameters
    ----------
    log_weights : (n_states,) float array
        For a Boltzmann distribution, minus the energy in units of k_B T.

    Returns
    -------
    (n_states,) float64 array that sums to 1
    """
    shifted = np.exp(np.asarray(log_weights, dtype=np.float64) - np.max(log_weights))
    return shifted / shifted.sum()


def moments(values: np.ndarray, probabilities: np.ndarray) -> tuple[float, float]:
    """Return mean and variance of ``values`` (n_states,) under ``probabilities`` (n_states,)."""
    mean = float(probabilities @ values)
    return mean, float(probabilities @ (np.asarray(values, dtype=np.float64) - mean) ** 2)


def kl_divergence(p: np.ndarray, q: np.ndarray) -> float:
    """Return KL(p || q) = sum_k p_k ln(p_k / q_k) in nats; infinite where q vanishes and p does not."""
    return float(rel_entr(p, q).sum())
