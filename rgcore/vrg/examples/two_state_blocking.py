"""The projection of two bonds onto two states, as the block tensor of the Ising model chooses it."""

import numpy as np

__all__ = ["best_angle", "block_tensor", "site_tensor"]


def site_tensor(coupling: float) -> np.ndarray:
    """Return the tensor T of a site, whose contraction over all bonds is Z / (2 cosh^2 K)^n_sites.

    exp(K s s') = cosh K sum_n (t s s')^n with t = tanh K and n = 0, 1 on every bond. Summing out the spin of a site
    leaves T = t^((n1 + n2 + n3 + n4) / 2) for an even number of bonds with n = 1, and zero otherwise.

    Returns
    -------
    (2, 2, 2, 2) float64 array
        By n on the bonds to the left, right, up and down.
    """
    total = np.indices((2, 2, 2, 2)).sum(axis=0)
    return np.where(total % 2 == 0, np.tanh(coupling) ** (total / 2), 0.0)


def block_tensor(coupling: float) -> np.ndarray:
    """Return the tensor of 2 x 2 sites, (4, 4, 4, 4) float64: two bonds per side, with number 2 n1 + n2."""
    site = site_tensor(coupling)
    # a b: left a, right b, up c, down d; n1 is the upper or the left one of two bonds
    block = np.einsum("amcp,mbdq,enpf,ngqh->aebgcdfh", site, site, site, site)
    return block.reshape(4, 4, 4, 4)


def best_angle(coupling: float) -> float:
    """Return the angle phi of the even state cos phi |00> + sin phi |11> that keeps most of the block tensor.

    The higher-order singular value decomposition (Xie et al., arXiv:1201.1144) with two states, one of each parity as
    in Meurice, arXiv:1211.3675: the leading eigenvector of M = sum over the three other sides of T T. The odd state is
    (|01> + |10>) / sqrt 2 by symmetry.
    """
    sides = block_tensor(coupling).transpose(1, 0, 2, 3).reshape(4, -1)
    weights = (sides @ sides.T)[np.ix_([0, 3], [0, 3])]  # of |00> and |11>
    return float(np.arctan2(2 * weights[0, 1], weights[0, 0] - weights[1, 1]) / 2)
