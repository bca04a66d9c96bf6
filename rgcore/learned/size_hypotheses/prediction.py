"""Prediction: hypotheses fitted to a declared part of the design, compared with the widths of the rest."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.learned.size_hypotheses.covariates import covariates_named, covariates_of
from rgcore.learned.size_hypotheses.determined import fixed_parameters
from rgcore.learned.size_hypotheses.fit import Fit, fit_hypothesis, mean_function
from rgcore.learned.size_hypotheses.hypotheses import Hypothesis
from rgcore.learned.size_hypotheses.widths import Widths

__all__ = ["GOAL", "HELD_OUT", "Prediction", "Split", "declared_splits", "predict"]

GOAL = 0.05
"""Relative error that predicted widths may have."""

HELD_OUT = {"temperature": 3, "n_hidden": 2, "l1": 3, "side": 2}
"""Factors whose values are held out in turn, with the number of values that a design must have for it.

Two values are enough of those whose effect a hypothesis states without a parameter.
"""

_EVERY = 3  # of the values of a factor, from the largest one down: a third of the design, its end among it
N_RESAMPLES = 400


class Split(NamedTuple):
    """Conditions that hypotheses are fitted to, and those that are held out, (n_conditions,) bool each."""

    factor: str
    fitted: np.ndarray
    held_out: np.ndarray


class Prediction(NamedTuple):
    """Relative errors of predicted widths of one split.

    Attributes
    ----------
    errors : (n,) array
        |predicted / measured - 1| of the held-out conditions that have a measured width.
    resampled : (N_RESAMPLES, n) array
        The same with parameters drawn from their normal approximation.
    of_runs : (n,) array
        Median error of a prediction without any: the measured width is the mean over few runs.
    """

    errors: np.ndarray
    resampled: np.ndarray
    of_runs: np.ndarray


def declared_splits(conditions: pd.DataFrame) -> list[Split]:
    """Return one split for each factor of ``HELD_OUT`` with enough values in the design.

    Held out is every third value, from the largest one down: whole conditions, among them an end of the design, so that
    predictions extrapolate, too. The choice does not depend on widths.
    """
    splits = []
    for factor, least in HELD_OUT.items():
        values = np.sort(conditions[factor].unique())[::-1]
        if len(values) >= least:
            held_out = conditions[factor].isin(values[::_EVERY]).to_numpy()
            splits.append(Split(factor, ~held_out, held_out))
    return splits


def predict(
    hypothesis: Hypothesis, length: str, widths: Widths, split: Split, *, rng: Generator
) -> Prediction | None:
    """Fit a hypothesis to one part of the conditions and return its errors for the other; None if it is not determined.

    Parameters
    ----------
    hypothesis : Hypothesis
    length : "measured", "infinite" or "none"
    widths : Widths
        Of all conditions.
    split : Split
    rng : Generator
    """
    fitted = widths.of_conditions(split.fitted)
    covariates = covariates_of(fitted.conditions)
    fixed = fixed_parameters(hypothesis, length, fitted.conditions)
    n_means = len(hypothesis.parameters) + len(covariates.names) - len(fixed)
    if len(fitted.conditions) <= n_means or fixed != fixed_parameters(hypothesis, length, widths.conditions):
        return None
    fit = fit_hypothesis(hypothesis, length, fitted, covariates)
    rest = widths.of_conditions(split.held_out & _measured(widths))
    return _errors(fit, rest, rng=rng)


def _measured(widths: Widths) -> np.ndarray:
    """Return which conditions have runs with measured widths and none with a limit, (n_conditions,) bool."""
    counts = np.bincount(widths.condition, widths.limit != 0, minlength=len(widths.conditions))
    return counts == 0


def _errors(fit: Fit, rest: Widths, *, rng: Generator) -> Prediction:
    covariates = covariates_named(fit.covariates, rest.conditions)
    n_conditions = len(rest.conditions)
    counts = np.bincount(rest.condition, minlength=n_conditions)
    measured = np.bincount(rest.condition, rest.log_width, minlength=n_conditions) / counts
    drawn = _drawn_values(fit, rng=rng)
    means = mean_function(fit.hypothesis, fit.length, rest.conditions, covariates)
    variance = np.bincount(rest.condition, fit.scatter[0] ** 2 + rest.of_measure**2, minlength=n_conditions)
    return Prediction(
        np.abs(np.expm1(means(fit.values) - measured)),
        np.abs(np.expm1(means(drawn) - measured)),
        0.6745 * np.sqrt(variance) / counts,
    )


def _drawn_values(fit: Fit, *, rng: Generator) -> np.ndarray:
    """Return draws of the parameters, (N_RESAMPLES, n_parameters); those that are not determined stay as they are."""
    covariance = np.nan_to_num(fit.covariance)
    drawn = np.repeat(fit.values[None], N_RESAMPLES, axis=0)
    n = len(covariance)
    drawn[:, :n] = rng.multivariate_normal(fit.values[:n], covariance, size=N_RESAMPLES, method="eigh")
    return np.clip(drawn, *fit.ranges.T)
