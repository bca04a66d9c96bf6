"""Means of the trace t(v) = ln sum_h exp T(v, h) from which every objective is made."""

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

__all__ = ["TraceStatistics", "trace_statistics"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStatistics:
    """The model p(v) = P(v) exp(t(v)) / <exp t>_P, and means of t.

    Attributes
    ----------
    model : (2**n_visible,) float64 array
        p(v), the distribution of the visible spins through T.
    log_mean : float
        ln <exp t>_P = -dF = ln Z_lambda - ln Z, in nats.
    mean : float
        <t>_P
    mean_in_model : float
        <t>_p = KL(p || P) + ln <exp t>_P
    """

    model: np.ndarray
    log_mean: float
    mean: float
    mean_in_model: float

    @property
    def divergence(self) -> float:
        """KL(P || p) = ln <exp t>_P - <t>_P, in nats."""
        return self.log_mean - self.mean


def trace_statistics(log_trace: np.ndarray, boltzmann: np.ndarray) -> TraceStatistics:
    """Return the model and the means of t.

    Parameters
    ----------
    log_trace : (2**n_visible,) float array
        t(v)
    boltzmann : (2**n_visible,) float array
        P(v), positive, of sum 1.
    """
    log_mean = float(logsumexp(log_trace, b=boltzmann))
    model = boltzmann * np.exp(log_trace - log_mean)
    return TraceStatistics(
        model=model,
        log_mean=log_mean,
        mean=float(boltzmann @ log_trace),
        mean_in_model=float(model @ log_trace),
    )
