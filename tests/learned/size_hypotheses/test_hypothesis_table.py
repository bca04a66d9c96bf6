"""Which hypothesis wins, what it predicts, and what a thin design cannot decide."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import f, norm

from rgcore.learned.size_hypotheses.covariates import covariates_of
from rgcore.learned.size_hypotheses.evidence import (
    akaike,
    bayes,
    p_within_powers,
    reason_against_weights,
    verdicts,
    weights,
)
from rgcore.learned.size_hypotheses.fit import Fit, fit_hypothesis
from rgcore.learned.size_hypotheses.hypotheses import HYPOTHESES
from rgcore.learned.size_hypotheses.hypothesis_table import (
    _candidates,
    _weights,
    hypothesis_table,
    parameter_columns,
)
from rgcore.learned.size_hypotheses.prediction import N_DRAWS, Prediction, declared_splits, predict
from rgcore.learned.size_hypotheses.prediction_errors import prediction_columns
from rgcore.learned.size_hypotheses.schemas import BLOCK_SIZE_HYPOTHESES
from rgcore.learned.size_hypotheses.widths import final_runs, widths_of

from .planted import BY_NAME, PLANTED, study, widths

SMALL = {"side": [16], "n_hidden": [16, 64, 256], "n_replicas": 2}
THIN = {"side": [16], "n_hidden": [64], "temperature": ["2.269185", "2.6", "3.4"]}


def fitted(name, seed):
    """All hypotheses fitted to widths of a planted one, by name."""
    given = widths((name, PLANTED[name]), rng=np.random.default_rng(seed), of_conditions=0.02)
    covariates = covariates_of(given.conditions)
    fits = {each.name: fit_hypothesis(each, "measured", given, covariates) for each in HYPOTHESES}
    return fits, len(given.conditions)


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_hypothesis_is_not_excluded_and_simpler_ones_lose(name):
    simpler = {
        "smaller": {"constant", "tiling", "correlation"},
        "powers": {"constant", "tiling", "correlation"},
    }
    wins = 0
    for seed in range(3):
        fits, n = fitted(name, seed)
        found = dict(zip(fits, weights(np.array([akaike(fit, n) for fit in fits.values()])), strict=True))
        assert found[name] > 0.01
        others = set(BY_NAME) - {name, "crossover", "powers", "smaller"}
        assert sum(found[other] for other in simpler.get(name, others)) < 0.01
        wins += found[name] == max(found.values())
    assert wins >= 2


def test_p_values_of_a_true_hypothesis_are_uniform():
    p = []
    for seed in range(32):
        given = widths(("tiling", PLANTED["tiling"]), rng=np.random.default_rng(seed), n_replicas=2)
        covariates = covariates_of(given.conditions)
        small, large = (
            fit_hypothesis(BY_NAME[name], "measured", given, covariates) for name in ("tiling", "powers")
        )
        p.append(p_within_powers(small, large, len(given.conditions)))
    assert 0.29 < np.mean(p) < 0.71  # 4 standard errors of 0.29 / sqrt(32)
    assert np.mean(np.array(p) < 0.1) < 0.31


@pytest.mark.parametrize("n_replicas", [1, 3])
def test_p_values_are_those_of_an_f_test_of_the_mean_widths_of_conditions(n_replicas):
    """With or without repeated runs; the widths are so large that the resolution of the measure is nothing."""
    rng = np.random.default_rng(4)
    large = {"side": [8192], "n_hidden": [64, 256, 1024], "temperature": ["2.4", "2.9"]}
    given = widths(
        ("tiling", (0.0,)), rng=rng, of_runs=0.01, of_conditions=0.05, n_replicas=n_replicas, **large
    )
    given = given._replace(of_measure=0 * given.of_measure)
    n, covariates = len(given.conditions), covariates_of(given.conditions)
    tiling, powers = (
        fit_hypothesis(BY_NAME[name], "measured", given, covariates) for name in ("tiling", "powers")
    )
    mean = np.bincount(given.condition, given.log_width) / np.bincount(given.condition)
    sites, length = (given.conditions[name].to_numpy() for name in ("log_sites", "log_measured"))
    left = mean - sites / 2
    matrix = np.stack([np.ones(n), sites, length], axis=1)
    of_powers = np.square(mean - matrix @ np.linalg.lstsq(matrix, mean, rcond=None)[0]).sum()
    of_tiling = np.square(left - left.mean()).sum()
    expected = f.sf((of_tiling - of_powers) / 2 / (of_powers / (n - 3)), 2, n - 3)
    assert p_within_powers(tiling, powers, n) == pytest.approx(expected, rel=2e-3)


def test_weights_need_conditions_beyond_the_parameters_and_three_numbers_of_sites():
    by_sites = {1.0: 4, 4.0: 2, 16.0: 6}
    assert reason_against_weights(5, 12, by_sites) == ""
    assert reason_against_weights(5, 11, by_sites) == ""
    assert (
        reason_against_weights(5, 10, by_sites) == "weights of up to 5 parameters need 11 conditions, not 10"
    )
    assert "not 2" in reason_against_weights(5, 12, by_sites | {4.0: 1})
    assert "not 1" in reason_against_weights(3, 8, {4.0: 1, 16.0: 7})


def test_criteria_are_those_of_their_formulas():
    fit, n = fitted("tiling", 1)[0]["tiling"], 15
    assert fit.n_free == 3
    assert akaike(fit, n) == pytest.approx(-2 * fit.log_likelihood + 2 * 3 * n / (n - 4))
    assert np.isnan(akaike(fit, 4))
    assert bayes(fit, n) == pytest.approx(-2 * fit.log_likelihood + 3 * np.log(15))
    assert weights(np.array([0.0, np.nan, 2 * np.log(3)])) == pytest.approx([0.75, np.nan, 0.25], nan_ok=True)
    assert verdicts(np.array([0.95, 0.05, 0.049, np.nan])) == ["wins", "possible", "excluded", ""]


def test_held_out_conditions_are_declared_and_whole():
    options = {
        "temperature": ["2.269185", "2.4", "2.6", "2.9", "3.4"],
        "l1": [0.0, 1e-3, 2e-3],
        "side": [16, 32],
    }
    conditions = widths(("tiling", (0.0,)), rng=np.random.default_rng(1), **options).conditions
    splits = {split.factor: split for split in declared_splits(conditions)}
    held_out = {name: sorted(set(conditions[split.held_out][name])) for name, split in splits.items()}
    assert held_out == {"temperature": [2.4, 3.4], "n_hidden": [256], "l1": [2e-3], "side": [32]}
    for name, split in splits.items():
        assert (split.fitted != split.held_out).all()
        assert not set(conditions[split.fitted][name]) & set(held_out[name])


def test_predictions_do_not_see_held_out_widths_and_have_the_error_that_was_planted():
    errors, expected = [], []
    for seed in range(6):
        given = widths(("smaller", PLANTED["smaller"]), rng=np.random.default_rng(seed), of_conditions=0.1)
        split = declared_splits(given.conditions)[0]
        found = predict(BY_NAME["smaller"], "measured", given, split, rng=np.random.default_rng(1))
        errors.append(found.errors)
        moved = np.where(split.held_out[given.condition], given.log_width + np.log(2), given.log_width)
        doubled = given._replace(log_width=moved)
        again = predict(BY_NAME["smaller"], "measured", doubled, split, rng=np.random.default_rng(1))
        assert (
            again.errors.min() > 0.3
        )  # predictions are half as large as the doubled widths, up to 0.1 of scatter
        assert again.errors.max() < 0.7
        expected.append(np.hypot(0.1, 0.03 / np.sqrt(3)))
    assert np.median(np.concatenate(errors)) == pytest.approx(0.6745 * np.mean(expected), rel=0.35)


def test_the_whole_table_answers_what_was_planted():
    rng = np.random.default_rng(5)
    kinds = [
        study(("smaller", PLANTED["smaller"]), rng=rng, l1=[0.0, 2e-3], n_replicas=2, of_conditions=0.02),
        study(("tiling", PLANTED["tiling"]), rng=rng, of_conditions=0.02).assign(sharing="translations"),
    ]
    table = hypothesis_table(pd.concat(kinds), rng=np.random.default_rng(6))
    assert set(table.columns) == set(BLOCK_SIZE_HYPOTHESES.names)
    rows = table.set_index(["sharing", "hypothesis", "length"]).sort_index()
    best = {sharing: rows.loc[sharing]["weight"].idxmax() for sharing in ("none", "translations")}
    assert best["none"] in {("smaller", "measured"), ("crossover", "measured")}
    assert best["translations"] == ("tiling", "none")
    for key, error in ((("none", "smaller", "measured"), 0.03), (("translations", "tiling", "none"), 0.03)):
        row = rows.loc[key]
        assert row["factor"] == pytest.approx(1.3, abs=4 * row["factor_err"])
        assert row["median_error"] < error
        assert row["median_error_low"] < row["median_error"] < row["median_error_high"]
        assert row["median_error"] < row["error_90"]
        assert row["error_90_low"] < row["error_90"] < row["error_90_high"]
    assert rows.loc[("none", "smaller", "measured"), "goal_met"]
    wrong = rows.loc[("none", "correlation", "measured")]
    assert wrong["p_corrected"] < 1e-6
    assert wrong["verdict"] == "excluded"
    assert wrong["median_error"] > 0.1
    assert rows.groupby("sharing")["weight"].sum().to_numpy() == pytest.approx(1)


def test_a_thin_design_says_what_it_cannot_tell_apart():
    table = study(("powers", (1.0, 0.0, 0.2)), rng=np.random.default_rng(7), **THIN)
    rows = hypothesis_table(table, rng=np.random.default_rng(8)).set_index(["hypothesis", "length"])
    assert (
        rows.loc[("tiling", "none"), "reason"] == "one number of sites per unit: the same as a constant width"
    )
    assert "not determined" in rows.loc[("smaller", "measured"), "reason"]
    unfitted = rows.loc[("tiling", "none")]
    assert unfitted[["factor", "log_likelihood", "aicc", "median_error"]].isna().all()
    powers = rows.loc[("powers", "measured")]
    assert np.isnan(powers["sites_power"])
    assert powers["length_power"] == pytest.approx(0.2, abs=0.1)
    assert "no sites_power" in powers["reason"]
    assert rows[["weight", "weight_bic"]].isna().all(axis=None)
    assert (rows["verdict"] == "").all()
    assert "weights need 3 numbers of sites per unit with 2 conditions each, not 1" in powers["reason"]
    assert "weights of up to 4 parameters need 10 conditions, not 3" in powers["reason"]
    assert powers["conditions_by_sites"] == "4: 3"


def test_without_a_localized_field_nothing_is_fitted():
    table = study(("tiling", (0.0,)), rng=np.random.default_rng(7), **THIN).assign(localized_fraction=0.0)
    rows = hypothesis_table(table, rng=np.random.default_rng(8))
    assert (rows["reason"] == "no localized fields").all()
    assert (rows[["n_conditions", "n_conditions_without", "n_not_localized"]] == [0, 3, 9]).all(axis=None)


def test_rows_of_one_kind_do_not_depend_on_those_of_another():
    one = study(("tiling", (0.0,)), rng=np.random.default_rng(7), **THIN)
    both = pd.concat([one, one.assign(source="gaussian_copy", fwhm=one["fwhm"] * 2)])
    alone, joint = (hypothesis_table(table, rng=np.random.default_rng(9)) for table in (one, both))
    joint = joint[joint["source"] == "ising"].reset_index(drop=True)
    names = [name for name in alone if name not in ("p_corrected",)]
    pd.testing.assert_frame_equal(alone[names], joint[names])


def test_runs_without_localized_fields_are_tried_as_wide_ones():
    table = study(("tiling", (np.log(1.3),)), rng=np.random.default_rng(7), **SMALL)
    cold = (table["temperature"] < 2.3) & (table["n_hidden"] == 16)
    given, partly = (
        hypothesis_table(rows, rng=np.random.default_rng(8)).set_index(["hypothesis", "length"])
        for rows in (table, table.assign(localized_fraction=np.where(cold, 0.2, 0.9)))
    )
    pd.testing.assert_series_equal(given["weight"], given["weight_if_wide"], check_names=False)
    assert partly.loc[("tiling", "none"), "weight_if_wide"] < partly.loc[("tiling", "none"), "weight"] - 0.02
    assert partly["n_not_localized"].unique() == [2]


def test_weights_of_settled_runs_do_without_the_others():
    table = study(("tiling", (np.log(1.3),)), rng=np.random.default_rng(7), **SMALL)
    few = table["n_hidden"] == 16
    moving, double = few & (table["temperature"] < 2.3), few & (table["temperature"] > 3)
    some = few & (table["temperature"] == 2.9)
    odd = table.assign(fwhm=table["fwhm"].mask(moving | double, 1.8))
    odd["converged"] = ~moving
    odd["duplicate_fraction"] = odd["duplicate_fraction"].mask(double, 0.6).mask(some, 0.3)
    found = hypothesis_table(odd, rng=np.random.default_rng(8))
    for name, left_out in (
        ("weight_if_settled", moving | double | some),
        ("weight_if_many_duplicates", moving | double),
    ):
        good = widths_of(final_runs(table[~left_out]))
        np.testing.assert_allclose(found[name], _weights(_candidates(good), good, akaike))
        assert found["weight"].max() < found[name].max()
    assert (found["n_converged"] == 28).all()
    assert (found["n_conditions_settled"] == 12).all()
    assert (found["settled_by_sites"] == "1: 5, 4: 5, 16: 2").all()


def test_hypotheses_are_fitted_to_random_starts_and_other_starts_decide_what_has_settled():
    table = study(("tiling", (np.log(1.3),)), rng=np.random.default_rng(7), **THIN)
    wide = table[table["temperature"] > 3].assign(start="wide", fwhm=2 * table["fwhm"])
    alone, beside = (
        hypothesis_table(rows, rng=np.random.default_rng(8)) for rows in (table, pd.concat([table, wide]))
    )
    pd.testing.assert_series_equal(alone["factor"], beside["factor"])
    assert (alone["n_conditions"] == 3).all()
    assert (beside["n_conditions"] == 3).all()
    assert (alone["n_conditions_settled"] == 3).all()
    assert (beside["n_conditions_settled"] == 2).all()


def test_factors_have_errors_in_their_own_unit():
    values = np.array([np.log(2.0), 0.5, -0.1, np.log(0.1), np.log(0.1)])
    powers = Fit(BY_NAME["powers"], "measured", values, 0.01 * np.eye(3), 0.0, (), (), np.empty(0), 5, 3)
    columns = parameter_columns(powers)
    assert columns["factor"] == pytest.approx(2)
    assert columns["factor_err"] == pytest.approx(0.2)
    assert (columns["sites_power"], columns["length_power_err"]) == pytest.approx((0.5, 0.1))
    assert columns["scatter_of_runs"] == pytest.approx(0.1)
    assert np.isnan(columns["length_factor"])


def test_intervals_of_errors_are_over_conditions_and_errors_over_all_splits():
    errors = np.linspace(0.01, 0.3, 30)
    splits = {"temperature": errors[:20], "l1": errors[20:]}
    predictions = {
        factor: Prediction(given, np.tile(given, (N_DRAWS, 1)), 0 * given) for factor, given in splits.items()
    }
    columns = prediction_columns(predictions, rng=np.random.default_rng(1))
    assert columns["median_error"] == pytest.approx(np.median(errors))
    assert columns["error_90"] == pytest.approx(np.quantile(errors, 0.9))
    assert columns["error_l1"] == pytest.approx(np.median(errors[20:]))
    half_width = (columns["median_error_high"] - columns["median_error_low"]) / 2
    assert half_width == pytest.approx(
        1.96 * 0.29 / 2 / np.sqrt(30), rel=0.35
    )  # of the median of a uniform density
    assert not columns["goal_met"]
    missing = prediction_columns(predictions | {"side": None}, rng=np.random.default_rng(1))
    assert np.isnan(missing["median_error"])
    assert missing["n_predicted"] == 0


def test_intervals_are_centred_on_the_errors_that_were_found_and_scatter_with_the_draws():
    """Draws of the replicas have too large errors: only their ratios to the middle one count."""
    errors = np.full(50, 0.04)
    spread = np.exp(0.1 * norm.ppf((np.arange(N_DRAWS) + 0.5) / N_DRAWS))[:, None]
    given = Prediction(errors, 1.7 * spread * errors, 0 * errors)
    columns = prediction_columns({"temperature": given}, rng=np.random.default_rng(2))
    assert np.log(columns["median_error_high"] / 0.04) == pytest.approx(0.196, rel=0.1)
    assert np.log(0.04 / columns["median_error_low"]) == pytest.approx(0.196, rel=0.1)
    one_replica = given._replace(resampled=np.empty((0, 50)))
    columns = prediction_columns({"temperature": one_replica}, rng=np.random.default_rng(2))
    assert columns["median_error"] == pytest.approx(0.04)
    assert np.isnan([columns["median_error_low"], columns["error_90_high"]]).all()
    assert not columns["goal_met"]
