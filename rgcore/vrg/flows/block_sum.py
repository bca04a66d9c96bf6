"""The exact sum over the spins of a block, its couplings, and their exact derivative."""

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from rgcore.vrg.flows.flow_card import Linearized

__all__ = ["BlockSum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSum:
    """A map of couplings K -> K' by a sum over the states v of a few spins.

    For every state h of the spins that stay,

        -H'(h) = ln sum_v exp(A(h, v) + sum_a K_a S_a(h, v)),    K'_a = sum_h -H'(h) S'_a(h) / sum_h S'_a(h)^2.

    The second equation is the expansion in sums S'_a of products of the spins h, which are orthogonal. A is fixed: it
    holds the rule by which h follows v, and how many states a v stands for. The derivative is exact:
    d(-H'(h)) / dK_a is the mean of S_a given h.

    Attributes
    ----------
    log_kernel : (n_h, n_v) float64 array
        A(h, v); minus infinity where v is impossible given h.
    features : (n_h, n_v, n_couplings) float64 array, or (1, n_v, n_couplings) if they do not depend on h
        S_a(h, v): even couplings first, then odd ones.
    coarse : (n_h, n_couplings) float64 array
        S'_a(h), in the same order.
    n_even : int
        Number of even couplings.
    """

    log_kernel: np.ndarray
    features: np.ndarray
    coarse: np.ndarray
    n_even: int

    def log_weights(self, couplings: np.ndarray) -> np.ndarray:
        """Return A(h, v) + sum_a K_a S_a(h, v), (n_h, n_v), of even couplings or of all of them."""
        return self.log_kernel + self.features[..., : len(couplings)] @ couplings

    def expand(self, function: np.ndarray) -> np.ndarray:
        """Return the coefficients of S'_a in functions of h, (n_h, ...) -> (n_couplings, ...)."""
        squares = (self.coarse**2).sum(axis=0)
        return (self.coarse / squares).T @ function

    def all_couplings(self, couplings: np.ndarray) -> np.ndarray:
        """Return K' of even couplings, or of all of them: even first, then odd, (n_couplings,)."""
        return self.expand(logsumexp(self.log_weights(couplings), axis=1))

    def step(self, couplings: np.ndarray) -> np.ndarray:
        """Return even K' (n_even,) of even K (n_even,)."""
        return self.all_couplings(couplings)[: self.n_even]

    def constant(self, couplings: np.ndarray) -> float:
        """Return the mean over h of -H'(h): what the sum adds to ln Z per block, beside the couplings."""
        return float(logsumexp(self.log_weights(couplings), axis=1).mean())

    def means(self, couplings: np.ndarray, features: np.ndarray | None = None) -> np.ndarray:
        """Return the means given h of the features, or of other functions (n_h, n_v, n): (n_h, n)."""
        weights = self.log_weights(couplings)
        probabilities = np.exp(weights - logsumexp(weights, axis=1, keepdims=True))
        taken = self.features if features is None else features
        return np.einsum(
            "hv,hvn->hn", probabilities, np.broadcast_to(taken, (*weights.shape, taken.shape[-1]))
        )

    def linearize(self, couplings: np.ndarray) -> Linearized:
        """Return the exact derivative at even couplings (n_even,)."""
        jacobian, n = self.expand(self.means(couplings)), self.n_even
        return Linearized(even=jacobian[:n, :n], odd=jacobian[n:, n:])
