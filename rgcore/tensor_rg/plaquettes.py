"""Coarse-graining by a factor of two in area: every tensor is cut in two, and four halves meet in each plaquette.

Half of the tensors of a checkerboard are cut from the lower left to the upper right (left and up | right and down), the
others the other way (left and down | right and up). The new tensors are the four halves around every second plaquette;
the lattice is turned by 45 degrees: Levin and Nave, cond-mat/0611687.

A cut T = U diag(s) V^T gives halves U s^((1 - k)/2) and V s^((1 - k)/2), and a new bond with weights s^k. With k = 0
this is the method of Levin and Nave; k = -1/2 is the bond-weighted one of Adachi, Okubo and Todo, arXiv:2011.01679,
where a half contains the weights of its surroundings.
"""

import math

import numpy as np

from rgcore.tensor_rg.coarse_tensor import Bond, CoarseTensor
from rgcore.tensor_rg.parity_blocks import Factors, even_product, pair_parity, singular_factors

__all__ = ["join_plaquettes"]


def join_plaquettes(tensor: CoarseTensor, bond_dimension: int, weight_exponent: float) -> CoarseTensor:
    """Return the tensor of twice as many sites.

    Parameters
    ----------
    tensor : CoarseTensor
    bond_dimension : int
        Largest number of states of a new bond.
    weight_exponent : float
        k, the power of the singular values that becomes the weights of the new bonds: 0 or -1/2.
    """
    falling, rising = _cut(tensor, bond_dimension)
    shape = (len(tensor.horizontal), len(tensor.vertical))
    left_up, right_down = _halves(falling, shape, weight_exponent)
    left_down, right_up = _halves(rising, shape, weight_exponent)
    horizontal, vertical = tensor.horizontal.weights, tensor.vertical.weights
    # the plaquette has its upper left and lower right corner cut falling, the two others rising
    left = np.tensordot(right_down * vertical[:, None], right_up, axes=(1, 1))  # (top, x, bottom, y')
    left *= horizontal[:, None, None, None] * horizontal[:, None]
    right = np.tensordot(left_down * vertical[:, None], left_up, axes=(1, 1))  # (top, y, bottom, x')
    n_x, n_y, n_h = falling.values.size, rising.values.size, shape[0]
    product = even_product(
        left.transpose(1, 3, 0, 2).reshape(n_x * n_y, n_h**2),
        right.transpose(0, 2, 3, 1).reshape(n_h**2, n_x * n_y),
        pair_parity(tensor.horizontal.odd, tensor.horizontal.odd),
        pair_parity(falling.odd, rising.odd),
    )  # (x y', x' y)
    entries = product.reshape(n_x, n_y, n_x, n_y).transpose(0, 3, 2, 1)
    size = float(np.linalg.norm(entries))
    return CoarseTensor(
        entries=entries / size,
        horizontal=_bond(falling, weight_exponent),
        vertical=_bond(rising, weight_exponent),
        log_scale=2 * tensor.log_scale + math.log(size),
        n_sites=2 * tensor.n_sites,
        discarded=max(falling.discarded, rising.discarded),
        spectrum=falling.values / falling.values[0],
    )


def _cut(tensor: CoarseTensor, bond_dimension: int) -> tuple[Factors, Factors]:
    """Return the factors of (left up | right down) and of (left down | right up)."""
    odd = pair_parity(tensor.horizontal.odd, tensor.vertical.odd)
    falling, rising = (
        entries.reshape(odd.size, odd.size)
        for entries in (tensor.entries, tensor.entries.transpose(0, 3, 2, 1))
    )
    return singular_factors(falling, odd, bond_dimension), singular_factors(rising, odd, bond_dimension)


def _halves(
    factors: Factors, shape: tuple[int, int], weight_exponent: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the two halves of a cut tensor, each (n_horizontal, n_vertical, n_kept)."""
    largest = factors.values[0]
    share = math.sqrt(largest) * (factors.values / largest) ** ((1 - weight_exponent) / 2)
    return (factors.left * share).reshape(*shape, -1), (factors.right * share).reshape(*shape, -1)


def _bond(factors: Factors, weight_exponent: float) -> Bond:
    return Bond((factors.values / factors.values[0]) ** weight_exponent, factors.odd)
