"""Exact mean modulus of the magnetization of the Ising model on a small torus, by its transfer matrix."""

from functools import reduce

import numpy as np

from rgcore.arguments.scalars import checked_coupling, whole_number

__all__ = ["LARGEST_SIDE", "torus_abs_magnetization"]

LARGEST_SIDE = 10
"""Beyond, the transfer matrix, of 2^side rows, takes minutes."""


def torus_abs_magnetization(coupling: float, side: int) -> float:
    """Return <|M|> per site of the side x side torus, from that of free spins (hot) to 1.

    The distribution of M follows from its characteristic function. With N = side^2 spins and t_k = 2 pi k / (N + 1)

        z_k = sum over configurations of exp(-K E/J + i t_k M / 2) = Tr (D_k V)^side,
        P(M) = [z_0 + 2 sum_(k = 1 ... N/2) z_k cos(t_k M / 2)] / ((N + 1) z_0),

    where D_k is diagonal with the bonds and the spins of a row, and V has the bonds between rows. Rows that a
    translation, a reflection or the flip of all spins carries into one another have the same diagonal element of the
    product, or its complex conjugate, so that one of them is enough.

    Parameters
    ----------
    coupling : float
        K = J / (k_B T), above 0.
    side : int
        From 2 to 10; with side 2 two neighbours share two bonds.

    Raises
    ------
    InputError
        If the coupling is not positive and finite, or the side out of range.
    """
    coupling = checked_coupling("coupling", coupling)
    side = whole_number("side", side, least=2, most=LARGEST_SIDE)
    n_sites = side * side
    angles = 2 * np.pi * np.arange(n_sites // 2 + 1) / (n_sites + 1)
    traces = _traces(coupling, side, angles)
    traces[1:] *= 2
    magnetizations = np.arange(-n_sites, n_sites + 1, 2)
    probabilities = np.cos(np.outer(magnetizations / 2, angles)) @ traces / ((n_sites + 1) * traces[0])
    return float(np.abs(magnetizations) @ probabilities / n_sites)


def _traces(coupling: float, side: int, angles: np.ndarray) -> np.ndarray:
    """Return z_k, up to a factor that all have, for each of the angles t_k: (n_angles,) float64."""
    rows = np.arange(2**side)
    spins = 2 * ((rows[:, None] >> np.arange(side)) & 1) - 1  # (n_rows, side)
    bonds_within = np.exp(coupling * ((spins * np.roll(spins, 1, axis=1)).sum(axis=1) - side))
    halves = spins.sum(axis=1) / 2
    chosen, counts = _different_rows(side)
    bond = np.array([[1.0, np.exp(-2 * coupling)], [np.exp(-2 * coupling), 1.0]])
    low, high = (reduce(np.kron, [bond] * n_bonds) for n_bonds in (side // 2, side - side // 2))
    places, traces = np.arange(len(chosen)), []
    for angle in angles:
        diagonal = bonds_within * np.exp(1j * angle * halves)
        states = np.zeros((len(chosen), len(rows)), dtype=complex)
        states[places, chosen] = 1
        for _ in range(side):
            grid = (states * diagonal).reshape(len(chosen), len(high), len(low))
            states = (high @ grid @ low).reshape(len(chosen), -1)
        traces.append(counts @ states[places, chosen].real)
    return np.array(traces)


def _different_rows(side: int) -> tuple[np.ndarray, np.ndarray]:
    """Return one row of each class of equivalent ones, and how many there are in it."""
    bits = (np.arange(2**side)[:, None] >> np.arange(side)) & 1
    powers = 1 << np.arange(side)
    forms = [
        np.roll(turned, shift, axis=1) @ powers
        for turned in (bits, bits[:, ::-1], 1 - bits, 1 - bits[:, ::-1])
        for shift in range(side)
    ]
    return np.unique(np.min(forms, axis=0), return_counts=True)
