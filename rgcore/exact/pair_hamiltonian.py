"""Energies of small Ising models on every state, and the bonds of a ring."""

import numpy as np

from rgcore.exact.enumerated_states import spin_states

__all__ = ["pair_hamiltonian", "ring_bonds"]


def ring_bonds(n_sites: int) -> np.ndarray:
    """Return the (n_sites, 2) int64 bonds of a ring, site k to site k + 1.

    Raises
    ------
    ValueError
        If ``n_sites`` is below 3, where the two ways around are one.
    """
    if n_sites < 3:
        raise ValueError(f"a ring must have at least 3 sites, got {n_sites}")
    sites = np.arange(n_sites)
    return np.stack([sites, np.roll(sites, -1)], axis=1)


def pair_hamiltonian(bonds: np.ndarray, n_spins: int, coupling: float) -> np.ndarray:
    """Return H(v) = -K sum_bonds v_i v_j in units of k_B T on every state.

    Parameters
    ----------
    bonds : (n_bonds, 2) int array
        Site indices below ``n_spins``.
    n_spins : int
        From 1 to 24.
    coupling : float
        K = J / (k_B T), dimensionless; positive is ferromagnetic.

    Returns
    -------
    (2**n_spins,) float64 array
        In the order of :func:`rgcore.exact.spin_states`.
    """
    states = spin_states(n_spins)
    products = states[:, bonds[:, 0]] * states[:, bonds[:, 1]]  # (2**n_spins, n_bonds) int8
    return -coupling * products.sum(axis=1, dtype=np.float64)
