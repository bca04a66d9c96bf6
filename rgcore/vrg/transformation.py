"""An operator T(v, h) that turns visible spins into hidden ones, on every state of a small model."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from rgcore.exact.enumerated_states import log_sum

__all__ = ["Operator", "Transformation", "hidden_log_weights"]

LEAST_SUM = 1e-280  # as a share of the largest term: below it, terms have underflowed
MOST_ENTRIES = 2**22  # of a table of probabilities: 32 MB


class Operator(Protocol):
    """What the measures of a transformation need of it, however it is stored."""

    hamiltonian: np.ndarray
    log_trace: np.ndarray

    @property
    def n_visible(self) -> int:
        """Number of visible spins."""

    @property
    def n_hidden(self) -> int:
        """Number of hidden spins."""

    def log_rows(self, rows: slice) -> np.ndarray:
        """Return T(v, h) of some visible states and all hidden ones, (n, 2**n_hidden) float64."""

    def hidden_log_weights(self) -> np.ndarray:
        """Return -H_RG(h) on every hidden state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformation:
    """The operator T(v, h) of Mehta and Schwab (arXiv:1410.3831) for visible spins of Hamiltonian H(v).

    The transformed model is exp(-H_RG(h)) = sum_v exp(T(v, h) - H(v)). Every operator is a weight of v times
    a distribution of the hidden spins given v; here that is a product over the hidden spins, as it is for
    decimation, for every block spin and for every RBM:

        exp T(v, h) = exp(log_trace(v)) prod_j 1 / (1 + exp(-2 h_j inputs_j(v))).

    So the sum over h of exp T is exp(log_trace(v)), and n_hidden inputs replace 2**n_hidden columns: an
    RBM with 18 hidden spins is as exact as one with 4. Energies are in units of k_B T.

    Attributes
    ----------
    hamiltonian : (2**n_visible,) float64 array
        H(v) on the states of :func:`rgcore.exact.spin_states`.
    log_trace : (2**n_visible,) float64 array
        ln sum_h exp T(v, h); zero everywhere when the trace condition holds.
    inputs : (2**n_visible, n_hidden) float64 array
        Half the log-odds of hidden spin j being up given v. Infinite where v decides it: decimation.

    Raises
    ------
    ValueError
        If the three arrays are not of the same number of visible states, a power of two.
    """

    hamiltonian: np.ndarray
    log_trace: np.ndarray
    inputs: np.ndarray

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together."""
        n_states = len(self.hamiltonian)
        if n_states < 2 or n_states & (n_states - 1):
            raise ValueError(f"hamiltonian must have a power of two of entries, got {n_states}")
        if self.hamiltonian.ndim != 1 or self.log_trace.shape != (n_states,):
            raise ValueError(f"log_trace must have shape ({n_states},), got {self.log_trace.shape}")
        if self.inputs.ndim != 2 or len(self.inputs) != n_states or not self.n_hidden:
            raise ValueError(f"inputs must have shape ({n_states}, n_hidden), got {self.inputs.shape}")

    @property
    def n_visible(self) -> int:
        """Number of visible spins."""
        return len(self.hamiltonian).bit_length() - 1

    @property
    def n_hidden(self) -> int:
        """Number of hidden spins."""
        return self.inputs.shape[1]

    def log_rows(self, rows: slice) -> np.ndarray:
        """Return T(v, h) of some visible states and all hidden ones, (n, 2**n_hidden) float64."""
        return self.log_trace[rows, None] + log_conditional_distribution(self.inputs[rows])

    def hidden_log_weights(self) -> np.ndarray:
        """Return -H_RG(h) = ln sum_v exp(T(v, h) - H(v)), (2**n_hidden,) float64.

        The hidden spins are split in two halves, so that the sum over v is one matrix product of their conditional
        probabilities and 18 hidden spins take milliseconds. Every term is positive: nothing cancels, the relative error
        is that of a plain sum.
        """
        log_weights = self.log_trace - self.hamiltonian
        shift, half = log_weights.max(), self.n_hidden // 2
        sums, at_once = 0.0, MOST_ENTRIES >> (self.n_hidden - half)
        for start in range(0, len(log_weights), at_once):
            rows = slice(start, start + at_once)
            first = np.exp(
                log_conditional_distribution(self.inputs[rows, :half]) + (log_weights[rows] - shift)[:, None]
            )
            sums = sums + first.T @ np.exp(log_conditional_distribution(self.inputs[rows, half:]))
        sums = sums.reshape(-1)
        with np.errstate(divide="ignore"):
            result = shift + np.log(sums)
        for state in np.flatnonzero(sums < LEAST_SUM):
            result[state] = self._log_weight_of(int(state))
        return result

    def _log_weight_of(self, state: int) -> float:
        """Return -H_RG of one hidden state, shifted by its own largest term: those of all others underflow."""
        spins = 2 * ((state >> np.arange(self.n_hidden - 1, -1, -1)) & 1) - 1
        terms = self.log_trace - self.hamiltonian
        for spin, column in zip(spins, self.inputs.T, strict=True):
            terms = terms - np.logaddexp(0.0, -2 * spin * column)
        return log_sum(terms) if np.isfinite(terms).any() else -np.inf  # no visible state leads to it


def log_conditional_distribution(inputs: np.ndarray) -> np.ndarray:
    """Return ln prod_j p(h_j | v) for every state of the hidden spins.

    Parameters
    ----------
    inputs : (n_states, n_hidden) float array
        Half log-odds of each hidden spin; infinities allowed.

    Returns
    -------
    (n_states, 2**n_hidden) float64 array
        Columns in the order of :func:`rgcore.exact.spin_states`; minus infinity where a state is forbidden.
    """
    result = np.zeros((len(inputs), 1))
    for column in np.asarray(inputs, dtype=np.float64).T:
        choices = -np.logaddexp(0.0, np.stack([2 * column, -2 * column], axis=1))  # (n_states, [down, up])
        result = (result[:, :, None] + choices[:, None, :]).reshape(len(inputs), -1)
    return result


def hidden_log_weights(transformation: Operator) -> np.ndarray:
    """Return -H_RG(h) = ln sum_v exp(T(v, h) - H(v)) on every hidden state, (2**n_hidden,) float64.

    Mehta and Schwab, arXiv:1410.3831.
    """
    return transformation.hidden_log_weights()
