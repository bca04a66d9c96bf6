"""Slopes of a hypothesis in its parameters, and derivatives of the likelihood of widths in their means."""

from collections.abc import Callable

import numpy as np

from rgcore.learned.size_hypotheses.likelihood import log_likelihoods
from rgcore.learned.size_hypotheses.widths import Widths

__all__ = ["STEP", "score_and_information", "slopes_of"]

STEP = 1e-4  # of derivatives; parameters are logarithms and powers


def slopes_of(means: Callable[[np.ndarray], np.ndarray], values: np.ndarray, n: int) -> np.ndarray:
    """Return the derivatives of ln width of each condition in the first ``n`` values, (n, n_conditions)."""
    steps = STEP * np.eye(n, len(values))
    return (means(values + steps) - means(values - steps)) / (2 * STEP)


def score_and_information(
    log_means: np.ndarray, scatter: tuple[float, float], widths: Widths
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first derivative of each condition's ln likelihood in its ln width, and the second with a minus.

    Parameters
    ----------
    log_means : (n_conditions,) array
    scatter : (of_runs, of_conditions)
    widths : Widths
    """
    up, here, down = (log_likelihoods(log_means + shift, *scatter, widths) for shift in (STEP, 0.0, -STEP))
    return (up - down) / (2 * STEP), (2 * here - up - down) / STEP**2
