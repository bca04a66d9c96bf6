"""The best linear decoder of a code: least squares from bits, and a constant, to spins."""

from collections.abc import Iterator

import numpy as np

__all__ = ["ROWS_AT_ONCE", "decode_linearly", "fit_linear_decoder", "slices"]

ROWS_AT_ONCE = 2000


def slices(n: int) -> Iterator[slice]:
    """Yield the slices of n rows, of at most ``ROWS_AT_ONCE``."""
    for start in range(0, n, ROWS_AT_ONCE):
        yield slice(start, min(start + ROWS_AT_ONCE, n))


def fit_linear_decoder(bits: np.ndarray, spins: np.ndarray) -> np.ndarray:
    """Return the decoder A for which the mean of (spins - [bits, 1] A)^2 is least; of several the smallest one.

    Parameters
    ----------
    bits : (n, n_bits) int8 array of -1 or +1
    spins : (n, n_sites) int8 array of -1 or +1

    Returns
    -------
    (n_bits + 1, n_sites) float64 array
        The last row is the constant.
    """
    n_bits, n_sites = bits.shape[1], spins.shape[1]
    gram, cross = np.zeros((n_bits + 1, n_bits + 1)), np.zeros((n_bits + 1, n_sites))
    for part in slices(len(bits)):
        known = _with_constant(bits[part])
        gram += known.T @ known
        cross += known.T @ spins[part].astype(np.float32)
    return np.linalg.lstsq(gram, cross, rcond=None)[0]


def decode_linearly(bits: np.ndarray, decoder: np.ndarray) -> np.ndarray:
    """Return the guesses (n, n_sites) float32 of a decoder for bits (n, n_bits); they may exceed 1 in size."""
    return _with_constant(bits) @ decoder.astype(np.float32)


def _with_constant(bits: np.ndarray) -> np.ndarray:
    return np.concatenate([bits, np.ones((len(bits), 1), bits.dtype)], axis=1).astype(np.float32)
