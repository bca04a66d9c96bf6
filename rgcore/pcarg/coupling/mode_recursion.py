"""The recursion of the coupling as modes are integrated out one at a time, for any list of eigenvalues.

Conventions. The weight is exp(-H), H = (1/2) phi K phi + (1/2) r sum phi_i^2 + (u/4!) sum_i phi_i^4 over N variables;
lambda_1 <= ... <= lambda_N are the eigenvalues of K, **without** r. Modes are listed by rank, the softest (largest
variance) first, as in ``PrincipalComponents``; the stiffest is integrated out first. "At n_kept"
means: with the modes of rank > n_kept integrated out.

Derivation. Write phi = phi_< + h, h_i = V_iq x the part of the mode q, <x^2> = G = 1 / (lambda_q + r). Terms of H odd
in h are dropped (they generate a six-point coupling and, if the mode is not evenly spread, mix it with the others);
(u/4) sum_i phi_<i^2 h_i^2 is left. Its mean is (u/4) G sum_i V_iq^2 phi_<i^2. If the mode is evenly spread,
V_iq^2 = 1/N, this is (1/2) dr sum phi_<i^2 with

    dr = (u/2) G / N.

Its variance enters as -(1/2) (u/4)^2 sum_ij phi_<i^2 phi_<j^2 <h_i^2 h_j^2>_c = -(u^2/16) sum_ij phi_<i^2 phi_<j^2
(V_iq V_jq G)^2. The local closure puts phi_<i^2 phi_<j^2 -> phi_<i^4, which a sum over many modes, short-ranged in
i - j, can justify and a single one cannot; with sum_j V_jq^2 = 1 this is (du/4!) sum phi_<i^4,

    du = -(3/2) u^2 G^2 / N.

du is solved over the mode at fixed G, u -> u / (1 + (3/2) u G^2 / N): the same to second order in u, and the same limit
for N to infinity, but a large u does not change sign.
"""

from dataclasses import dataclass

import numpy as np

__all__ = [
    "LOOP",
    "ModeCouplings",
    "add_loops",
    "integrate_out",
    "kept_loops",
    "remove_loops",
]

LOOP = 1.5
"""The factor of the one-loop term, du = -LOOP u^2 G^2 / N: three pairings, times u^2 / 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeCouplings:
    """Couplings with entry k for k modes kept, k = 0 ... N: ``r`` and ``u``, each (N + 1,) float64.

    In units of 1/variable^2 and 1/variable^4. NaN from where lambda + r of the next mode is not positive (its weight
    could not be normalized) or a negative u diverges.
    """

    r: np.ndarray
    u: np.ndarray


def integrate_out(eigenvalues: np.ndarray, r: float, u: float) -> ModeCouplings:
    """Return r and u at every number of kept modes, from their bare values at all N.

    Parameters
    ----------
    eigenvalues : (N,) float array, ascending
        lambda of K alone, in 1/variable^2, without r. (The inverse of a measured variance is lambda + r with the r of
        *all* modes, and not an argument of this function: see :func:`remove_loops` for measured variances.)
    r, u : float
        Bare mass (1/variable^2) and coupling (1/variable^4).

    Returns
    -------
    ModeCouplings

    Raises
    ------
    ValueError
        If the eigenvalues are not finite and ascending.
    """
    eigenvalues = _ascending(eigenvalues)
    n_modes = len(eigenvalues)
    masses, couplings = np.full(n_modes + 1, np.nan), np.full(n_modes + 1, np.nan)
    masses[n_modes], couplings[n_modes] = r, u
    for n_left in range(n_modes - 1, -1, -1):
        stiffness = eigenvalues[n_left] + r
        growth = 1 + LOOP * u / (n_modes * stiffness**2) if stiffness > 0 else 0.0
        if growth <= 0:
            break
        r, u = r + u / (2 * n_modes * stiffness), u / growth
        masses[n_left], couplings[n_left] = r, u
    return ModeCouplings(r=masses, u=couplings)


def kept_loops(variances: np.ndarray, n_kept: np.ndarray) -> np.ndarray:
    """Return B = (1/N) sum over the kept modes of variance^2, in variable^4: the loop of the kept modes.

    Parameters
    ----------
    variances : (N,) float array, descending
        Of all modes, also of those not kept, because N is their number; such as the measured ones.
    n_kept : (n_cutoffs,) int array
        Each 0 to N.

    Returns
    -------
    (n_cutoffs,) float64 array
    """
    sums = np.concatenate([[0.0], np.cumsum(np.square(variances, dtype=np.float64))])
    return sums[np.asarray(n_kept)] / len(variances)


def add_loops(coupling: np.ndarray, loops: np.ndarray) -> np.ndarray:
    """Return u / (1 + (3/2) u B): the coupling after modes of loop ``loops`` = B were integrated out.

    The recursion with given propagators: for modes between two cutoffs B is the difference of their
    :func:`kept_loops`, so that the order of the modes does not matter. A **measured** variance may stand for 1/(lambda
    + r), although it contains the r of all modes and the recursion has that of the stiffer ones only. This changes G at
    order u and the change of u at order u^3, beyond the order kept.

    Parameters
    ----------
    coupling : float or array
        u, in 1/variable^4.
    loops : float or array, at least 0
        B, in variable^4.

    Returns
    -------
    float64 array
        NaN for a negative u that diverges on the way, 1 + (3/2) u B <= 0.
    """
    coupling = np.asarray(coupling, dtype=np.float64)
    growth = 1 + LOOP * coupling * loops
    return np.where(growth > 0, coupling / np.where(growth > 0, growth, 1.0), np.nan)


def remove_loops(coupling: np.ndarray, loops: np.ndarray) -> np.ndarray:
    """Return u / (1 - (3/2) u B), the inverse of :func:`add_loops`: the coupling before the modes were integrated out.

    This gives the coupling at a cutoff. Moments of the kept modes contain the fluctuations of the kept modes:
    ``first_order_coupling`` returns the coupling after *all* modes, which to this order is the same at every
    cutoff. The coupling at the cutoff, that of the effective H of the kept modes, follows by removing their loops:
    ``remove_loops(first_order_coupling, kept_loops)``, or more precisely, for legs that carry momentum, with
    ``second_order_loops`` of the kept modes for B.

    Parameters, returns: as :func:`add_loops`; NaN where 1 - (3/2) u B <= 0, a coupling larger than any bare one gives.
    """
    coupling = np.asarray(coupling, dtype=np.float64)
    return -add_loops(-coupling, loops)


def _ascending(eigenvalues):
    eigenvalues = np.asarray(eigenvalues, dtype=np.float64)
    if eigenvalues.ndim != 1 or not np.isfinite(eigenvalues).all() or (np.diff(eigenvalues) < 0).any():
        raise ValueError("eigenvalues must be finite and ascending, the softest mode first")
    return eigenvalues
