"""Maximum likelihood of small RBMs by the exact gradient and L-BFGS: no sampling, no minibatches."""

import numpy as np
from scipy.optimize import minimize

from rgcore.rbm.likelihood.exact_likelihood import likelihood_and_gradient
from rgcore.rbm.networks.restricted import RBM

__all__ = ["fit_exactly"]


def fit_exactly(
    start: RBM, visible: np.ndarray, probabilities: np.ndarray, *, n_iterations: int, tolerance: float = 1e-9
) -> RBM:
    """Maximize sum_v p(v) ln P(v) over W, c and b by L-BFGS with the exact gradient.

    The maximum over all distributions is minus the entropy of p, where KL(p || P) = 0.

    Parameters
    ----------
    start : RBM
        At most 20 units in its smaller layer. Weights that are all zero are a stationary point: start from small random
        ones.
    visible : (n, n_visible) array
        States in the RBM's own units.
    probabilities : (n,) float array
        p(v), summing to 1.
    n_iterations : int
        Iterations at most.
    tolerance : float
        Stops when no entry of the gradient is larger, in nats.

    Returns
    -------
    RBM
        float64.
    """

    def cost(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        rbm = _from_vector(parameters, start)
        likelihood, gradient = likelihood_and_gradient(rbm, visible, probabilities)
        return -likelihood, -_to_vector(*gradient)

    begin = _to_vector(start.weights, start.visible_bias, start.hidden_bias)
    options = {"maxiter": n_iterations, "maxfun": 20 * n_iterations, "gtol": tolerance, "ftol": 0.0}
    result = minimize(cost, begin, jac=True, method="L-BFGS-B", options=options)
    return _from_vector(result.x, start)


def _to_vector(weights: np.ndarray, visible_bias: np.ndarray, hidden_bias: np.ndarray) -> np.ndarray:
    return np.concatenate([weights.reshape(-1), visible_bias, hidden_bias]).astype(np.float64)


def _from_vector(parameters: np.ndarray, like: RBM) -> RBM:
    n_weights = like.weights.size
    return RBM(
        weights=parameters[:n_weights].reshape(like.weights.shape),
        visible_bias=parameters[n_weights : n_weights + like.n_visible],
        hidden_bias=parameters[n_weights + like.n_visible :],
        units=like.units,
    )
