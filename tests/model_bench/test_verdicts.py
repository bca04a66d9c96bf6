"""Verdicts follow their definitions, and their rates take models as units."""

import numpy as np
import pytest

from rgcore.model_bench.judging.judge import judge
from rgcore.model_bench.judging.verdicts import share_interval, verdict_table, verdicts_of

from ..example_tables.bench import bench_measures

ONE = {"independent_cells": ("independent", False, False, False)}
MICE = {"variance": 1.5, "silence": 0.87, "eigenvalue": 0.75, "dynamic": 0.2}


def measures_with(verdicts=None, **values):
    """Return the measures of one realization at one width with values, and verdicts, of some measures."""
    measures = bench_measures(ONE, n_replicas=1)
    measures = measures[measures["bin_width"] == 1].set_index("measure")
    measures["value_err"] = 0.01
    for name, value in {**MICE, **values}.items():
        measures.loc[name, "value"] = value
    for name, verdict in (verdicts or {}).items():
        measures.loc[name, "verdict"] = verdict
    return measures.reset_index()


def found(measures):
    return verdicts_of(measures).set_index("verdict")["holds"].to_dict()


def test_power_laws_with_the_exponents_of_the_mice_look_critical():
    verdicts = found(measures_with())
    assert verdicts["scales"] == verdicts["exponents_of_mice"] == verdicts["looks_critical"] == 1
    assert verdicts["variance_of_mice"] == 1


@pytest.mark.parametrize(
    ("changes", "scales", "mice"),
    [
        ({"verdicts": {"silence": "no power law"}}, 0, 1),
        ({"variance": 1.3}, 1, 0),
        ({"variance": 1.385}, 1, 1),  # 1.5 standard errors below the range
        ({"variance": 1.76}, 1, 0),
        ({"dynamic": np.nan}, 1, 1),
        ({"relaxation": 9.0}, 1, 1),  # not published
    ],
)
def test_one_exponent_that_is_none_or_another_is_enough_against_it(changes, scales, mice):
    verdicts = found(measures_with(**changes))
    assert (verdicts["scales"], verdicts["exponents_of_mice"]) == (scales, mice)
    assert verdicts["looks_critical"] == (scales and mice)


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({"variance": 1.385}, 1),
        ({"variance": 1.745}, 1),
        ({"variance": 1.375}, 0),
        ({"variance": 1.755}, 0),
        ({"verdicts": {"variance": "no power law"}}, 0),
        ({"silence": 9.0}, 1),
    ],
)
def test_the_variance_is_that_of_mice_within_two_standard_errors_of_their_range(change, holds):
    assert found(measures_with(**change))["variance_of_mice"] == holds


def test_with_fewer_than_two_exponents_nothing_is_concluded():
    missing = dict.fromkeys(("silence", "eigenvalue", "dynamic"), np.nan)
    assert not {"scales", "exponents_of_mice", "looks_critical"} & set(found(measures_with(**missing)))


@pytest.mark.parametrize("null", ["shuffled", "given_rate", "dichotomized"])
def test_each_null_has_its_verdict_unless_there_are_too_few_draws(null):
    name = {"shuffled": "beyond_independent", "given_rate": "beyond_rate", "dichotomized": "beyond_pairs"}[
        null
    ]
    assert found(measures_with({f"{null}_p": "excluded"}))[name] == 1
    assert found(measures_with({f"{null}_p": "not excluded"}))[name] == 0
    assert name not in found(measures_with({f"{null}_p": "too few draws"}))


def test_hit_and_false_alarm_rates_are_means_over_models():
    measures = bench_measures()
    rows = measures["measure"] == "dichotomized_p"
    excluded = measures["model"].isin(["ising_critical", "ising_ordered", "place_cells"])
    measures.loc[rows & excluded, "verdict"] = "excluded"
    tables = judge(measures, 100, rng=np.random.default_rng(1))
    scores = tables.scores[(tables.scores["bins"] == "both") & (tables.scores["score"] == "beyond_pairs")]
    (row,) = scores.itertuples()
    assert row.hit_rate == pytest.approx(2 / 3)
    assert row.false_alarm_rate == pytest.approx(1 / 3)
    assert row.auc == pytest.approx((1 + 2 / 3 - 1 / 3) / 2)
    low, high = share_interval(2 / 3, 3)
    assert (row.hit_rate_low, row.hit_rate_high) == pytest.approx((low, high))
    own = tables.verdicts[tables.verdicts["verdict"] == "beyond_pairs"].set_index("model")
    assert own.loc["place_cells", "share"].tolist() == [1, 1]
    assert not own.loc["place_cells", "truth"].any()


@pytest.mark.parametrize(
    ("share", "n", "low", "high"), [(0.0, 11, 0.0, 0.2849), (1.0, 3, 0.2924, 1.0), (0.5, 10, 0.1871, 0.8129)]
)
def test_intervals_of_shares_are_those_of_clopper_and_pearson(share, n, low, high):
    assert share_interval(share, n) == pytest.approx((low, high), abs=1e-4)


def test_two_exponents_are_enough_for_a_conclusion():
    missing = dict.fromkeys(("silence", "dynamic"), np.nan)
    verdicts = found(measures_with(**missing))
    assert verdicts["scales"] == verdicts["exponents_of_mice"] == verdicts["looks_critical"] == 1


@pytest.mark.parametrize(("beside", "holds"), [("above", 1), ("within", 0), ("below", 0)])
def test_a_kurtosis_above_three_is_not_gaussian(beside, holds):
    assert found(measures_with({"kurtosis": beside}))["not_gaussian"] == holds


def test_rates_of_verdicts_have_the_interval_of_their_realizations():
    table = verdict_table(verdicts_of(bench_measures(n_replicas=5, seed=4)))
    for row in table.itertuples():
        assert row.share == row.n_yes / row.n_realizations
        assert (row.share_low, row.share_high) == share_interval(row.share, 5)


def test_a_verdict_is_right_where_the_answer_to_its_own_question_is_yes():
    table = verdict_table(
        verdicts_of(bench_measures({"a": ("x", True, False, True), "b": ("y", False, True, False)}))
    )
    truths = table.groupby(["question", "model"])["truth"].agg(set).to_dict()
    assert truths == {
        ("critical", "a"): {False},
        ("critical", "b"): {True},
        ("interacting", "a"): {True},
        ("interacting", "b"): {False},
    }
