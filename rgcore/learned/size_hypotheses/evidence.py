"""Evidence for hypotheses: information criteria with weights, and tests of simpler hypotheses within free powers."""

from collections.abc import Mapping

import numpy as np
from scipy.special import softmax
from scipy.stats import f as f_distribution

from rgcore.learned.size_hypotheses.fit import Fit

__all__ = ["akaike", "bayes", "p_within_powers", "reason_against_weights", "verdicts", "weights"]

WINS, EXCLUDED = 0.95, 0.05
"""Weights from which on a hypothesis wins, and below which it is excluded."""

LEAST_LEFT = 5
"""Conditions that must be left of those fitted, n - k - 1: with fewer the corrected AIC is mostly its correction."""

LEAST_SITES, LEAST_CONDITIONS = 3, 2
"""Values of the sites per unit that a design must have for weights, and the conditions that each must have: with two
values any power of the sites fits, and one of a single condition is that condition's scatter."""


def akaike(fit: Fit, n_conditions: int) -> float:
    """Return the AIC with its correction for few conditions, Hurvich and Tsai, Biometrika 76, 297 (1989).

    NaN where conditions are too few: n_conditions must exceed the number of parameters by 2.
    """
    k, left = fit.n_free, n_conditions - fit.n_free - 1
    return -2 * fit.log_likelihood + 2 * k + 2 * k * (k + 1) / left if left > 0 else float("nan")


def bayes(fit: Fit, n_conditions: int) -> float:
    """Return the Bayesian information criterion; its number of data is that of conditions, not of runs."""
    return -2 * fit.log_likelihood + fit.n_free * np.log(n_conditions)


def reason_against_weights(most_parameters: int, n_conditions: int, by_sites: Mapping[float, int]) -> str:
    """Return why hypotheses fitted to some conditions have no weights; empty if they have.

    Weights compare all hypotheses or none: with a rival left out, one of the others would win by default.

    Parameters
    ----------
    most_parameters : int
        Of any hypothesis that was fitted.
    n_conditions : int
        That have a width.
    by_sites : mapping of float to int
        Conditions by their sites per unit.
    """
    repeated = sum(count >= LEAST_CONDITIONS for count in by_sites.values())
    reasons = []
    if repeated < LEAST_SITES:
        reasons.append(
            f"weights need {LEAST_SITES} numbers of sites per unit with {LEAST_CONDITIONS} conditions each, "
            f"not {repeated}"
        )
    if n_conditions - most_parameters - 1 < LEAST_LEFT:
        needed = most_parameters + 1 + LEAST_LEFT
        reasons.append(
            f"weights of up to {most_parameters} parameters need {needed} conditions, not {n_conditions}"
        )
    return "; ".join(reasons)


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

    The hypothesis is a regression of the mean ln width of each condition, up to the resolution of the measure, and the
    ratio that of an F test. This is so for conditions of one number of runs each; else an approximation, and a better
    one for few conditions than the chi-squared distribution.
    """
    freed = powers.n_means - fit.n_means
    left = n_conditions - powers.n_means
    if freed < 1 or left < 1:
        return float("nan")
    gain = max(powers.log_likelihood - fit.log_likelihood, 0.0)
    return float(f_distribution.sf(np.expm1(2 * gain / n_conditions) * left / freed, freed, left))
