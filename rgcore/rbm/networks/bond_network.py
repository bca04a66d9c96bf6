"""The RBM with one hidden spin per bond, whose visible distribution is exactly that of the Ising model."""

import numpy as np

from rgcore.rbm.networks.restricted import RBM
from rgcore.rbm.networks.unbiased import unbiased_rbm

__all__ = ["bond_network", "bond_weight"]


def bond_weight(coupling: float) -> float:
    """Return the weight w with exp(K v v') = A sum_h exp(w h (v + v')) for spins v, v', h.

    The cases v = v' and v = -v' give exp(K) = 2 A cosh 2w and exp(-K) = 2 A, hence cosh 2w = exp(2K), which is
    tanh K = tanh^2 w, and A = exp(-K) / 2. The formula used here has no cancellation at small and large K.

    Parameters
    ----------
    coupling : float
        K, dimensionless, not negative.

    Raises
    ------
    ValueError
        If ``coupling`` is negative: then no real weight exists.
    """
    if not coupling >= 0:
        raise ValueError(f"coupling must not be negative, got {coupling}")
    return float(coupling + np.log1p(np.sqrt(-np.expm1(-4 * coupling))) / 2)


def bond_network(bonds: np.ndarray, n_spins: int, coupling: float) -> RBM:
    """Return the RBM of -1/+1 units whose visible distribution is exp(K sum of s s' over the bonds) / Z.

    Each hidden spin is coupled to the two spins of its bond and to no other, at every coupling: the size of its
    receptive field does not depend on the correlation length.

    Parameters
    ----------
    bonds : (n_bonds, 2) int array
        Sites of each bond, such as :func:`rgcore.lattice.square_bonds` returns them.
    n_spins : int
    coupling : float
        K, not negative.

    Returns
    -------
    RBM
        Weights (n_spins, n_bonds) float64, no biases.
    """
    weights = np.zeros((n_spins, len(bonds)))
    hidden = np.arange(len(bonds))
    weights[bonds[:, 0], hidden] = weights[bonds[:, 1], hidden] = bond_weight(coupling)
    return unbiased_rbm(weights)
