"""The Hamiltonian of 4 x 4 block spins of an 8 x 8 torus, exactly: 2**64 states by transfer matrices."""

import numpy as np

from rgcore.errors import InputError
from rgcore.exact.enumerated_states import spin_states

__all__ = ["SIDE", "block_log_weights"]

SIDE = 8
_SMALL = 4  # a side that can be enumerated, too
_ROUNDING = 1e-12


def block_log_weights(block_rule: np.ndarray, coupling: float, *, side: int = SIDE) -> np.ndarray:
    """Return -H_RG(h) of one block spin per 2 x 2 square of a torus with coupling K.

    The sum over all spins of a fixed h is a trace of matrices between rows of spins, one per row of blocks,

        exp(-H_RG(h)) = Tr M(h_1) M(h_2) M(h_3) M(h_4),

    where M contains both rows of a row of blocks, the bonds to the next, and p(h | v) of its blocks. A block lattice of
    side 4 is the smallest with pairs of blocks that are further apart than the diagonal.

    Parameters
    ----------
    block_rule : (16,) float array
        Probability that the block spin is up for each state of its spins, upper left, upper right, lower left and lower
        right, in the order of :func:`rgcore.exact.spin_states`. Flipping all four must flip the block spin.
    coupling : float
        K, dimensionless.
    side : int
        Of the torus: 8, or 4.

    Returns
    -------
    (2**(side**2 / 4),) float64 array
        In the order of :func:`rgcore.exact.spin_states`, block spins row by row.

    Raises
    ------
    InputError
        If there is another side, or the rule is not odd under a flip.
    """
    rule = np.asarray(block_rule, dtype=np.float64)
    if side not in (_SMALL, SIDE):
        raise InputError(f"side must be {_SMALL} or {SIDE}, got {side}")
    if rule.shape != (16,) or np.abs(rule + rule[::-1] - 1).max() > _ROUNDING:
        raise InputError(f"block_rule must be 16 probabilities, odd under a flip of all spins, got {rule}")
    rows = _rows_of_blocks(rule, coupling, side)
    scale = rows.max()
    rows /= scale
    traces = _traces_of_two(rows) if side == _SMALL else _traces_of_four(rows)
    return np.log(traces).reshape(-1) + side // 2 * np.log(scale)


def _traces_of_two(rows: np.ndarray) -> np.ndarray:
    return np.einsum("ars,bsr->ab", rows, rows)


def _traces_of_four(rows: np.ndarray) -> np.ndarray:
    """Return Tr M(a) M(b) M(c) M(d), (n * n, n * n), of which the symmetries give seven of eight."""
    n_rows = len(rows)
    symmetries = _symmetries(n_rows)
    images = np.stack([n_rows * on_rows[:, None] + on_rows[None, :] for on_rows, _ in symmetries])
    images = images.reshape(len(symmetries), -1)  # of the pair (a, b), as one number
    first = np.flatnonzero(images.min(axis=0) == np.arange(n_rows**2))  # one pair of each orbit
    products = np.stack([rows[pair // n_rows] @ rows[pair % n_rows] for pair in first])
    left = products.reshape(len(first), -1)
    traces = np.empty((n_rows**2, n_rows**2))
    for image, (_, on_states) in zip(images, symmetries, strict=True):
        back = np.argsort(on_states)
        right = products[:, back][:, :, back].swapaxes(1, 2)  # transposed products of the images
        found = left @ np.ascontiguousarray(right).reshape(len(first), -1).T
        for other in images:  # the same symmetry for both pairs changes no trace
            traces[np.ix_(other[first], other[image[first]])] = found
    return traces


def _symmetries(n_rows: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return where translations along a row by one block, and the flip of all spins, take states.

    Each is a pair of permutations: of the states of a row of blocks, (n_rows,), and of a row of spins, (n_rows**2,).
    """
    n_blocks = n_rows.bit_length() - 1
    found = []
    for shift in range(n_blocks):
        both = [_numbers(np.roll(_bits(n), -shift * n // n_blocks, axis=1)) for n in (n_blocks, 2 * n_blocks)]
        found += [tuple(both), tuple(each[::-1] for each in both)]
    return found


def _bits(n_spins: int) -> np.ndarray:
    return (spin_states(n_spins) > 0).astype(np.int64)


def _numbers(bits: np.ndarray) -> np.ndarray:
    """Return the numbers of states given by their bits, the first spin most significant."""
    return bits @ (1 << np.arange(bits.shape[1] - 1, -1, -1))


def _rows_of_blocks(rule: np.ndarray, coupling: float, side: int) -> np.ndarray:
    """Return M(h) for all states of a row of blocks: (2**(side/2), 2**side, 2**side), between upper rows of spins."""
    signs = spin_states(side).astype(np.float64)
    inside = np.exp(coupling * (signs * np.roll(signs, 1, axis=1)).sum(axis=1))
    between = np.exp(coupling * signs @ signs.T)
    both_rows = inside[:, None] * between * inside[None, :]
    halves = _bits(side).reshape(len(signs), side // 2, 2) @ np.array([2, 1])
    up = rule[4 * halves[:, None] + halves[None, :]]  # (2**side, 2**side, side / 2)
    result = []
    for hidden in spin_states(side // 2):
        given_rows = np.where(hidden > 0, up, 1 - up).prod(axis=2)
        result.append((both_rows * given_rows) @ between)
    return np.stack(result)
