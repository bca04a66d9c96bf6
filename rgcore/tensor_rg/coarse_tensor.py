"""A tensor that stands for a block of sites, its bonds with their weights and parities, and the start: one spin.

The lattice is a network of equal tensors T[left, up, right, down]. An index of a bond runs over states that are even or
odd under a flip of all spins; an entry of T whose four indices have an odd number of odd states is 0.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from rgcore.arguments.scalars import real_number

__all__ = ["Bond", "CoarseTensor", "site_tensor"]

_LARGEST_COUPLING = 300.0  # cosh of it is finite


@dataclass(frozen=True, slots=True)
class Bond:
    """The states of a bond: weights (n_states,) float64, and whether each is odd under a flip of all spins."""

    weights: np.ndarray
    odd: np.ndarray

    def __len__(self) -> int:
        return len(self.weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoarseTensor:
    """A block of sites.

    Attributes
    ----------
    entries : (n_horizontal, n_vertical, n_horizontal, n_vertical) float64 array
        T[left, up, right, down] divided by exp(log_scale).
    horizontal, vertical : Bond
        The bonds to the left and right, and up and down. Where two tensors meet, their product is summed over the
        states of the bond with its weights.
    log_scale : float
        Natural logarithm of what the entries are divided by.
    n_sites : int
        Sites of the lattice that it stands for.
    discarded : float
        Sum of the squared singular values left out by the last step, over that of all of them.
    spectrum : (n_kept,) float64 array
        Singular values that the last step kept, relative to the largest, descending.
    """

    entries: np.ndarray
    horizontal: Bond
    vertical: Bond
    log_scale: float = 0.0
    n_sites: int = 1
    discarded: float = 0.0
    spectrum: np.ndarray = field(default_factory=lambda: np.ones(1))


def site_tensor(horizontal_coupling: float, vertical_coupling: float) -> CoarseTensor:
    """Return the tensor of one spin on the square lattice.

    exp(K s s') = sum over n = 0, 1 of c_n s^n s'^n with c_0 = cosh K, c_1 = sinh K. The sum over the spin leaves
    2 sqrt(c_l c_u c_r c_d) for an even l + u + r + d, and 0 otherwise.

    Parameters
    ----------
    horizontal_coupling, vertical_coupling : float
        K = J / (k_B T) along rows and along columns, above 0 and at most 300.

    Raises
    ------
    InputError
        If a coupling is out of range.
    """
    roots = [
        _roots(name, coupling)
        for name, coupling in (
            ("horizontal_coupling", horizontal_coupling),
            ("vertical_coupling", vertical_coupling),
        )
    ]
    across, along = roots
    n_odd = np.indices((2, 2, 2, 2)).sum(axis=0)
    entries = 2.0 * np.einsum("l,u,r,d->lurd", across, along, across, along) * (n_odd % 2 == 0)
    bond = Bond(np.ones(2), np.array([False, True]))
    return CoarseTensor(entries=entries, horizontal=bond, vertical=bond)


def _roots(name: str, coupling: float) -> np.ndarray:
    coupling = real_number(name, coupling, above=0.0, most=_LARGEST_COUPLING)
    return np.sqrt([math.cosh(coupling), math.sinh(coupling)])
