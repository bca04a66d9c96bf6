"""The exact density of states of the torus: how many configurations have each energy.

Beale, Phys. Rev. Lett. 76, 78 (1996): in x = exp(-2K) Kaufman's four products are polynomials, and the
partition function is x^(-N) times a polynomial with integer coefficients. Instead of many digits, the
coefficients are found modulo primes p with 2L dividing p - 1, where cos(pi q / L) exists exactly, and joined by
the Chinese remainder theorem.
"""

from collections.abc import Iterator
from math import isqrt, prod

import numpy as np

from rgcore.arguments.scalars import checked_side

__all__ = ["density_of_states"]

LARGEST_PRIME = 2**25  # products of residues, summed over a few thousand coefficients, fit in 63 bits


def density_of_states(side: int) -> tuple[np.ndarray, list[int]]:
    """Count the configurations of the side x side torus at each energy.

    Parameters
    ----------
    side : int
        L, from 2 (two bonds between two neighbours) to 32; side 10 takes milliseconds, side 32 some seconds.

    Returns
    -------
    levels : (side**2 + 1,) int64 array
        Energies in units of J from -2 side**2 to 2 side**2 in steps of 4.
    counts : list of int
        Exact; zero for a level without configurations. For odd sides the highest levels are such.

    Raises
    ------
    InputError
        If ``side`` is outside 2 to 32.
    """
    side = checked_side("side", side, most=32)
    n_sites = side**2
    moduli, residues = [], []
    primes = _primes(2 * side)
    while prod(moduli) <= 2**n_sites:
        moduli.append(next(primes))
        residues.append(_coefficients(side, moduli[-1]))
    counts = _join(residues, moduli)
    return np.arange(-2 * n_sites, 2 * n_sites + 1, 4), counts[::2]  # x^m belongs to E = -2N + 2m


def _coefficients(side: int, prime: int) -> np.ndarray:
    """Return the 2N + 1 coefficients of x^N Z modulo ``prime``."""
    root = _root_of_unity(2 * side, prime)
    total = np.zeros(2 * side**2 + 1, np.int64)
    for parity in (1, 0):
        first = [np.ones(1, np.int64)] * 2  # product of cosh, of sinh
        for mode in range(2 - parity, side, 2):  # the modes q and 2L - q are equal
            cosine = (pow(root, mode, prime) + pow(root, -mode, prime)) % prime
            first = [_times(p, f, prime) for p, f in zip(first, _pair(side, cosine, prime), strict=True)]
        for mode in (0, side):
            if mode % 2 == parity:
                first = [_times(p, f, prime) for p, f in zip(first, _single(side, mode > 0), strict=True)]
        for product in first:
            total[: len(product)] += product
    return total % prime * pow(2, -1, prime) % prime


def _pair(side: int, cosine: int, prime: int) -> tuple[np.ndarray, np.ndarray]:
    """Return b^L (2cosh(L g) + 2) and b^L (2cosh(L g) - 2), b = x (1 - x^2), ``cosine`` = 2 cos(pi q / L).

    b^n 2cosh(n g) follows the recursion of Chebyshev's polynomials in b 2cosh g = (1 + x^2)^2 - b cosine.
    """
    b = np.array([0, 1, 0, -1])
    step = np.array([1, -cosine, 2, cosine, 1]) % prime
    before, now, power = np.array([2]), step, b
    for _ in range(side - 1):
        following = _times(step, now, prime)
        loss = _times(_times(b, b, prime), before, prime)
        following[: len(loss)] -= loss
        before, now, power = now, following % prime, _times(power, b, prime)
    power = np.pad(power, (0, len(now) - len(power)))
    return (now + 2 * power) % prime, (now - 2 * power) % prime


def _single(side: int, at_pi: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return b^(L/2) 2cosh(L g / 2) and b^(L/2) 2sinh(L g / 2) of q = 0, or of q = L.

    There b exp(g) = (1 - x)^2 and b exp(-g) = x^2 (1 + x)^2; for q = L with the signs exchanged.
    """
    sign = 1 if at_pi else -1
    larger = _power(np.array([1, sign]), side)
    smaller = _power(np.array([0, 1, -sign]), side)
    larger = np.pad(larger, (0, side))
    return larger + smaller, larger - smaller


def _power(polynomial: np.ndarray, exponent: int) -> np.ndarray:
    result = np.ones(1, np.int64)
    for _ in range(exponent):
        result = np.convolve(result, polynomial)
    return result


def _times(one: np.ndarray, other: np.ndarray, prime: int) -> np.ndarray:
    return np.convolve(one % prime, other % prime) % prime


def _join(residues: list[np.ndarray], moduli: list[int]) -> list[int]:
    """Return the integers from 0 to prod(moduli) - 1 with these residues."""
    modulus = prod(moduli)
    weights = [modulus // p * pow(modulus // p, -1, p) for p in moduli]
    columns = zip(*(r.tolist() for r in residues), strict=True)
    return [sum(w * r for w, r in zip(weights, column, strict=True)) % modulus for column in columns]


def _primes(step: int) -> Iterator[int]:
    """Yield the primes p with p = 1 modulo ``step``, largest first."""
    for candidate in range(LARGEST_PRIME // step * step + 1, step, -step):
        if all(candidate % d for d in range(2, isqrt(candidate) + 1)):
            yield candidate


def _root_of_unity(order: int, prime: int) -> int:
    """Return an integer whose smallest power equal to 1 modulo ``prime`` is ``order``."""
    for base in range(2, prime):
        root = pow(base, (prime - 1) // order, prime)
        if len({pow(root, k, prime) for k in range(order)}) == order:
            return root
    raise ValueError(f"no root of order {order} modulo {prime}")
