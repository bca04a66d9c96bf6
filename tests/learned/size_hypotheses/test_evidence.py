"""Standard errors of few conditions, and which free powers a hypothesis without a length is tested within."""

import numpy as np
import pytest

from rgcore.learned.size_hypotheses.covariates import covariates_of
from rgcore.learned.size_hypotheses.evidence import p_within_powers
from rgcore.learned.size_hypotheses.fit import fit_hypothesis
from rgcore.learned.size_hypotheses.hypothesis_table import _candidates, _evidence

from .planted import BY_NAME, PLANTED, widths


def test_a_hypothesis_without_a_length_is_tested_within_the_powers_of_the_measured_one():
    """Widths follow the measured length a little, and less well that of the infinite lattice."""
    given = widths(("powers", PLANTED["powers"]), rng=np.random.default_rng(3), n_replicas=2)
    candidates = _candidates(given)
    places = {(each.hypothesis.name, each.length): place for place, each in enumerate(candidates)}
    tiling = places["tiling", "none"]
    measured, infinite = (
        p_within_powers(
            candidates[tiling].fit, candidates[places["powers", length]].fit, len(given.conditions)
        )
        for length in ("measured", "infinite")
    )
    assert measured < 0.1 * infinite
    assert _evidence(candidates, given)[tiling]["p_value"] == pytest.approx(measured)


def test_the_standard_error_of_a_constant_width_is_that_of_a_mean_of_few_conditions():
    """The largest likelihood divides by n in place of n - 1; the widths are so large that the resolution is nothing."""
    large = {"side": [8192], "n_hidden": [64], "temperature": ["2.4", "2.6", "2.9"]}
    given = widths(
        ("constant", (3.0,)), rng=np.random.default_rng(4), of_conditions=0.1, n_replicas=1, **large
    )
    given = given._replace(of_measure=0 * given.of_measure, log_width=given.log_width + np.log(50))
    fit = fit_hypothesis(BY_NAME["constant"], "none", given, covariates_of(given.conditions))
    error = given.log_width.std(ddof=1) / np.sqrt(len(given.log_width))
    assert np.sqrt(fit.covariance[0, 0]) == pytest.approx(error, rel=0.01)
