"""An RBM whose hidden spins share one filter, trained on a small torus to the exact maximum of its likelihood."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.optimize import minimize
from scipy.special import logsumexp

from rgcore.exact.enumerated_states import spin_states
from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.networks.unbiased import unbiased_rbm
from rgcore.vrg.learned_flow.coarse_lattices import CoarseLattice

__all__ = ["Training", "draw_filters", "tied_rbm", "trained_filter"]

START = 0.3  # standard deviation of the weights to begin with
MOST_ITERATIONS = 400
STEEPEST = 1e-8  # of the gradient at the end, in nats

Cost = Callable[[np.ndarray], tuple[float, np.ndarray]]


class Training(NamedTuple):
    """The best filter (side**2,), and how far below it in log-likelihood each start has ended, (n_starts,) in nats."""

    weights: np.ndarray
    behind: np.ndarray


def draw_filters(lattice: CoarseLattice, n_starts: int, *, rng: Generator) -> np.ndarray:
    """Return (n_starts, side**2) float64 filters, normal of standard deviation 0.3, to start from."""
    return START * rng.standard_normal((n_starts, lattice.side**2))


def tied_rbm(lattice: CoarseLattice, weights: np.ndarray) -> RBM:
    """Return the RBM of -1/+1 units without biases whose hidden spins see the torus through one filter (side**2,)."""
    return unbiased_rbm(_moved(lattice.seen(), np.asarray(weights, dtype=np.float64)))


def _moved(seen: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the weights (side**2, n_hidden) of hidden spins with one filter, given which site each sees."""
    full = np.empty(seen.shape[::-1])
    np.put_along_axis(full, seen.T, weights[:, None], axis=0)
    return full


def trained_filter(
    lattice: CoarseLattice, probabilities: np.ndarray, starts: Sequence[np.ndarray]
) -> Training:
    """Return the filter of largest likelihood that is reached from any start by L-BFGS with the exact gradient.

    There are local maxima: at K = 0.2 about half of the random starts with a hidden spin per two sites end in one that
    is 0.065 nats below the Ising model, which the others reach.

    Parameters
    ----------
    lattice : CoarseLattice
    probabilities : (2**side**2,) float array
        Of the visible states, the same for states that differ by a translation or by the sign of all spins.
    starts : sequence of (side**2,) float arrays
        Not zero, where the gradient vanishes.

    Returns
    -------
    Training
        The sum of the weights is not negative: the sign of all hidden spins changes no distribution.
    """
    cost = divergence_of_filter(lattice, probabilities)
    options = {"maxiter": MOST_ITERATIONS, "gtol": STEEPEST, "ftol": 0.0}
    ends = [minimize(cost, start, jac=True, method="L-BFGS-B", options=options) for start in starts]
    best = min(ends, key=lambda end: end.fun)
    weights = best.x if best.x.sum() >= 0 else -best.x
    return Training(weights, np.array([end.fun - best.fun for end in ends]))


def divergence_of_filter(lattice: CoarseLattice, probabilities: np.ndarray) -> Cost:
    """Return the function filter -> minus the mean log-likelihood in nats, and its gradient.

    As the distribution of the data is invariant under translations, all hidden spins have the mean of ln 2 cosh of one.
    States with the first spin up are the mirror images of the others, and as probable.
    """
    half = len(probabilities) // 2
    states, shares = spin_states(lattice.side**2)[:half].astype(np.float64), 2 * probabilities[:half]
    hidden = spin_states(lattice.n_hidden)[: 2 ** (lattice.n_hidden - 1)].astype(np.float64)
    seen = lattice.seen()

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        inputs = states @ weights
        of_data = shares @ np.logaddexp(inputs, -inputs)
        slope_of_data = (shares * np.tanh(inputs)) @ states
        fields = hidden @ _moved(seen, weights).T  # on the visible spins
        log_weights = np.logaddexp(fields, -fields).sum(axis=1)
        log_partition = np.log(2) + logsumexp(log_weights)
        model = np.exp(log_weights + np.log(2) - log_partition)
        products = np.tanh(fields).T @ (model[:, None] * hidden)  # <v_i h_j>
        slope_of_model = np.take_along_axis(products, seen.T, axis=0).sum(axis=1)
        n_hidden = lattice.n_hidden
        return float(log_partition - n_hidden * of_data), slope_of_model - n_hidden * slope_of_data

    return cost
