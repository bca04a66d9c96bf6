"""Tensors with two states per bond: four blocked into one, and the exact derivative of that.

T[x, x', y, y'] is the weight of a site given the states of its left, right, upper and lower bond. State 1 is odd
under a flip of all spins, so that entries with an odd sum vanish without a magnetic field. All tensors here are
symmetric under both reflections, and normalized by T[0, 0, 0, 0] = 1.

The block B[X, X', Y, Y'] of 2 x 2 tensors has four states per pair of bonds. Of these two are kept, one even and one
odd: eigenvectors U of a symmetric matrix, in which ways of blocking differ.
"""

from collections.abc import Callable

import numpy as np

from rgcore.vrg.flows.flow_card import Linearized

__all__ = [
    "EVEN",
    "ODD",
    "Chosen",
    "blocked",
    "blocked_derivative",
    "ising_tensor",
    "joined_pair",
    "kept",
    "tensor_of",
]

EVEN = (
    ((1, 1, 0, 0),),
    ((0, 0, 1, 1),),
    ((1, 0, 1, 0), (1, 0, 0, 1), (0, 1, 1, 0), (0, 1, 0, 1)),
    ((1, 1, 1, 1),),
)
ODD = (
    ((1, 0, 0, 0), (0, 1, 0, 0)),
    ((0, 0, 1, 0), (0, 0, 0, 1)),
    ((1, 1, 1, 0), (1, 1, 0, 1)),
    ((1, 0, 1, 1), (0, 1, 1, 1)),
)
"""Entries that are equal by the reflections: even ones other than T[0, 0, 0, 0], and odd ones."""

Chosen = tuple[np.ndarray, np.ndarray]
"""The states kept of a pair of bonds, U (4, 2), and their derivatives along n directions, (n, 4, 2)."""

_SYMMETRIC, _KEPT = np.array([0, 1, 1, 0]) / 2**0.5, 2
_NO_DIRECTIONS = np.empty((0, 2, 2, 2, 2))


def ising_tensor(coupling: float) -> np.ndarray:
    """Return the even entries (4,) of the Ising model: a power of tanh K, one half per bond in state 1."""
    bond = np.tanh(coupling)
    return np.array([bond, bond, bond, bond**2])


def tensor_of(even: np.ndarray) -> np.ndarray:
    """Return T (2, 2, 2, 2) of its even entries (4,)."""
    return _filled(EVEN, even, first=1.0)


def blocked(even: np.ndarray, choose: Callable[..., tuple[Chosen, Chosen]]) -> np.ndarray:
    """Return the even entries (4,) of the renormalized tensor.

    Parameters
    ----------
    even : (4,) array
    choose : callable
        T, block, and their tangents -> the states kept of pairs of x bonds and of pairs of y bonds.
    """
    return _entries(_renormalized(tensor_of(even), _NO_DIRECTIONS, choose)[0], EVEN)


def blocked_derivative(even: np.ndarray, choose: Callable[..., tuple[Chosen, Chosen]]) -> Linearized:
    """Return the exact derivative of even and of odd entries, (4, 4) each, where odd entries vanish."""
    tangents = np.stack([_filled(groups, unit) for groups in (EVEN, ODD) for unit in np.eye(4)])
    moved = _renormalized(tensor_of(even), tangents, choose)[1]
    of_even, of_odd = (
        np.stack([_entries(tangent, groups) for tangent in part], axis=1)
        for groups, part in ((EVEN, moved[:4]), (ODD, moved[4:]))
    )
    return Linearized(even=of_even, odd=of_odd)


def joined_pair(upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """Return two tensors joined along y, (..., 4, 4, 2, 2): pairs of x, pairs of x', y, y'."""
    joined = np.einsum("...abyz,...cdzw->...acbdyw", upper, lower)
    return joined.reshape(*joined.shape[:-6], 4, 4, 2, 2)


def kept(matrix: np.ndarray, d_matrix: np.ndarray) -> Chosen:
    """Return one even and one odd eigenvector of a symmetric matrix (4, 4), and their derivatives.

    In the even sector they are rotated by an angle from the states 00 and 11; in the odd one they are 01 +- 10. The
    derivative is first-order perturbation theory; a direction that is odd mixes the sectors.
    """
    angle = np.arctan2(2 * matrix[0, 3], matrix[0, 0] - matrix[3, 3]) / 2
    cosine, sine = np.cos(angle), np.sin(angle)
    even, other = np.array([cosine, 0, 0, sine]), np.array([-sine, 0, 0, cosine])
    basis = np.stack([even, _SYMMETRIC, other, _SYMMETRIC * [1, 1, -1, 1]], axis=1)
    levels = np.diag(basis.T @ matrix @ basis)
    gaps = levels[:_KEPT] - levels[:, None]  # (4, 2)
    mixing = basis.T @ d_matrix @ basis[:, :_KEPT]
    return basis[:, :_KEPT], basis @ np.divide(mixing, gaps, out=np.zeros_like(mixing), where=gaps != 0)


def _renormalized(
    tensor: np.ndarray, tangents: np.ndarray, choose: Callable
) -> tuple[np.ndarray, np.ndarray]:
    block, corners = (
        _block([tensor] * 4),
        [[tensor] * place + [tangents] + [tensor] * (3 - place) for place in range(4)],
    )
    d_block = sum(map(_block, corners))
    (x, d_x), (y, d_y) = choose(tensor, tangents, block, d_block)
    result = _projected(block, (x, x, y, y))
    moved = _projected(d_block, (x, x, y, y))
    for place, turned in enumerate((d_x, d_x, d_y, d_y)):
        sides = [x, x, y, y]
        sides[place] = turned
        moved = moved + _projected(block, sides)
    norm = result[0, 0, 0, 0]
    return result / norm, (moved - moved[:, :1, :1, :1, :1] * result / norm) / norm


def _block(corners: list[np.ndarray]) -> np.ndarray:
    """Return the block (..., 4, 4, 4, 4) of the tensors upper left, upper right, lower left and lower right."""
    upper = np.einsum("...iapb,...ajqc->...ijpqbc", *corners[:2])
    lower = np.einsum("...kdbr,...dlcs->...bcklrs", *corners[2:])
    shapes = [(*part.shape[:-6], *shape) for part, shape in ((upper, (16, 4)), (lower, (4, 16)))]
    joined = upper.reshape(shapes[0]) @ lower.reshape(shapes[1])  # (i, j, p, q), (k, l, r, s)
    joined = np.einsum("...ijpqklrs->...ikjlpqrs", joined.reshape(*joined.shape[:-2], *(2,) * 8))
    return joined.reshape(*joined.shape[:-8], 4, 4, 4, 4)


def _projected(block: np.ndarray, sides: list[np.ndarray]) -> np.ndarray:
    for side in sides:  # the first leg is projected and becomes the last one
        block = np.einsum("...abyw,...ax->...bywx", block, side)
    return block


def _filled(groups: tuple, values: np.ndarray, first: float = 0.0) -> np.ndarray:
    tensor = np.zeros((2, 2, 2, 2))
    tensor[0, 0, 0, 0] = first
    for group, value in zip(groups, values, strict=True):
        for place in group:
            tensor[place] = value
    return tensor


def _entries(tensor: np.ndarray, groups: tuple) -> np.ndarray:
    return np.array([tensor[group[0]] for group in groups])
