"""The couplings that moments of a phi^4 theory on any variables give, to second order in u.

Weight exp(-H), H = (1/2) phi K phi + (u/4!) sum_i phi_i^4; C is the full covariance, P that of the kept modes. With
A_ij = P_ij^2 and B_ij = C_ij^2 the connected fourth moments of the field of the kept modes are

    <phi_i^4>_c         = -u sum_j A_ij^2   + (3/2) u^2 (A B A)_ii,
    <(sum_i phi_i^2)^2>_c = -u sum_x D_x^2  + (1/2) u^2 [D B D + 2 sum_xy (P^2)_xy^2 B_xy],   D_x = (P^2)_xx:

the bubble of two propagators between two vertices, in its three channels, with external legs among the kept modes and
loops of **all** modes. With full propagators there is nothing else to this order. Couplings read by the first-order
formula are therefore u - u^2 x = u / (1 + u x) + O(u^3), x the ratio of the second term to the first. The two forms
differ by third order; the second, which is used, continues both sums as a geometric series of bubbles.
"""

import numpy as np

from rgcore.pcarg.modes.principal_components import PrincipalComponents

__all__ = ["collective_coupling", "kept_covariance", "local_coupling", "one_loop_covariance"]

_ROUNDS = 200


def one_loop_covariance(matrix: np.ndarray, u: float) -> np.ndarray:
    """Return C = (K + (u/2) diag(C))^-1, the covariance to first order in u with bubbles on a line summed.

    Parameters
    ----------
    matrix : (n, n) float64 array
        K, symmetric; need not be positive definite if u is above 0.
    u : float
        At least 0.

    Raises
    ------
    ValueError
        If the substitution, damped by one half, does not converge in 200 rounds.
    """
    shift = np.full(len(matrix), max(0.0, 1e-3 - np.linalg.eigvalsh(matrix)[0]))
    for _ in range(_ROUNDS):
        covariance = np.linalg.inv(matrix + np.diag(shift))
        change = u / 2 * np.diag(covariance) - shift
        if np.abs(change).max() < 1e-10 * (1 + np.abs(shift).max()):
            return covariance
        shift = shift + change / 2
    raise ValueError(f"the covariance to one loop does not converge for u = {u:g}")


def kept_covariance(modes: PrincipalComponents, n_kept: int) -> np.ndarray:
    """Return P, the (n, n) covariance of the field of the first ``n_kept`` modes."""
    vectors = modes.components[:, :n_kept]
    return (vectors * modes.variances[:n_kept]) @ vectors.T


def local_coupling(kept: np.ndarray, covariance: np.ndarray, u: float) -> tuple[np.ndarray, np.ndarray]:
    """Return what ``first_order_coupling`` gives for each variable, and its uncertainty.

    Parameters
    ----------
    kept, covariance : (n, n) float64 arrays
        P and C.
    u : float
        Bare coupling.

    Returns
    -------
    coupling, uncertainty : (n,) float64 arrays
        u / (1 + u x) and its difference from u - u^2 x.
    """
    square, loop = kept**2, covariance**2
    second = 1.5 * np.einsum("ij,ij->i", square @ loop, square)
    return _resummed(u, second / np.einsum("ij,ij->i", square, square))


def collective_coupling(kept: np.ndarray, covariance: np.ndarray, u: float) -> tuple[float, float]:
    """Return the same for the coupling from (sum_i phi_i^2)^2, ``collective_vertices``."""
    product = kept @ kept
    density, loop = np.diag(product), covariance**2
    second = (density @ loop @ density + 2 * np.einsum("ij,ij->", product**2, loop)) / 2
    coupling, uncertainty = _resummed(u, second / (density @ density))
    return float(coupling), float(uncertainty)


def _resummed(u, ratio):
    resummed = u / (1 + u * ratio)
    return resummed, np.abs(u - u * u * ratio - resummed)
