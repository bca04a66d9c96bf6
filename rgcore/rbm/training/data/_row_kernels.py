"""Compiled copying of samples into minibatches. They check nothing; their callers do."""

from rgcore.compiling import njit

__all__ = ["gather_rows", "unpack_rows"]


@njit(error_model="numpy")
def gather_rows(samples, rows, values):
    """Write the rows ``rows`` of samples (n, n_units) into values (n_rows, n_units)."""
    for place in range(len(rows)):
        given, out = samples[rows[place]], values[place]
        for unit in range(len(out)):
            out[unit] = given[unit]


@njit(error_model="numpy")
def unpack_rows(packed, rows, values_of_byte, values):
    """Write the rows ``rows`` of packed bits (n, n_bytes) as values (n_rows, n_units) float32.

    ``values_of_byte`` (256, 8) holds what the bits of each byte stand for, most significant first.
    """
    n_whole, n_units = values.shape[1] // 8, values.shape[1]
    for place in range(len(rows)):
        bits, out = packed[rows[place]], values[place]
        for byte in range(n_whole):
            given = values_of_byte[bits[byte]]
            for bit in range(8):
                out[8 * byte + bit] = given[bit]
        for unit in range(8 * n_whole, n_units):
            out[unit] = values_of_byte[bits[n_whole], unit - 8 * n_whole]
