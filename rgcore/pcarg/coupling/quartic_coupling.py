"""The first-order formula for the quartic coupling of every variable from its kurtosis, and the size of second order.

It assumes data that are symmetric under phi -> -phi. For skewed data a cubic vertex contributes to the fourth moment at
the same order: u is then a number that describes the kurtosis, and neither its size nor its sign is that of a quartic
coupling. :mod:`rgcore.pcarg.coupling.vertices.local_vertices` reads both vertices together.

Conventions. The weight is exp(-H), H = (1/2) phi K phi + (u/4!) sum_i phi_i^4 with covariance C = K^-1 at u = 0;
rho(lambda) is the density of eigenvalues of K, normalized to one per variable: n(lambda) = N int^lambda rho. With C the
covariance there is, interactions included, the connected fourth moment is

    <phi_i^4>_c = -u sum_j C_ij^4 + (3/2) u^2 sum_jl C_ij^2 C_il^2 C_jl^2 + ...

(two vertices, three ways to pair the four legs, a loop C_jl^2 between them), hence to first order

    kappa_i = 3 - u sum_j C_ij^4 / C_ii^2.

For the field of the kept modes, P phi with the projector P, the legs are (P C)_ij, C_ij of the kept modes alone, and
the loop is that of all modes: a projection changes the observable, not the distribution. The formula therefore gives,
in the local closure, the same coupling at every cutoff, that after all modes; the coupling **at** a cutoff follows from
it by removing the loops of the kept modes, the loop-corrected estimator (``remove_loops``).

A shell of modes at the cutoff Lambda shifts u by -(3/2) u^2 rho(Lambda) dLambda / Lambda^2, so that
ut = u rho(Lambda) / Lambda is what the flow (:mod:`rgcore.pcarg.coupling.coupling_flow`) compares with one.

The essay writes H = phi K' phi + g sum phi^4, that is K = 2 K', u = 24 g, and with lambda = 2 lambda' the density is
rho = rho'/2: ut = 24 g (rho'/2) / (2 Lambda') = 6 g rho'(Lambda') / Lambda'. The dimensionless coupling of the tables
is therefore, without any unit and the same if all data are multiplied by a number,

    g = g_essay rho'(Lambda') / Lambda' = (u/6) rho(Lambda) / Lambda,   g* = (2 - alpha) / 9.

With n ~ lambda^alpha near the cutoff, rho(Lambda) = alpha n / (N Lambda), and Lambda = 1 / variance of the last mode
kept: g = (u/6) alpha (k/N) variance_k^2.
"""

import numpy as np

__all__ = ["first_order_coupling", "second_order_loops"]


def first_order_coupling(kurtosis: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Return u_i = (3 - kappa_i) C_ii^2 / sum_j C_ij^4, in units of 1/variance^2.

    Correct to first order in u for symmetric data; for a single variable the next term is -(3/2) u^2 C^2. A variable
    without variance gets 0.

    Parameters
    ----------
    kurtosis : (n,) float array
    covariance : (n, n) float array
        Of the same field: of the kept modes if the kurtosis is.

    Returns
    -------
    (n,) float64 array
    """
    square = covariance * covariance
    fourth = np.einsum("ij,ij->i", square, square)
    return (3 - kurtosis) * np.diag(square) / np.where(fourth > 0, fourth, 1.0)


def second_order_loops(kept: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Return D_i = sum_jl S_ij C_jl^2 S_il / sum_j S_ij^2, S = (P C)^2 entrywise, in variable^4.

    What :func:`first_order_coupling` returns for a local u is u - (3/2) u^2 D_i + O(u^3), without any assumption on
    eigenvectors. With the covariance of the kept modes in both places D_i is the loop of these alone:
    ``remove_loops(first_order_coupling, D)`` is the local coupling of kept modes that gives their moments. For evenly
    spread modes and legs of zero momentum D_i is ``kept_loops``; in general it is smaller.

    Parameters
    ----------
    kept, covariance : (n, n) float array
        Covariance of the kept modes, and of the modes in the loop.

    Returns
    -------
    (n,) float64 array
        0 for a variable to which the kept modes give no variance.
    """
    square = kept * kept
    loops = np.einsum("ij,ij->i", square @ (covariance * covariance), square)
    legs = np.einsum("ij,ij->i", square, square)
    return loops / np.where(legs > 0, legs, 1.0)
