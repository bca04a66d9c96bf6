"""Standard errors of few conditions, and which free powers a hypothesis without a length is tested within."""

import numpy as np
import pytest

from rgcore.learned.size_hypotheses.covariates import covariates_of
from rgcore.learned.size_hypotheses.determined import reason_against
from rgcore.learned.size_hypotheses.evidence import p_within_powers
from rgcore.learned.size_hypotheses.fit import fit_hypothesis
from rgcore.learned.size_hypotheses.hypothesis_table import _candidates, _evidence, hypothesis_table

from .planted import BY_NAME, PLANTED, study, widths


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


def test_one_condition_has_no_scatter_beside_its_mean():
    one = widths(("constant", (1.0,)), rng=np.random.default_rng(5), temperature=["2.6"], n_hidden=[64])
    found = reason_against(BY_NAME["constant"], "none", one, covariates_of(one.conditions))
    assert found == "1 conditions do not determine 1 parameters and their scatter"


def test_conditions_without_a_width_are_counted_and_p_values_corrected_for_all_rows():
    """Holm: the smallest p-value times their number, the next one times one less, and none below the one before."""
    table = study(("tiling", PLANTED["tiling"]), rng=np.random.default_rng(6), n_replicas=1)
    table.loc[table["temperature"] == 2.9, "localized_fraction"] = 0.1
    rows = hypothesis_table(table, rng=np.random.default_rng(7))
    assert set(rows["n_conditions"]) == {12}
    assert set(rows["n_conditions_without"]) == {3}
    p = rows.dropna(subset="p_value").sort_values("p_value")
    corrected = np.maximum.accumulate(p["p_value"] * np.arange(len(p), 0, -1)).clip(upper=1)
    assert len(p) > 2
    assert p["p_corrected"].to_numpy() == pytest.approx(corrected.to_numpy())
    assert p["p_corrected"].iloc[0] < 0.05
