"""Matrices that connect even states with even ones and odd with odd: products and truncated factors, block by block."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

__all__ = ["Factors", "even_product", "n_kept_of", "pair_parity", "singular_factors"]

_SMALLEST = 1e-13  # of singular values relative to the largest: below, they are rounding errors
_SAME = 1e-8  # relative difference of singular values of one multiplet


@dataclass(frozen=True, slots=True)
class Factors:
    """Truncated singular value decomposition: matrix = left diag(values) right^T up to what is discarded.

    Attributes
    ----------
    left, right : (n_rows, n_kept), (n_columns, n_kept) float64 arrays
        Orthonormal columns.
    values : (n_kept,) float64 array
        Singular values, descending.
    odd : (n_kept,) bool array
        Parity of each.
    discarded : float
        Sum of the squares of the others, over that of all.
    """

    left: np.ndarray
    right: np.ndarray
    values: np.ndarray
    odd: np.ndarray
    discarded: float


def pair_parity(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return whether each pair of states is odd: (n_first * n_second,) bool, the second state running faster."""
    return (first[:, None] ^ second[None, :]).reshape(-1)


def blocks(row_odd: np.ndarray, column_odd: np.ndarray) -> Iterator[tuple[bool, np.ndarray, np.ndarray]]:
    """Yield parity, rows and columns of the two blocks that are not empty."""
    for odd in (False, True):
        rows, columns = np.flatnonzero(row_odd == odd), np.flatnonzero(column_odd == odd)
        if rows.size and columns.size:
            yield odd, rows, columns


def even_product(
    left: np.ndarray, right: np.ndarray, inner_odd: np.ndarray, outer_odd: np.ndarray
) -> np.ndarray:
    """Return left @ right, (n, m) @ (m, n); ``outer_odd`` are the parities of the rows of the first factor.

    The columns of the second factor have the parities ``outer_odd`` too.
    """
    product = np.zeros((len(left), right.shape[1]))
    for _, outer, inner in blocks(outer_odd, inner_odd):
        product[np.ix_(outer, outer)] = left[np.ix_(outer, inner)] @ right[np.ix_(inner, outer)]
    return product


def singular_factors(matrix: np.ndarray, odd: np.ndarray, bond_dimension: int) -> Factors:
    """Return the factors of the largest singular values of a square matrix.

    ``odd`` are the parities of its rows, and of its columns. At most ``bond_dimension`` are kept, and of a multiplet of
    equal values all or none (:func:`n_kept_of`).
    """
    parts = []
    for parity, rows, _ in blocks(odd, odd):
        left, values, right = np.linalg.svd(matrix[np.ix_(rows, rows)], full_matrices=False)
        parts.append((parity, rows, left, values, right))
    values = np.concatenate([part[3] for part in parts])
    order = np.argsort(-values, kind="stable")
    n_kept = n_kept_of(values[order], bond_dimension)
    kept = order[:n_kept]
    left, right = (np.zeros((len(matrix), len(values))) for _ in range(2))
    start, parities = 0, np.zeros(len(values), dtype=bool)
    for parity, rows, left_part, values_part, right_part in parts:
        stop = start + len(values_part)
        left[rows, start:stop], right[rows, start:stop] = left_part, right_part.T
        parities[start:stop], start = parity, stop
    squares = values[order] ** 2
    return Factors(
        left[:, kept],
        right[:, kept],
        values[kept],
        parities[kept],
        float(squares[n_kept:].sum() / squares.sum()),
    )


def n_kept_of(values: np.ndarray, bond_dimension: int) -> int:
    """Return how many of the singular values (n,), descending, are kept: at most ``bond_dimension`` and at least one.

    A multiplet that symmetry makes equal is not divided, because rounding would decide on which of its states are left
    out. Values below 1e-13 of the largest are rounding errors.
    """
    n_kept = min(bond_dimension, int(np.count_nonzero(values > _SMALLEST * values[0])))
    while 1 < n_kept < len(values) and values[n_kept - 1] - values[n_kept] < _SAME * values[n_kept - 1]:
        n_kept -= 1
    return n_kept
