"""A hypothesis fitted again to other runs of the same conditions, from where the first fit ended."""

from collections.abc import Callable

import numpy as np

from rgcore.learned.size_hypotheses.fit import Fit
from rgcore.learned.size_hypotheses.information import score_and_information, slopes_of
from rgcore.learned.size_hypotheses.likelihood import log_likelihoods
from rgcore.learned.size_hypotheses.widths import Widths

__all__ = ["refit"]

_MOST_STEPS = 20
_SHRINKAGES = (1.0, 0.5, 0.25, 0.1, 0.02)
_TOLERANCE = 1e-4  # nats

_Means = Callable[[np.ndarray], np.ndarray]


def refit(fit: Fit, means: _Means, widths: Widths) -> np.ndarray:
    """Return the values of largest likelihood near those of a fit, (n_parameters,).

    By Fisher scoring: the scatter is kept, and so are parameters that the first fit does not determine.

    Parameters
    ----------
    fit : Fit
    means : callable
        :func:`rgcore.learned.size_hypotheses.fit.mean_function` of the conditions of the fit.
    widths : Widths
        Of the conditions of the fit.
    """
    values, likelihood = fit.values, _likelihood(means(fit.values), fit, widths)
    for _ in range(_MOST_STEPS):
        step = _scoring_step(means, values, fit, widths)
        for shrinkage in _SHRINKAGES:
            tried = np.clip(values + shrinkage * step, *fit.ranges.T)
            found = _likelihood(means(tried), fit, widths)
            if found > likelihood:
                break
        else:
            return values
        gained, values, likelihood = found - likelihood, tried, found
        if gained < _TOLERANCE:
            return values
    return values


def _likelihood(log_means: np.ndarray, fit: Fit, widths: Widths) -> float:
    return float(log_likelihoods(log_means, *fit.scatter, widths).sum())


def _scoring_step(means: _Means, values: np.ndarray, fit: Fit, widths: Widths) -> np.ndarray:
    """Return the step to the maximum of the quadratic approximation, 0 for parameters that are kept."""
    determined = np.flatnonzero(np.isfinite(np.diag(fit.covariance)))
    slopes = slopes_of(means, values, len(fit.covariance))[determined]
    score, known = score_and_information(means(values), fit.scatter, widths)
    information = (slopes * np.maximum(known, 0)) @ slopes.T
    step = np.zeros(len(values))
    step[determined] = np.linalg.lstsq(information, slopes @ score, rcond=None)[0]
    return step
