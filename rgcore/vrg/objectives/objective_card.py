"""What each objective declares of itself, at the end of its file."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["ObjectiveCard"]


def _unmoved(log_trace: np.ndarray, boltzmann: np.ndarray) -> float:
    return 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveCard:
    """An objective for a transformation T(v, h), as a function of t(v) = ln sum_h exp T(v, h) and of P(v).

    Nothing else enters: the divergence, the free energy and the trace condition are functions of t, so that no
    objective depends on the distribution of the hidden spins given the visible ones.

    Attributes
    ----------
    sentence : str
        What is minimized.
    cost : function of t (2**n_visible,) and P (2**n_visible,)
        Returns the cost in nats, least and zero if the objective is fulfilled, and its derivative with respect to t, of
        the same shape.
    shift : function of t and P
        Returns the constant that the objective adds to T: zero where it leaves the constant as trained.
    """

    sentence: str
    cost: Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray]]
    shift: Callable[[np.ndarray, np.ndarray], float] = _unmoved
