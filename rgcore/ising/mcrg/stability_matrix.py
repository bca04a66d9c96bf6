"""Swendsen's stability matrix: the linearized renormalization-group transformation, from operator correlations."""

import numpy as np

from rgcore.errors import InputError
from rgcore.ising.mcrg.majority_rule import SCALE_FACTOR

__all__ = ["correlations", "exponents", "stability_matrix"]


def correlations(moments: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the correlations of the blocked operators with each other and with those one step before.

    Parameters
    ----------
    moments : (1 + 2 m, 1 + 2 m) float64 array
        Mean of v v^T for the vector v of 1, the m operators S_a after the step, and the m operators S_b before it.

    Returns
    -------
    after, before : (m, m) float64 arrays
        A_ab = <S_a^(n) S_b^(n)> - <S_a^(n)> <S_b^(n)> and B_ab = <S_a^(n) S_b^(n-1)> - <S_a^(n)> <S_b^(n-1)>.
    """
    means = moments[0, 1:]
    connected = moments[1:, 1:] - np.outer(means, means)
    n_operators = len(means) // 2
    return connected[:n_operators, :n_operators], connected[:n_operators, n_operators:]


def stability_matrix(moments: np.ndarray, n_operators: int) -> np.ndarray:
    """Return T_ab = dK_a^(n) / dK_b^(n-1) at the couplings of the configurations, in the space of the operators.

    With weights exp(sum_a K_a S_a) the correlations are derivatives, A_ab = d<S_a^(n)>/dK_b^(n) and
    B_ab = d<S_a^(n)>/dK_b^(n-1), and by the chain rule B = A T: Swendsen, Phys. Rev. Lett. 42, 859 (1979).

    Parameters
    ----------
    moments : (1 + 2 m, 1 + 2 m) float64 array
        As for :func:`correlations`.
    n_operators : int
        Number of operators taken, the first of the m.

    Returns
    -------
    (n_operators, n_operators) float64 array

    Raises
    ------
    InputError
        If some combination of the operators does not fluctuate.
    """
    after, before = (matrix[:n_operators, :n_operators] for matrix in correlations(moments))
    if np.linalg.matrix_rank(after, hermitian=True) < n_operators:
        raise InputError(
            f"the {n_operators} operators of the block spins must fluctuate independently, but they do not: "
            "take more configurations (ising.n_samples), or mcrg.temperature nearer to the critical one"
        )
    return np.linalg.solve(after, before)


def exponents(transformation: np.ndarray) -> tuple[float, float]:
    """Return y = ln |lambda| / ln 2 of the two eigenvalues of largest modulus.

    The first is NaN if its eigenvalue is not real and positive, the second if there is none or it is 0.
    """
    eigenvalues = np.linalg.eigvals(transformation)
    first, *others = eigenvalues[np.argsort(-np.abs(eigenvalues), kind="stable")]
    leading = _exponent(first.real) if first.imag == 0 and first.real > 0 else np.nan
    return leading, _exponent(abs(others[0])) if others else np.nan


def _exponent(eigenvalue: float) -> float:
    return float(np.log(eigenvalue) / np.log(SCALE_FACTOR)) if eigenvalue > 0 else np.nan
