"""The family of networks that every objective is tried on: RBMs without fields on a ring, and a constant."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from rgcore.exact.enumerated_states import boltzmann_distribution, spin_states
from rgcore.exact.pair_hamiltonian import pair_hamiltonian, ring_bonds

__all__ = ["RingFamily", "draw_start", "ring_family"]

_START_SCALE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class RingFamily:
    """RBMs T(v, h) = constant + v.W.h + H(v) for one ring.

    Attributes
    ----------
    hamiltonian : (2**n_sites,) float64 array
        H(v), in units of k_B T.
    states : (2**n_sites, n_sites) float64 array
        Entries -1 or +1.
    boltzmann : (2**n_sites,) float64 array
        P(v)
    n_hidden : int
    """

    hamiltonian: np.ndarray
    states: np.ndarray
    boltzmann: np.ndarray
    n_hidden: int

    @property
    def n_sites(self) -> int:
        """Number of visible spins."""
        return self.states.shape[1]

    def split(self, parameters: np.ndarray) -> tuple[np.ndarray, float]:
        """Return W (n_sites, n_hidden) and the constant, of which ``parameters`` (n_sites n_hidden + 1,) is made."""
        return parameters[:-1].reshape(self.n_sites, self.n_hidden), float(parameters[-1])

    def log_trace(self, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return t(v) = constant + H(v) + sum_j ln 2 cosh (v.W)_j and <h> given v, (2**n_sites, n_hidden)."""
        weights, constant = self.split(parameters)
        inputs = self.states @ weights
        return constant + self.hamiltonian + np.logaddexp(inputs, -inputs).sum(axis=1), np.tanh(inputs)

    def gradient(self, derivative: np.ndarray, means: np.ndarray) -> np.ndarray:
        """Return d cost / d parameters from d cost / dt (2**n_sites,): dt / dW_ij = v_i <h_j>, dt / d constant = 1."""
        weights = self.states.T @ (derivative[:, None] * means)
        return np.append(weights.reshape(-1), derivative.sum())


def ring_family(n_sites: int, n_hidden: int, coupling: float) -> RingFamily:
    """Return the RBMs with ``n_hidden`` hidden spins for a ring of coupling K."""
    hamiltonian = pair_hamiltonian(ring_bonds(n_sites), n_sites, coupling)
    return RingFamily(
        hamiltonian=hamiltonian,
        states=spin_states(n_sites).astype(np.float64),
        boltzmann=boltzmann_distribution(-hamiltonian),
        n_hidden=n_hidden,
    )


def draw_start(n_sites: int, n_hidden: int, *, rng: Generator) -> np.ndarray:
    """Return parameters (n_sites n_hidden + 1,) to start from: weights of standard deviation 0.1, constant zero."""
    return np.append(_START_SCALE * rng.standard_normal(n_sites * n_hidden), 0.0)
