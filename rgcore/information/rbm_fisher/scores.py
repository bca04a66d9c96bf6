r"""Derivatives of ln P(v) of an RBM with respect to its parameters, up to a constant.

.. math:: \frac{\partial \ln P(v)}{\partial W_{ij}} = v_i m_j(v) - \langle v_i h_j \rangle, \quad
    \frac{\partial \ln P(v)}{\partial c_i} = v_i - \langle v_i \rangle, \quad
    \frac{\partial \ln P(v)}{\partial b_j} = m_j(v) - \langle h_j \rangle

with m_j(v) the mean of h_j given v: the Fisher metric is the covariance of the first terms, what a family with hidden
units has of its sufficient statistics when only v is observed. The metric depends on the units: all is in spins.
"""

import numpy as np

from rgcore.ising.energy_and_magnetization import energies_of_lattices
from rgcore.rbm.networks.restricted import RBM, mean_h_from_v

__all__ = ["centred_gram", "conditional_statistics", "ising_tangents"]


def conditional_statistics(rbm: RBM, visible: np.ndarray) -> np.ndarray:
    """Return v_i m_j, v_i and m_j of visible states (n, n_visible), (n, n_parameters) float64, W row by row."""
    spins = np.asarray(visible, dtype=np.float64)
    means = mean_h_from_v(rbm, spins)
    products = (spins[:, :, None] * means[:, None, :]).reshape(len(spins), -1)
    return np.concatenate([products, spins, means], axis=1)


def centred_gram(rbm: RBM, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return scalar products of the scores of ``one`` (n, n_visible) and ``other`` (m, n_visible): (n, m) float64.

    The scores are statistics minus their mean over the sample of a state. Of v_i m_j the products are those of v times
    those of m: no matrix has a side as long as the number of parameters.
    """
    spins, others = (np.asarray(each, dtype=np.float64) for each in (one, other))
    of_spins = spins @ others.T
    of_means = mean_h_from_v(rbm, spins) @ mean_h_from_v(rbm, others).T
    gram = of_spins * of_means + of_spins + of_means
    gram -= gram.mean(axis=0)
    return gram - gram.mean(axis=1)[:, None]


def ising_tangents(visible: np.ndarray, order: np.ndarray | None = None) -> np.ndarray:
    """Return d ln P/dK and d ln P/dh of the Ising model, up to constants: (n, 2) float64.

    Parameters
    ----------
    visible : (n, side * side) array of -1 or +1
    order : (side * side,) int array, optional
        Sites in another order: neighbours are then no neighbours of the lattice, a null for d ln P/dK.
    """
    side = round(visible.shape[1] ** 0.5)
    placed = visible if order is None else visible[:, order]
    lattices = np.ascontiguousarray(placed, dtype=np.int8).reshape(-1, side, side)
    return np.stack([-energies_of_lattices(lattices), lattices.sum(axis=(1, 2))], axis=1).astype(np.float64)
