"""How far the joint distribution of visible and hidden spins is from that of any RBM."""

from dataclasses import dataclass
from functools import singledispatch

import numpy as np
from scipy.optimize import minimize
from scipy.special import entr, logsumexp

from rgcore.exact.enumerated_states import boltzmann_distribution, spin_states
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.transformation import Operator, Transformation

__all__ = ["JointMoments", "joint_moments", "rbm_distance"]

ITERATIONS = 500
ROWS_AT_ONCE = 4096  # visible states
NO_CORRELATION = 1e-10  # nats: below it the spins are independent, up to rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class JointMoments:
    """Of q(v, h) = exp(T(v, h) - H(v)) / Z_lambda: what an RBM fits, and the entropy.

    Attributes
    ----------
    visible : (n_visible,) float64 array
        <v_i>
    hidden : (n_hidden,) float64 array
        <h_j>
    products : (n_visible, n_hidden) float64 array
        <v_i h_j>
    entropy : float
        -<ln q>, in nats.
    """

    visible: np.ndarray
    hidden: np.ndarray
    products: np.ndarray
    entropy: float


def rbm_distance(operator: Operator) -> float:
    """Return the least KL(q || RBM) over all RBMs, as a share of the correlations of q: 0 for an RBM, 1 at most.

    q(v, h) = exp(T - H) / Z_lambda is the joint distribution of the transformation. The divergence is convex in b, c
    and W, and its infimum includes the limits of infinite weights, such as decimation, which forbid pairs (v, h). It is
    divided by KL(q || product of the marginals of all spins), the divergence from an RBM of weights zero.

    Returns
    -------
    float
        Zero if all spins are independent.
    """
    moments = joint_moments(operator)
    n_visible, n_hidden = moments.products.shape
    means = np.concatenate([moments.visible, moments.hidden])
    independent = sum(entr((1 + sign * means) / 2).sum() for sign in (1, -1)) - moments.entropy
    if independent < NO_CORRELATION:
        return 0.0
    begin = np.concatenate([np.zeros(n_visible * n_hidden), _half_log_odds(means)])
    options = {"maxiter": ITERATIONS, "maxfun": 20 * ITERATIONS, "gtol": 1e-9, "ftol": 1e-15}
    found = minimize(_cross_entropy, begin, args=(moments,), jac=True, method="L-BFGS-B", options=options)
    return float(np.clip((found.fun - moments.entropy) / independent, 0.0, 1.0))


@singledispatch
def joint_moments(operator: Operator) -> JointMoments:
    """Return the moments of q(v, h) by summation over all states."""
    raise TypeError(f"no such operator: {type(operator).__name__}")


@joint_moments.register
def _of_independent_hidden_spins(operator: Transformation) -> JointMoments:
    visible, weights = spin_states(operator.n_visible).astype(np.float64), _visible_distribution(operator)
    means = np.tanh(operator.inputs)
    entropies = (entr((1 + means) / 2) + entr((1 - means) / 2)).sum(axis=1)
    return JointMoments(
        visible=weights @ visible,
        hidden=weights @ means,
        products=visible.T @ (weights[:, None] * means),
        entropy=float(entr(weights).sum() + weights @ entropies),
    )


@joint_moments.register
def _of_any(operator: DenseTransformation) -> JointMoments:
    visible, hidden = (spin_states(n).astype(np.float64) for n in (operator.n_visible, operator.n_hidden))
    weights = _visible_distribution(operator)
    means, entropies = np.empty((len(visible), operator.n_hidden)), np.empty(len(visible))
    for start in range(0, len(visible), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        given_v = np.exp(operator.log_operator[rows] - operator.log_trace[rows, None])  # (rows, 2**n_hidden)
        means[rows], entropies[rows] = given_v @ hidden, entr(given_v).sum(axis=1)
    return JointMoments(
        visible=weights @ visible,
        hidden=weights @ means,
        products=visible.T @ (weights[:, None] * means),
        entropy=float(entr(weights).sum() + weights @ entropies),
    )


def _visible_distribution(operator: Operator) -> np.ndarray:
    return boltzmann_distribution(operator.log_trace - operator.hamiltonian)


def _half_log_odds(means: np.ndarray) -> np.ndarray:
    return np.arctanh(np.clip(means, -1 + 1e-12, 1 - 1e-12))


def _cross_entropy(parameters: np.ndarray, moments: JointMoments) -> tuple[float, np.ndarray]:
    """Return -<ln RBM>_q = ln Z - c.<v> - b.<h> - sum W <v h> and its gradient; parameters are W, c, b."""
    n_visible, n_hidden = moments.products.shape
    weights = parameters[: n_visible * n_hidden].reshape(n_visible, n_hidden)
    visible_bias, hidden_bias = np.split(parameters[n_visible * n_hidden :], [n_visible])
    targets = (moments.products, moments.visible, moments.hidden)
    if n_visible < n_hidden:
        log_partition, products, hidden, visible = _moments_of_rbm(weights.T, hidden_bias, visible_bias)
        products = products.T
    else:
        log_partition, products, visible, hidden = _moments_of_rbm(weights, visible_bias, hidden_bias)
    energy = sum(
        float((a * b).sum()) for a, b in zip((weights, visible_bias, hidden_bias), targets, strict=True)
    )
    gradient = [
        (own - target).reshape(-1) for own, target in zip((products, visible, hidden), targets, strict=True)
    ]
    return log_partition - energy, np.concatenate(gradient)


def _moments_of_rbm(
    weights: np.ndarray, visible_bias: np.ndarray, hidden_bias: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """Return ln Z, <v h>, <v> and <h> of an RBM by summation over its hidden states."""
    hidden = spin_states(weights.shape[1]).astype(np.float64)
    inputs = visible_bias + hidden @ weights.T  # (2**n_hidden, n_visible)
    log_weights = hidden @ hidden_bias + np.logaddexp(inputs, -inputs).sum(axis=1)
    log_partition = float(logsumexp(log_weights))
    probabilities = np.exp(log_weights - log_partition)
    means = np.tanh(inputs)
    return (
        log_partition,
        means.T @ (probabilities[:, None] * hidden),
        probabilities @ means,
        probabilities @ hidden,
    )
