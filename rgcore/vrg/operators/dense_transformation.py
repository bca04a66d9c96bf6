"""An operator T(v, h) as one array: hidden spins may depend on each other given the visible ones."""

from dataclasses import dataclass, field

import numpy as np

from rgcore.exact.enumerable import require_enumerable
from rgcore.exact.enumerated_states import log_sum
from rgcore.vrg.transformation import LEAST_SUM, Operator

__all__ = ["DenseTransformation", "require_pairs", "stacked"]

MOST_SPINS = 26  # visible and hidden ones of a T(v, h) in one array: 0.5 GB
ROWS_AT_ONCE = 2**14  # of 2**8 hidden states: 32 MB


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DenseTransformation:
    """An operator T(v, h) on all pairs of states, see :class:`rgcore.vrg.transformation.Transformation`.

    Attributes
    ----------
    hamiltonian : (2**n_visible,) float64 array
        H(v) on the states of :func:`rgcore.exact.spin_states`, in units of k_B T.
    log_operator : (2**n_visible, 2**n_hidden) float64 array
        T(v, h) = ln exp T; minus infinity for a pair that does not occur, but not for all h of a v.
    log_trace : (2**n_visible,) float64 array
        ln sum_h exp T(v, h).
    """

    hamiltonian: np.ndarray
    log_operator: np.ndarray
    log_trace: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        """Sum over the hidden states."""
        object.__setattr__(self, "log_trace", _log_sum_of_rows(self.log_operator))

    @property
    def n_visible(self) -> int:
        """Number of visible spins."""
        return len(self.hamiltonian).bit_length() - 1

    @property
    def n_hidden(self) -> int:
        """Number of hidden spins."""
        return self.log_operator.shape[1].bit_length() - 1

    def log_rows(self, rows: slice) -> np.ndarray:
        """Return T(v, h) of some visible states and all hidden ones, (n, 2**n_hidden) float64."""
        return self.log_operator[rows]

    def hidden_log_weights(self) -> np.ndarray:
        """Return -H_RG(h) = ln sum_v exp(T(v, h) - H(v)), (2**n_hidden,) float64."""
        log_weights = self.log_trace - self.hamiltonian
        shift = log_weights.max()
        sums = np.zeros(self.log_operator.shape[1])
        for rows in _parts(len(log_weights)):
            given_v = self.log_operator[rows] - (self.hamiltonian[rows] + shift)[:, None]
            sums += np.exp(given_v).sum(axis=0)
        with np.errstate(divide="ignore"):
            result = shift + np.log(sums)
        for state in np.flatnonzero(sums < LEAST_SUM):  # shifted by its own largest term
            terms = self.log_operator[:, state] - self.hamiltonian
            result[state] = log_sum(terms) if np.isfinite(terms).any() else -np.inf  # no v leads to it
        return result


def stacked(first: Operator, second: Operator) -> DenseTransformation:
    """Return two transformations one after the other: exp T(v, h2) = sum_h1 exp T1(v, h1) exp T2(h1, h2).

    Parameters
    ----------
    first : operator
        From visible spins to those of a first hidden layer.
    second : operator
        Its visible spins are that hidden layer, and its Hamiltonian the one that ``first`` leaves. The stack obeys the
        trace condition if both do.

    Raises
    ------
    InputError
        If an array of all pairs of states would be too large.
    """
    for below in (first.n_visible, second.n_visible):
        require_pairs("a stack of transformations", below + second.n_hidden)
    shift = second.log_trace.max()
    onwards = np.exp(second.log_rows(slice(None)) - shift)  # (2**n_first, 2**n_second)
    result = np.empty((len(first.hamiltonian), onwards.shape[1]))
    for rows in _parts(len(result)):
        given_v = first.log_rows(rows)
        largest = given_v.max(axis=1)
        with np.errstate(divide="ignore"):
            sums = np.log(np.exp(given_v - largest[:, None]) @ onwards)
        result[rows] = sums + (largest + shift)[:, None]
    return DenseTransformation(hamiltonian=first.hamiltonian, log_operator=result)


def require_pairs(name: str, n_spins: int) -> None:
    """Raise InputError if T(v, h) of so many visible and hidden spins is too large for one array."""
    require_enumerable(f"T(v, h) of {name}", n_spins, most=MOST_SPINS, bytes_per_state=8)


def _parts(n_rows: int) -> list[slice]:
    return [slice(first, first + ROWS_AT_ONCE) for first in range(0, n_rows, ROWS_AT_ONCE)]


def _log_sum_of_rows(log_values: np.ndarray) -> np.ndarray:
    """Return ln sum_k exp of every row; minus infinity for a row of these alone."""
    result = np.empty(len(log_values))
    for rows in _parts(len(result)):
        largest = log_values[rows].max(axis=1)
        finite = np.where(np.isfinite(largest), largest, 0.0)
        with np.errstate(divide="ignore"):
            result[rows] = finite + np.log(np.exp(log_values[rows] - finite[:, None]).sum(axis=1))
    return result
