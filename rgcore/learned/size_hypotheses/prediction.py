"""Prediction: hypotheses fitted to a declared part of the design, compared with the widths of the rest."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.learned.size_hypotheses.covariates import covariates_named, covariates_of
from rgcore.learned.size_hypotheses.determined import fixed_parameters
from rgcore.learned.size_hypotheses.fit import Fit, fit_hypothesis, mean_function
from rgcore.learned.size_hypotheses.hypotheses import Hypothesis
from rgcore.learned.size_hypotheses.refit import refit
from rgcore.learned.size_hypotheses.widths import Widths

__all__ = ["GOAL", "HELD_OUT", "N_DRAWS", "Prediction", "Split", "declared_splits", "predict"]

GOAL = 0.05
"""Relative error that predicted widths may have."""

HELD_OUT = {"temperature": 3, "n_hidden": 2, "l1": 3, "side": 2}
"""Factors whose values are held out in turn, with the number of values that a design must have for it.

Two values are enough of those whose effect a hypothesis states without a parameter.
"""

_EVERY = 3  # of the values of a factor, from the largest one down: a third of the design, its end among it
N_DRAWS = 100
"""Draws of the replicas with replacement, to each of which a hypothesis is fitted."""


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
    resampled : (N_DRAWS, n) array
        The same for other draws of the replicas, with a fit to each; (0, n) if there is one replica.
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
        Draws replicas, the same ones for the conditions of the fit and the others: they have configurations in common.
    """
    fitted = widths.of_conditions(split.fitted)
    covariates = covariates_of(fitted.conditions)
    fixed = fixed_parameters(hypothesis, length, fitted.conditions)
    n_means = len(hypothesis.parameters) + len(covariates.names) - len(fixed)
    if len(fitted.conditions) <= n_means or fixed != fixed_parameters(hypothesis, length, widths.conditions):
        return None
    fit = fit_hypothesis(hypothesis, length, fitted, covariates)
    rest = widths.of_conditions(split.held_out & _measured(widths))
    of_fitted = mean_function(hypothesis, length, fitted.conditions, covariates)
    of_rest = mean_function(
        hypothesis, length, rest.conditions, covariates_named(covariates.names, rest.conditions)
    )
    draws, which = _draws_of_replicas(widths, rng=rng)
    resampled = np.empty((len(draws), len(rest.conditions)))
    for place, counts in enumerate(draws):
        values = refit(fit, of_fitted, _drawn(fitted, counts))
        resampled[place] = _errors(of_rest(values), _drawn(rest, counts))
    return Prediction(_errors(of_rest(fit.values), rest), resampled[which], _errors_of_runs(fit, rest))


def _measured(widths: Widths) -> np.ndarray:
    """Return which conditions have runs with measured widths and none with a limit, (n_conditions,) bool."""
    counts = np.bincount(widths.condition, widths.limit != 0, minlength=len(widths.conditions))
    return counts == 0


def _errors(log_predicted: np.ndarray, rest: Widths) -> np.ndarray:
    """Return |predicted / measured - 1| of each condition, (n_conditions,)."""
    n_conditions = len(rest.conditions)
    counts = np.bincount(rest.condition, minlength=n_conditions)
    measured = np.bincount(rest.condition, rest.log_width, minlength=n_conditions) / counts
    return np.abs(np.expm1(log_predicted - measured))


def _errors_of_runs(fit: Fit, rest: Widths) -> np.ndarray:
    n_conditions = len(rest.conditions)
    variance = np.bincount(rest.condition, fit.scatter[0] ** 2 + rest.of_measure**2, minlength=n_conditions)
    return 0.6745 * np.sqrt(variance) / np.bincount(rest.condition, minlength=n_conditions)


def _draws_of_replicas(widths: Widths, *, rng: Generator) -> tuple[list[dict[int, int]], np.ndarray]:
    """Return how often each replica comes in the different draws, and which of them each of ``N_DRAWS`` draws is.

    None with one replica.
    """
    replicas = np.unique(widths.replica)
    n = len(replicas)
    if n < 2:
        return [], np.empty(0, dtype=np.int64)
    different, which = np.unique(
        rng.multinomial(n, np.full(n, 1 / n), size=N_DRAWS), axis=0, return_inverse=True
    )
    return [dict(zip(replicas.tolist(), counts, strict=True)) for counts in different], which.reshape(-1)


def _drawn(widths: Widths, counts: Mapping[int, int]) -> Widths:
    """Return the widths with each replica as often as it is drawn; conditions without a drawn one keep theirs."""
    times = np.array([counts[replica] for replica in widths.replica.tolist()], dtype=np.int64)
    present = np.bincount(widths.condition, times, minlength=len(widths.conditions)) > 0
    return widths.of_runs(np.repeat(np.arange(len(times)), np.where(present[widths.condition], times, 1)))
