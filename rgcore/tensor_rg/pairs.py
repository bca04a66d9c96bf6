"""Coarse-graining by pairs: two tensors become one, above each other and beside each other in turn.

The states of a pair of bonds are those in which one side of the pair of tensors varies most (HOTRG: Xie et al.,
arXiv:1201.1144).
"""

import math

import numpy as np

from rgcore.tensor_rg.coarse_tensor import Bond, CoarseTensor
from rgcore.tensor_rg.parity_blocks import Factors, pair_parity, singular_factors

__all__ = ["join_pairs"]

_SAME = 1e-6  # relative difference of what both sides discard, below which rounding would decide between them


def join_pairs(tensor: CoarseTensor, bond_dimension: int) -> CoarseTensor:
    """Return the tensor of two blocks above each other, mirrored along the diagonal.

    The mirror exchanges left with up and right with down: the next step joins blocks that were beside each other.

    Parameters
    ----------
    tensor : CoarseTensor
        With weights 1.
    bond_dimension : int
        Largest number of states of a new bond.
    """
    entries, odd = tensor.entries, tensor.horizontal.odd
    states, discarded = _states_of_pair(entries, odd, bond_dimension)
    mirrored = _states_of_pair(entries.transpose(2, 1, 0, 3), odd, bond_dimension)
    if mirrored[1] < (1 - _SAME) * discarded:
        states, discarded = mirrored
    n_h, n_new = len(tensor.horizontal), states.values.size
    pair = states.left.reshape(n_h, n_h, n_new)  # (upper, lower, new)
    upper = np.tensordot(pair, entries, axes=(0, 0))  # (lower left, new left, up, upper right, inner)
    both = np.tensordot(
        upper, entries, axes=((0, 4), (0, 1))
    )  # (new left, up, upper right, lower right, down)
    joined = np.tensordot(both, pair, axes=((2, 3), (0, 1)))  # (new left, up, down, new right)
    size = float(np.linalg.norm(joined))
    return CoarseTensor(
        entries=joined.transpose(1, 0, 2, 3) / size,
        horizontal=tensor.vertical,
        vertical=Bond(np.ones(n_new), states.odd),
        log_scale=2 * tensor.log_scale + math.log(size),
        n_sites=2 * tensor.n_sites,
        discarded=discarded,
        spectrum=np.sqrt(states.values / states.values[0]),
    )


def _states_of_pair(entries: np.ndarray, odd: np.ndarray, bond_dimension: int) -> tuple[Factors, float]:
    """Return the states of the two left bonds in which a pair varies most, and the share of the others."""
    upper = np.tensordot(entries, entries, axes=((1, 2), (1, 2)))  # (left, inner, left', inner')
    lower = np.tensordot(entries, entries, axes=((2, 3), (2, 3)))
    squared = np.tensordot(upper, lower, axes=((1, 3), (1, 3)))  # (upper, upper', lower, lower')
    n_h = len(odd)
    squared = squared.transpose(0, 2, 1, 3).reshape(n_h**2, n_h**2)
    states = singular_factors(
        squared, pair_parity(odd, odd), bond_dimension
    )  # values: squared singular values
    return states, max(0.0, float(1 - states.values.sum() / np.trace(squared)))
