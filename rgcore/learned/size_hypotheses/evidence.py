"""Evidence for hypotheses: information criteria with weights, and tests of simpler hypotheses within free powers."""

import numpy as np
from scipy.special import softmax
from scipy.stats import f as f_distribution

from rgcore.learned.size_hypotheses.fit import Fit

__all__ = ["akaike", "bayes", "p_within_powers", "verdicts", "weights"]

WINS, EXCLUDED = 0.95, 0.05
"""Weights from which on a hypothesis wins, and below which it is excluded."""


def akaike(fit: Fit, n_conditions: int) -> float:
    """Return the AIC with its correction for few conditions, Hurvich and Tsai, Biometrika 76, 297 (1989).

    NaN where conditions are too few: n_conditions must exceed the number of parameters by 2.
    """
    k, left = fit.n_free, n_conditions - fit.n_free - 1
    return -2 * fit.log_likelihood + 2 * k + 2 * k * (k + 1) / left if left > 0 else float("nan")


def bayes(fit: Fit, n_conditions: int) -> float:
    """Return the Bayesian information criterion; its number of data is that of conditions, not of runs."""
    return -2 * fit.log_likelihood + fit.n_free * np.log(n_conditions)


def weights(criteria: np.ndarray) -> np.ndarray:
    """Return exp(-criterion / 2), normalized over the hypotheses (n_hypotheses,) that have one; NaN for the others."""
    found = np.full(len(criteria), np.nan)
    given = np.isfinite(criteria)
    if given.any():
        found[given] = softmax(-criteria[given] / 2)
    return found


def verdicts(given_weights: np.ndarray) -> list[str]:
    """Return "wins", "possible" or "excluded" for each hypothesis by its weight; empty for NaN."""
    names = np.select(
        [np.isnan(given_weights), given_weights >= WINS, given_weights < EXCLUDED],
        ["", "wins", "excluded"],
        "possible",
    )
    return [str(name) for name in names]


def p_within_powers(fit: Fit, powers: Fit, n_conditions: int) -> float:
    """Return the probability of a ratio of likelihoods as large as that of free powers to one of their special cases.

    For widths that scatter between conditions alone, the hypothesis is a linear regression on conditions, and the ratio
    that of an F test; this is exact for any number of conditions, where the chi-squared distribution is so for many.
    """
    freed = powers.n_free - fit.n_free
    left = n_conditions - (powers.n_free - 2)
    if freed < 1 or left < 1:
        return float("nan")
    gain = max(powers.log_likelihood - fit.log_likelihood, 0.0)
    return float(f_distribution.sf(np.expm1(2 * gain / n_conditions) * left / freed, freed, left))
