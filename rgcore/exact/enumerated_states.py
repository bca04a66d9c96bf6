"""All states of a few spins, and expectation values over them."""

import numpy as np
from scipy.special import logsumexp, rel_entr

from rgcore.arguments.arrays import probabilities as checked_probabilities
from rgcore.arguments.arrays import real_array
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.exact.enumerable import require_enumerable

__all__ = ["boltzmann_distribution", "kl_divergence", "log_sum", "moments", "spin_states"]

MAX_SPINS = 24
LARGEST_VALUE = 1e150  # its square is a float64


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
    InputError
        If ``n_spins`` is outside 1 to 24.
    """
    n_spins = whole_number("n_spins", n_spins, least=1)
    require_enumerable("a model", n_spins, most=MAX_SPINS, bytes_per_state=n_spins)
    numbers = np.arange(2**n_spins, dtype=np.uint32)[:, None]
    shifts = np.arange(n_spins - 1, -1, -1, dtype=np.uint32)
    return (2 * ((numbers >> shifts) & 1).astype(np.int8) - 1).astype(np.int8)


def log_sum(log_weights: np.ndarray) -> float:
    """Return ln sum_k exp(log_weights_k), the log-partition function of unnormalized weights, in nats.

    ``log_weights`` and errors as for :func:`boltzmann_distribution`.
    """
    return float(logsumexp(_log_weights(log_weights)))


def boltzmann_distribution(log_weights: np.ndarray) -> np.ndarray:
    """Return the probabilities exp(w_k) / sum_k exp(w_k) of states with log-weights w.

    Parameters
    ----------
    log_weights : (n_states,) float array
        For a Boltzmann distribution, minus the energy in units of k_B T; -inf for a state that does not occur.

    Returns
    -------
    (n_states,) float64 array that sums to 1

    Raises
    ------
    InputError
        If there is no finite log-weight, or one is undefined or +inf.
    """
    weights = _log_weights(log_weights)
    with np.errstate(over="ignore"):  # -1e308 less 1e308 is -inf
        shifted = np.exp(weights - np.max(weights))
    return shifted / shifted.sum()


def moments(values: np.ndarray, probabilities: np.ndarray) -> tuple[float, float]:
    """Return mean and variance of ``values`` (n_states,) under ``probabilities`` (n_states,).

    Raises
    ------
    InputError
        If the values are not finite or beyond 1e150 in size, or there is not one probability per value, with sum 1.
    """
    values = real_array("values", values, ("n_states",))
    probabilities = checked_probabilities("probabilities", probabilities)
    if len(values) != len(probabilities):
        raise InputError(
            f"there must be one probability per value, got {len(probabilities)} for {len(values)}"
        )
    if np.abs(values).max() > LARGEST_VALUE:
        raise InputError(f"values must be at most {LARGEST_VALUE:g} in size, got {np.abs(values).max():g}")
    mean = float(probabilities @ values)
    return mean, float(probabilities @ (values - mean) ** 2)


def kl_divergence(p: np.ndarray, q: np.ndarray) -> float:
    """Return KL(p || q) = sum_k p_k ln(p_k / q_k) in nats; infinite where q vanishes and p does not.

    Raises
    ------
    InputError
        If p and q are not probabilities of the same states.
    """
    p, q = checked_probabilities("p", p), checked_probabilities("q", q)
    if len(p) != len(q):
        raise InputError(f"p and q must be of the same states, got {len(p)} and {len(q)}")
    return float(rel_entr(p, q).sum())


def _log_weights(values: object) -> np.ndarray:
    """Return log-weights (n_states,) float64, of which -inf is one."""
    weights = real_array("log_weights", values, ("n_states",), finite=False)
    if not -np.inf < weights.max() < np.inf:  # False for NaN
        raise InputError(
            f"log_weights must be numbers or -inf, one of them finite, got a largest of {weights.max()}"
        )
    return weights
