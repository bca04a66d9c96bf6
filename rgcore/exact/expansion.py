"""The expansion of a function of n spins in products of spins, whose coefficients are effective couplings."""

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.errors import InputError
from rgcore.exact._walsh_hadamard_kernels import walsh_hadamard

__all__ = ["spin_expansion"]


def spin_expansion(values: np.ndarray) -> np.ndarray:
    """Return the coefficients a_S of f(s) = sum_S a_S prod_{i in S} s_i.

    For f = ln p(s) the a_S are the effective couplings of the distribution p, one per subset of spins: field, pair,
    four-spin, and so on (a fast Walsh-Hadamard transform: n 2**n additions).

    Parameters
    ----------
    values : (2**n,) float array
        f on every state, in the order of :func:`rgcore.exact.spin_states`.

    Returns
    -------
    (2**n,) float64 array
        Entry m is the coefficient of the subset whose members are the set bits of m, most significant bit
        for the first spin: with n = 3, entry 0b110 multiplies s_0 s_1.

    Raises
    ------
    InputError
        If the length is not a power of two, or a value is not finite.
    """
    coefficients = np.array(real_array("values", values, ("n_states",)), order="C")
    n_states = len(coefficients)
    if n_states < 2 or n_states & (n_states - 1):
        raise InputError(f"values must have a power of two of entries, got {n_states}")
    walsh_hadamard(coefficients)
    coefficients /= n_states  # exact: a power of two
    return coefficients
