"""Maximum likelihood of one hypothesis."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from rgcore.learned.size_hypotheses.covariates import Covariates
from rgcore.learned.size_hypotheses.determined import fixed_parameters, length_column
from rgcore.learned.size_hypotheses.hypotheses import Hypothesis
from rgcore.learned.size_hypotheses.information import STEP, score_and_information, slopes_of
from rgcore.learned.size_hypotheses.likelihood import log_likelihoods
from rgcore.learned.size_hypotheses.widths import RESOLUTION, Widths

__all__ = ["Fit", "fit_hypothesis", "mean_function"]

_LEAST_SCATTER, _MOST_SCATTER = np.log(1e-3), np.log(3.0)
_MOST_SHARPNESS = np.log(30.0)  # beyond it the crossover is the smaller one of both
_LEAST_SHARPNESS = np.log(0.3)
_LEAST_INFORMATION = 1e-3  # 1 / variance: a parameter that is known to a factor e^30
_LEAST_AREA = 0.25  # of a width less its resolution, for a start
_TOLERANCE = 1e-9


class Fit(NamedTuple):
    """A hypothesis with the parameters of largest likelihood.

    Attributes
    ----------
    hypothesis : Hypothesis
    length : str
        "measured", "infinite" or "none".
    values : (n_parameters,) array
        Parameters of the hypothesis, coefficients of the covariates, ln of the scatter of runs and of conditions.
    covariance : (n, n) array
        Of the values without the scatter; NaN where the likelihood does not determine them.
    log_likelihood : float
    covariates : tuple of str
    fixed : tuple of str
        Powers that the design does not determine.
    ranges : (n_parameters, 2) array
        Between which the values were looked for.
    n_free : int
        Parameters that the likelihood could choose.
    n_means : int
        Of them, those of the hypothesis and the covariates: all but the scatter.
    """

    hypothesis: Hypothesis
    length: str
    values: np.ndarray
    covariance: np.ndarray
    log_likelihood: float
    covariates: tuple[str, ...]
    fixed: tuple[str, ...]
    ranges: np.ndarray
    n_free: int
    n_means: int

    @property
    def scatter(self) -> tuple[float, float]:
        """Standard deviations of ln width between runs and between conditions."""
        of_runs, of_conditions = np.exp(self.values[-2:])
        return float(of_runs), float(of_conditions)


def mean_function(
    hypothesis: Hypothesis, length: str, conditions: pd.DataFrame, covariates: Covariates
) -> Callable[[np.ndarray], np.ndarray]:
    """Return the function of values (..., n_parameters) that gives ln of the measured width, (..., n_conditions).

    The hypothesis, with covariates, is that of the width w; measured is sqrt(w^2 + RESOLUTION^2).
    """
    n_of_hypothesis = len(hypothesis.parameters)
    n_means = n_of_hypothesis + len(covariates.names)
    log_sites, log_length = (conditions[name].to_numpy() for name in ("log_sites", length_column(length)))
    matrix = covariates.matrix.T

    def means(values: np.ndarray) -> np.ndarray:
        of_hypothesis = hypothesis.log_width(values[..., :n_of_hypothesis], log_sites, log_length)
        log_width = of_hypothesis + values[..., n_of_hypothesis:n_means] @ matrix
        return np.logaddexp(2 * log_width, 2 * np.log(RESOLUTION)) / 2

    return means


def fit_hypothesis(hypothesis: Hypothesis, length: str, widths: Widths, covariates: Covariates) -> Fit:
    """Return the parameters of largest likelihood, from several starts.

    Parameters
    ----------
    hypothesis : Hypothesis
    length : "measured", "infinite" or "none"
    widths : Widths
        Of more conditions than the hypothesis and its covariates have parameters.
    covariates : Covariates
        Of the conditions of ``widths``.
    """
    bounds = _bounds(hypothesis, length, covariates, widths)
    means = mean_function(hypothesis, length, widths.conditions, covariates)

    def cost(values: np.ndarray) -> float:
        return -float(log_likelihoods(means(values), *np.exp(values[-2:]), widths).sum())

    options = {"method": "L-BFGS-B", "bounds": bounds, "options": {"ftol": _TOLERANCE, "maxiter": 500}}
    found = [minimize(cost, start, **options) for start in _starts(hypothesis, length, widths, covariates)]
    best = min(found, key=lambda result: result.fun).x
    ranges = np.array(bounds)
    free = ranges[:, 0] < ranges[:, 1]
    inside = (best > ranges[:, 0] + STEP) & (best < ranges[:, 1] - STEP)
    return Fit(
        hypothesis=hypothesis,
        length=length,
        values=best,
        covariance=_covariance(means, best, inside[:-2], widths),
        log_likelihood=-cost(best),
        covariates=covariates.names,
        fixed=fixed_parameters(hypothesis, length, widths.conditions),
        ranges=ranges,
        n_free=int(free.sum()),
        n_means=int(free[:-2].sum()),
    )


def _bounds(
    hypothesis: Hypothesis, length: str, covariates: Covariates, widths: Widths
) -> list[tuple[float, float]]:
    ranges = {"sharpness": (_LEAST_SHARPNESS, _MOST_SHARPNESS)}
    ranges |= dict.fromkeys(fixed_parameters(hypothesis, length, widths.conditions), (0.0, 0.0))
    of_hypothesis = [ranges.get(name, (-10.0, 10.0)) for name in hypothesis.parameters]
    repeated = np.bincount(widths.condition).max(initial=0) > 1
    of_runs = (_LEAST_SCATTER, _MOST_SCATTER if repeated else _LEAST_SCATTER)
    return [
        *of_hypothesis,
        *[(-10.0, 10.0)] * len(covariates.names),
        of_runs,
        (_LEAST_SCATTER, _MOST_SCATTER),
    ]


def _starts(hypothesis: Hypothesis, length: str, widths: Widths, covariates: Covariates) -> list[np.ndarray]:
    """Return starts: those of the hypothesis, covariates by least squares of what it leaves, scatter as found there."""
    conditions = widths.conditions
    counts = np.bincount(widths.condition, minlength=len(conditions))
    log_width = np.bincount(widths.condition, widths.log_width, minlength=len(conditions)) / counts
    within = (widths.log_width - log_width[widths.condition]).std()
    log_width = np.log(np.maximum(np.exp(2 * log_width) - RESOLUTION**2, _LEAST_AREA)) / 2
    log_sites, log_length = (conditions[name].to_numpy() for name in ("log_sites", length_column(length)))
    low, high = np.array(_bounds(hypothesis, length, covariates, widths)).T
    starts = []
    matrix = np.concatenate([np.ones((len(log_width), 1)), covariates.matrix], axis=1)
    factors = np.isin(hypothesis.parameters, ("factor", "length_factor"))
    for of_hypothesis in hypothesis.starts(log_width, log_sites, log_length):
        left = log_width - hypothesis.log_width(of_hypothesis, log_sites, log_length)
        shift, *slopes = np.linalg.lstsq(matrix, left, rcond=None)[0]
        between = (left - shift - covariates.matrix @ slopes).std()
        scatter = np.log(np.clip([within, between], 2e-3, 1.0))
        starts.append(np.clip(np.concatenate([of_hypothesis + shift * factors, slopes, scatter]), low, high))
    return starts


def _covariance(
    means: Callable[[np.ndarray], np.ndarray], best: np.ndarray, free: np.ndarray, widths: Widths
) -> np.ndarray:
    """Return the inverse of the information on the parameters of the means, (n, n); ``free`` (n,) bool.

    It is that of each condition on its ln width, times the slopes of ln width in the parameters: no second derivatives
    of the hypothesis, which the smaller one of two has not. The scatter is kept, since its estimate is independent of
    the means, but for the factor n / (n - n_means) by which the largest likelihood of n conditions makes it too small.
    """
    n = len(free)
    slopes = slopes_of(means, best, n)
    _, known = score_and_information(means(best), np.exp(best[-2:]), widths)
    information = (slopes * known) @ slopes.T
    determined = np.flatnonzero(free & (np.diag(information) > _LEAST_INFORMATION))
    n_conditions = len(widths.conditions)
    block = information[np.ix_(determined, determined)] * (1 - free.sum() / n_conditions)
    covariance = np.full((n, n), np.nan)
    if np.linalg.matrix_rank(block) == len(determined):
        covariance[np.ix_(determined, determined)] = np.linalg.inv(block)
    return covariance
