"""Small networks trained on the exact Boltzmann distribution of the Ising model, and their exact Fisher metric.

Without fields both distributions are symmetric under v -> -v, and half of the states hold all that the weights are
fitted to. No biases are fitted: their gradient is 0 by symmetry.
"""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import minimize

from rgcore.exact.enumerated_states import boltzmann_distribution, kl_divergence, spin_states
from rgcore.information.rbm_fisher.scores import ising_tangents
from rgcore.information.rbm_fisher.settings import ExactNetworkSettings
from rgcore.information.rbm_fisher.stiffness import StiffCount, Stiffness, stiffness_by_enumeration
from rgcore.rbm.likelihood.exact_likelihood import likelihood_and_gradient
from rgcore.rbm.networks.restricted import free_energy_from_v
from rgcore.rbm.networks.unbiased import unbiased_rbm

__all__ = ["exact_stiffness", "train_weights"]

_START = 0.1  # scale of the first weights


def train_weights(start: np.ndarray, probabilities: np.ndarray, n_iterations: int) -> np.ndarray:
    """Return weights (n_visible, n_hidden) with the largest <ln P> found by L-BFGS from ``start``.

    ``probabilities`` are those of all states of the visible spins, the same for v and -v.
    """
    half = len(probabilities) // 2
    states, weights = spin_states(len(start))[half:].astype(np.float64), 2 * probabilities[half:]

    def cost(values: np.ndarray) -> tuple[float, np.ndarray]:
        likelihood, gradient = likelihood_and_gradient(
            unbiased_rbm(values.reshape(start.shape)), states, weights
        )
        return -likelihood, -gradient.weights.reshape(-1)

    found = minimize(cost, start.reshape(-1), jac=True, method="L-BFGS-B", options={"maxiter": n_iterations})
    return found.x.reshape(start.shape)


def exact_stiffness(
    settings: ExactNetworkSettings, temperature: float, count: StiffCount, *, rng: np.random.Generator
) -> Iterator[tuple[str, float, Stiffness]]:
    """Yield source, KL divergence from the Ising model in nats, and stiffness of every network of a temperature.

    Source ``ising`` is a trained network, ``shuffled_weights`` the same with its weights in random places.
    """
    n_visible = settings.side**2
    states = spin_states(n_visible).astype(np.float64)
    ising = boltzmann_distribution(ising_tangents(states)[:, 0] / temperature)
    for _ in range(settings.n_replicas):
        start = _START * rng.standard_normal((n_visible, settings.n_hidden))
        trained = train_weights(start, ising, settings.n_iterations)
        shuffled = rng.permutation(trained.reshape(-1)).reshape(trained.shape)
        for source, weights in (("ising", trained), ("shuffled_weights", shuffled)):
            rbm = unbiased_rbm(weights)
            own = boltzmann_distribution(-free_energy_from_v(rbm, states))
            yield source, kl_divergence(ising, own), stiffness_by_enumeration(rbm, states, own, count)
