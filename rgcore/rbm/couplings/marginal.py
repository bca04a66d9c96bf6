"""Couplings in the marginal distribution of the visible units of an RBM: the Ising model that it is."""

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import an_instance
from rgcore.errors import InputError
from rgcore.rbm.couplings.unit_nodes import unit_nodes
from rgcore.rbm.networks.conversion import in_units
from rgcore.rbm.networks.restricted import RBM, double_precision
from rgcore.rbm.units.unit_type import type_of_all

__all__ = ["marginal_couplings", "pair_couplings"]

AT_ONCE = 2**22  # entries of an array of sets and nodes


def marginal_couplings(rbm: RBM, subsets: np.ndarray) -> np.ndarray:
    """Return the couplings a_S of -H(v) = sum_S a_S prod_{i in S} v_i for chosen sets S of visible units.

    exp(-H(v)) is the unnormalized probability of the visible units, with the hidden ones summed over. Units of other
    values are turned into spins -1 and +1 first. The expansion in products is unique: for an RBM whose visible
    distribution is that of an Ising model, the pairs are its couplings and all other products have none. Of the hidden
    units, take :func:`rgcore.rbm.networks.restricted.swap_layers` of the RBM.

    The cost is that of n_hidden times some 50 to 200 times the larger of n_visible and n_subsets * n_spins operations.

    Parameters
    ----------
    rbm : RBM
    subsets : (n_subsets, n_spins) int array
        Visible units of each set, all different; one unit for its field, two for a pair.

    Returns
    -------
    (n_subsets,) float64 array
        In units of k_B T, exact to rounding (:mod:`rgcore.rbm.couplings.unit_nodes`); positive if +1 is the likelier
        value of the product.

    Raises
    ------
    InputError
        If a set names a unit twice or one that does not exist, visible units are real-valued, or weights are too large.
    """
    spins = _as_spins(rbm)
    subsets = _checked_subsets(subsets, spins.n_visible)
    order = subsets.shape[1]
    found = spins.visible_bias[subsets[:, 0]] if order == 1 else np.zeros(len(subsets))
    sign = 1 if (order + 1) // 2 % 2 else -1
    for weights, bias in zip(spins.weights.T, spins.hidden_bias, strict=True):
        nodes = unit_nodes(weights, bias, order)
        factors = sign * (nodes.odd if order % 2 else nodes.even)
        found += _summed(factors, nodes.tangents, subsets)
    return found


def pair_couplings(rbm: RBM) -> np.ndarray:
    """Return the couplings of all pairs of visible units, as :func:`marginal_couplings` does for some.

    Parameters
    ----------
    rbm : RBM

    Returns
    -------
    (n_visible, n_visible) float64 array
        Symmetric, zero on the diagonal.

    Raises
    ------
    InputError
        If ``rbm`` is no RBM, or has real-valued visible units.
    """
    spins = _as_spins(rbm)
    found = np.zeros((spins.n_visible, spins.n_visible))
    for weights, bias in zip(spins.weights.T, spins.hidden_bias, strict=True):
        nodes = unit_nodes(weights, bias, 2)
        found += (nodes.tangents * nodes.even) @ nodes.tangents.T
    found = (found + found.T) / 2
    np.fill_diagonal(found, 0.0)
    return found


def _as_spins(rbm: RBM) -> RBM:
    """Return the RBM in double precision with units -1 and +1."""
    an_instance("rbm", rbm, RBM)
    type_of_all(rbm.units, rbm.visible_units)
    return in_units(double_precision(rbm), "spin")


def _summed(factors: np.ndarray, tangents: np.ndarray, subsets: np.ndarray) -> np.ndarray:
    """Return the sum over nodes of factors (n_nodes,) times the tangents of each set, (n_subsets,)."""
    rows = max(1, AT_ONCE // max(len(factors) * subsets.shape[1], 1))
    parts = [
        tangents[subsets[start : start + rows]].prod(axis=1) @ factors
        for start in range(0, len(subsets), rows)
    ]
    return np.concatenate(parts)


def _checked_subsets(subsets: object, n_visible: int) -> np.ndarray:
    array = real_array("subsets", subsets, ("n_subsets", "n_spins"))
    if (array != np.floor(array)).any() or array.min() < 0 or array.max() >= n_visible:
        raise InputError(
            f"subsets must name visible units by whole numbers from 0 to {n_visible - 1}, got {array.min():g} to "
            f"{array.max():g}"
        )
    ordered = np.sort(array, axis=1)
    if (ordered[:, 1:] == ordered[:, :-1]).any():
        raise InputError("subsets must name each of their units once, but one of them names a unit twice")
    return array.astype(np.int64)
