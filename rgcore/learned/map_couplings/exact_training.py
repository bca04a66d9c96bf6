"""A translation-invariant RBM on the torus of 6 x 6 sites, trained to the exact maximum of its likelihood."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.random import Generator
from scipy.optimize import minimize, minimize_scalar
from scipy.special import logsumexp

from rgcore.exact import spin_states
from rgcore.ising.exact_results.kaufman import torus_energy, torus_log_partition
from rgcore.learned.map_couplings.cylinder import CIRCUMFERENCE, WINDOW, Cylinder
from rgcore.learned.maps.training import STRIDE

__all__ = ["TiedLikelihood"]

N_HIDDEN = (CIRCUMFERENCE // STRIDE) ** 2
N_SITES = CIRCUMFERENCE**2
START = 0.3  # standard deviation of the weights to begin with


@dataclass(frozen=True, eq=False)
class TiedLikelihood:
    """The likelihood of Ising configurations on the torus of 6 x 6 sites under RBMs with one filter.

    The nine hidden units, -1 or +1 without fields, see the window of 4 x 4 spins around each block of 2 x 2 through one
    filter. Both the distribution of the window and the partition function of the RBM are exact.

    Attributes
    ----------
    cylinder : Cylinder
        The Ising model.
    """

    cylinder: Cylinder

    @cached_property
    def _window(self) -> np.ndarray:
        return 2 * self.cylinder.window_on_torus()[: len(STATES)]

    def divergence(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Return KL(Ising || RBM) per site in nats, and its derivative by the weights, (4, 4).

        Parameters
        ----------
        weights : (4, 4) float array
        """
        flat = np.ravel(weights)
        inputs = STATES @ flat
        of_data = STATES.T @ (self._window * np.tanh(inputs))
        mean = self._window @ np.logaddexp(inputs, -inputs)
        log_partition, of_model = _log_partition(flat)
        coupling = self.cylinder.coupling
        log_ising = -coupling * N_SITES * torus_energy(coupling, CIRCUMFERENCE)
        log_ising -= torus_log_partition(coupling, CIRCUMFERENCE)
        value = log_ising - N_HIDDEN * mean + log_partition
        slope = of_model - N_HIDDEN * of_data
        return float(value) / N_SITES, slope.reshape(WINDOW, WINDOW) / N_SITES

    def trained(self, *, rng: Generator) -> np.ndarray:
        """Return the filter (4, 4) float64 of a local maximum of the likelihood, from small random weights.

        Its sign is such that the sum of the weights is not negative.

        Parameters
        ----------
        rng : Generator, advanced in place
            Draws the weights to begin with.
        """
        start = rng.normal(scale=START, size=WINDOW**2)

        def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
            value, slope = self.divergence(flat)
            return value, slope.ravel()

        weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
        weights = weights.reshape(WINDOW, WINDOW)
        return weights if weights.sum() >= 0 else -weights

    def divergence_at_best_scale(self, weights: np.ndarray) -> float:
        """Return the least KL(Ising || RBM) per site in nats of all positive multiples of a filter (4, 4)."""
        unit = np.asarray(weights, dtype=np.float64) / np.abs(weights).max()
        found = minimize_scalar(
            lambda scale: self.divergence(scale * unit)[0], bounds=(0, LARGEST), method="bounded"
        )
        return float(found.fun)


LARGEST = 4.0
STATES = spin_states(WINDOW**2)[: 2 ** (WINDOW**2 - 1)].astype(np.float64)
"""Of the window with the first spin down; the others are their mirror images, and as probable."""


def _log_partition(flat: np.ndarray) -> tuple[float, np.ndarray]:
    """Return ln Z of the RBM and its derivative by the filter, (16,): sum_j <s_i h_j>, i the site under the weight."""
    hidden = spin_states(N_HIDDEN).astype(np.float64)
    places = _places()
    weights = np.zeros((N_SITES, N_HIDDEN))
    np.put_along_axis(weights, places.T, flat[:, None], axis=0)
    inputs = hidden @ weights.T  # (512, 36)
    log_weights = np.logaddexp(inputs, -inputs).sum(axis=1)
    log_partition = logsumexp(log_weights)
    probabilities = np.exp(log_weights - log_partition)
    products = np.tanh(inputs).T @ (probabilities[:, None] * hidden)  # <s_i h_j>, (36, 9)
    return float(log_partition), np.take_along_axis(products, places.T, axis=0).sum(axis=1)


def _places() -> np.ndarray:
    """Return the site under each weight of the filter, (9, 16) by hidden unit, which is that of a block (2a, 2b)."""
    reach = np.arange(WINDOW) - (WINDOW // 2 - 1)
    starts = STRIDE * np.arange(CIRCUMFERENCE // STRIDE)
    lines = (starts[:, None] + reach) % CIRCUMFERENCE  # (3, 4)
    sites = lines[:, None, :, None] * CIRCUMFERENCE + lines[None, :, None, :]
    return sites.reshape(N_HIDDEN, WINDOW**2)
