"""Local cubic and quartic vertices from third and fourth cumulants, and back.

Definition. Gamma is the Legendre transform of the generating function of the cumulants about the mean of the data: its
second derivative is C^-1, with C the covariance there is, and its third and fourth derivatives are the
one-particle-irreducible vertices, with the sign of the weight exp(-H), H = (1/2) phi K phi + (w/3!) sum_i phi_i^3 +
(u/4!) sum_i phi_i^4. If these vertices are local, w_j and u_j on variable j and no others, then

    <phi_i^3>_c = -sum_j w_j C_ij^3,
    <phi_i^4>_c = -sum_j u_j C_ij^4 + 3 sum_jk w_j w_k C_ij^2 C_jk C_ik^2.

Both are identities of the Legendre transform, without a small parameter: one vertex with three or four legs on
variable i, and two cubic vertices joined by one line, in three pairings of the four legs. All loops are in the
vertices; without loops the vertices are the couplings of H. Locality is the assumption. It is exact for independent
variables; for spins with weak pair couplings J the vertices are local up to order J^2.

For the field of the kept modes, P phi with the projector P, the legs are S = P C, from the variable observed to the one
with the vertex: the covariance of those modes, if C is of the samples whose modes they are. The line between two cubic
vertices is that of **all** modes: a projection changes the observable, not the distribution.

A single 0/1 variable of mean m has Gamma = phi ln phi + (1 - phi) ln(1 - phi), hence w = 1/(1 - m)^2 - 1/m^2 and
u = 2/m^3 + 2/(1 - m)^3 > 0 for every m, although its kurtosis is above 3 for m(1 - m) < 1/6.

Two ways to read them. :func:`vertices_of_legs` takes one w and u around each variable, as
:func:`rgcore.pcarg.coupling.quartic_coupling.first_order_coupling` does, and works with any number of modes.
:func:`vertices_of_sites` solves for a w_j and u_j on each variable, which needs most of the modes.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve
from scipy.linalg.blas import dtrmm

__all__ = [
    "Geometry",
    "cumulants_of_sites",
    "geometry_of_legs",
    "loops_of_legs",
    "vertices_of_legs",
    "vertices_of_sites",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """Sums over the legs of each variable, (n,) float64 each, in powers of the variance.

    ``cubic`` = sum_j S_ij^3, ``quartic`` = sum_j S_ij^4, ``joined`` = sum_jk S_ij^2 C_jk S_ik^2.
    """

    cubic: np.ndarray
    quartic: np.ndarray
    joined: np.ndarray


def geometry_of_legs(kept: np.ndarray, covariance: np.ndarray) -> Geometry:
    """Return the sums of the uniform reading; n^3 operations.

    Parameters
    ----------
    kept, covariance : (n, n) float array
        S, the covariance of the kept modes, and C, that of all.
    """
    square = kept * kept
    return Geometry(
        cubic=np.einsum("ij,ij->i", square, kept),
        quartic=np.einsum("ij,ij->i", square, square),
        joined=_forms(square, covariance),
    )


def vertices_of_legs(
    third: np.ndarray, fourth: np.ndarray, legs: Geometry, noise: np.ndarray | float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return w_i and u_i of each variable, taken as constant over the variables that its legs reach.

    w_i = -<phi_i^3>_c / sum_j S_ij^3,   u_i = (3 w_i^2 sum_jk S_ij^2 C_jk S_ik^2 - <phi_i^4>_c) / sum_j S_ij^4.

    The square of a noisy cumulant is too large by its variance in the mean: ``noise`` is taken off the one in u_i.

    Parameters
    ----------
    third, fourth : (..., n) float array
        Cumulants of the field of the kept modes.
    legs : Geometry
        Of arrays that broadcast with them.
    noise : (..., n) float array, optional
        Squared standard error of ``third`` at fixed variance: that of the skewness times variance^3.

    Returns
    -------
    two (..., n) float64 arrays
        0 for a variable to which the kept modes give no variance.
    """
    some = legs.quartic > 0
    cubic = np.where(legs.cubic != 0, legs.cubic, 1.0)
    w = np.where(legs.cubic != 0, -third, 0.0) / cubic
    trees = 3 * (w**2 - np.where(legs.cubic != 0, noise, 0.0) / cubic**2) * legs.joined
    return w, np.where(some, trees - fourth, 0.0) / np.where(some, legs.quartic, 1.0)


def vertices_of_sites(
    skewness: np.ndarray, excess: np.ndarray, kept: np.ndarray, covariance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return w_j and u_j that give every variable its third and fourth cumulant.

    Two systems of linear equations, in units of the standard deviations of the field: entry by entry powers of a
    correlation matrix are positive semidefinite (Schur). Where they are singular, such as for two copies of one
    variable, the smallest solution.

    Parameters
    ----------
    skewness, excess : (n,) float array
        <phi_i^3>/<phi_i^2>^(3/2), and the kurtosis less 3, of the field of the kept modes.
    kept, covariance : (n, n) float array
        As of :func:`geometry_of_legs`.

    Returns
    -------
    two (n,) float64 arrays
        0 for a variable without variance.
    """
    deviation = np.sqrt(np.diag(kept))
    unit = np.where(deviation > 0, deviation, 1.0)
    correlation = kept / np.outer(unit, unit)
    square = correlation * correlation
    w = _solved(square * correlation, -skewness)
    legs = square * w
    lines = covariance / np.outer(unit, unit)
    trees = _forms(legs, lines)
    u = _solved(square * square, np.where(deviation > 0, 3 * trees - excess, 0.0))
    present = deviation > 0
    return np.where(present, w, 0.0) / unit**3, np.where(present, u, 0.0) / unit**4


def _forms(rows: np.ndarray, symmetric: np.ndarray) -> np.ndarray:
    """Return sum_jk a_ij M_jk a_ik of each row i, (n,): the upper half of M, counted twice, has half the operations.

    Parameters
    ----------
    rows, symmetric : (n, n) float64 array
        a in C order, and M.
    """
    upper = 2 * np.triu(symmetric, 1)
    np.fill_diagonal(upper, np.diag(symmetric))
    product = dtrmm(1.0, upper.T, rows.T, lower=1)  # M a^T in Fortran order, without a copy of either
    return np.einsum("ji,ij->i", product, rows)


def _solved(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    rounding = len(matrix) ** 2 * np.finfo(np.float64).eps
    return solve(matrix + rounding * np.eye(len(matrix)), right, assume_a="pos")


def cumulants_of_sites(
    w: np.ndarray, u: np.ndarray, kept: np.ndarray, covariance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return third and fourth cumulants of the field of the kept modes, (n,) each, from w_j and u_j of all variables.

    Parameters
    ----------
    w, u : (n,) float array
    kept, covariance : (n, n) float array
        As of :func:`geometry_of_legs`.
    """
    square = kept * kept
    legs = square * w
    trees = _forms(legs, covariance)
    return -(square * kept) @ w, 3 * trees - (square * square) @ u


def loops_of_legs(
    legs: np.ndarray, variance: np.ndarray, covariance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return B_i and E_i, (n,) each: one loop of vertices changes the variance by its parts w^2 B_i and -u E_i.

    B_i = sum_jk S_ij C_jk^2 S_ik / (2 S_ii) and E_i = sum_j S_ij^2 C_jj / (2 S_ii). For one variable w^2 B is half of
    the squared skewness. An expansion in the vertices needs w^2 B and u E well below 1.
    """
    twice = 2 * np.where(variance > 0, variance, 1.0)
    bubble = _forms(legs, covariance * covariance)
    return np.maximum(bubble, 0.0) / twice, (legs * legs) @ np.diag(covariance) / twice
