"""Rank tests against draws have the promised level for any number of flows, and find planted differences."""

from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest

from rgcore.pcarg import FlowPlan, data_flow, null_draws
from rgcore.pcarg.nulls.cards import FitReport
from rgcore.pcarg.nulls.exclusion.exclusion_table import exclusion_table
from rgcore.pcarg.nulls.exclusion.rank_tests import (
    corrected_p_values,
    flow_tests,
    leave_one_out_deviations,
    rank_p_value,
)
from rgcore.pcarg.nulls.schemas import PCA_EXCLUSION

N_KEPT = (5, 10, 20, 40)
FLOWS = [(scaling, dropped) for scaling in ("correlation", "covariance") for dropped in (0.0, 0.1)]


def _curves(n_curves, rng):
    """Return log medians of n_curves data sets of one distribution: skewed, correlated over flows and cutoffs."""
    common = rng.exponential(size=(n_curves, 1))
    return 1.5 + 0.1 * common + 0.1 * np.cumsum(rng.exponential(size=(n_curves, 16)), axis=1)


def _tables(curves, sources=("gaussian",)):
    """Return tables of the flow of data, the first curve, and of draws: the other curves split between the nulls."""
    points = pd.DataFrame(
        [(s, d, k) for s, d in FLOWS for k in N_KEPT], columns=["scaling", "dropped_top", "n_kept"]
    )
    points = points.assign(dataset="some", kept_fraction=points["n_kept"] / 40)
    data = points.assign(source="data", kurtosis_median=np.exp(curves[0]))
    n_draws = (len(curves) - 1) // len(sources)
    draws = pd.concat([points] * (len(curves) - 1), ignore_index=True).assign(
        source=np.repeat(sources, n_draws * len(points)),
        draw=np.tile(np.repeat(np.arange(n_draws), len(points)), len(sources)),
        kurtosis_median=np.exp(curves[1:]).ravel(),
    )
    return data, draws.assign(**asdict(FitReport()))


def _within(count, n_trials, chance):
    return abs(count / n_trials - chance) < 3.5 * np.sqrt(chance * (1 - chance) / n_trials)


@pytest.mark.parametrize("n_draws", [4, 19])
def test_the_p_value_over_all_cutoffs_is_uniform_under_the_null(n_draws):
    rng, found = np.random.default_rng(1), []
    for _ in range(4000):
        statistics = np.abs(leave_one_out_deviations(_curves(n_draws + 1, rng))).max(axis=1)
        found.append(rank_p_value(statistics[1:], statistics[0]))
    for level in np.arange(1, n_draws + 1) / (n_draws + 1):
        assert _within(np.sum(np.array(found) <= level + 1e-9), 4000, level), level


@pytest.mark.parametrize("scale", [1e-6, 1e3])
def test_deviations_are_the_same_however_little_the_curves_differ(scale):
    curves = _curves(20, np.random.default_rng(2))
    found = leave_one_out_deviations(1.5 + scale * (curves - curves.mean(axis=0)))
    np.testing.assert_allclose(found, leave_one_out_deviations(curves), rtol=1e-6)


def test_deviations_of_three_curves_by_hand():
    """1 from the mean 3 of 2 and 4, whose deviation is the root of 2; and so on."""
    found = leave_one_out_deviations(np.array([[1.0], [2.0], [4.0]]))
    expected = [-2 / np.sqrt(2), -0.5 / np.sqrt(4.5), 2.5 / np.sqrt(0.5)]
    np.testing.assert_allclose(found[:, 0], expected, rtol=1e-12)


def test_deviations_are_those_of_a_loop_that_leaves_each_curve_out():
    curves = _curves(12, np.random.default_rng(2))
    for place, row in enumerate(leave_one_out_deviations(curves)):
        others = np.delete(curves, place, axis=0)
        np.testing.assert_allclose(row, (curves[place] - others.mean(axis=0)) / others.std(axis=0, ddof=1))


def test_rounding_is_no_deviation():
    curves = 4.2 + 1e-14 * np.random.default_rng(3).standard_normal((20, 3))
    assert not leave_one_out_deviations(curves).any()


def test_data_that_differ_from_draws_without_scatter_have_the_largest_deviation():
    curves = np.full((20, 1), 4.2)
    curves[0] += 0.1
    statistics = np.abs(leave_one_out_deviations(curves)).max(axis=1)
    assert statistics[0] > 1e6
    assert rank_p_value(statistics[1:], statistics[0]) == 1 / 20


def test_ties_count_against_exclusion():
    assert rank_p_value(np.array([1.0, 2.0, 3.0]), 3.0) == 2 / 4


@pytest.mark.parametrize("shift", [1.0, -1.0])
def test_a_planted_difference_is_excluded_at_its_cutoff(shift):
    curves = _curves(100, np.random.default_rng(4))
    curves[0] = np.median(curves[1:], axis=0)
    curves[0, 6] += shift * 3.0  # correlation, 0.1 dropped, 20 kept
    table = exclusion_table(*_tables(curves)).set_index(["scaling", "dropped_top"])
    assert set(PCA_EXCLUSION.names) == {*table.columns, *table.index.names}
    row = table.loc[("correlation", 0.1)]
    assert row["excluded"]
    assert row["n_kept"] == 20
    assert np.sign(row["deviation"]) == shift
    assert row["p_value"] == row["p_corrected"] == row["p_smallest"] == 0.01
    assert table["excluded"].sum() == 1


def test_no_true_null_is_excluded_with_the_promised_probability():
    """Three nulls, four flows: uncorrected for flows and nulls, over 12 % of the data sets would exclude one."""
    rng, wrong, uncorrected, flows = np.random.default_rng(5), 0, 0, np.repeat(np.arange(4), 4)
    for _ in range(400):
        curves = _curves(1 + 3 * 79, rng)
        draws = np.split(curves[1:], 3)
        tests = {
            str(place): flow_tests(np.vstack([curves[:1], own]), flows) for place, own in enumerate(draws)
        }
        wrong += min(p.min() for p in corrected_p_values(tests).values()) <= 0.05
        uncorrected += min(test.p_values.min() for test in tests.values()) <= 0.05
    assert wrong / 400 < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400)
    assert uncorrected / 400 > 0.12


def test_flows_together_are_ranked_among_the_largest_of_all_flows():
    rng, flows, found = np.random.default_rng(9), np.repeat(np.arange(4), 4), []
    for _ in range(1000):
        found.append(flow_tests(_curves(20, rng), flows).p_together.min())
    for level in (0.05, 0.25, 0.5):
        assert _within(np.sum(np.array(found) <= level + 1e-9), 1000, level), level


def test_holm_multiplies_by_the_nulls_that_are_left():
    rng = np.random.default_rng(6)
    curves = _curves(1 + 2 * 99, rng)
    curves[0] = np.median(curves[1:], axis=0)
    curves[1:100] -= 5.0  # all draws of the first null lie far below the data, those of the second around it
    table = exclusion_table(*_tables(curves, ("elliptical", "shuffled"))).set_index(
        ["source", "scaling", "dropped_top"]
    )
    assert table.loc["elliptical", "p_corrected"].tolist() == [0.02] * 4
    second = table.loc["shuffled"]
    assert (second["p_corrected"] >= second["p_value"] - 1e-12).all()
    assert second["p_corrected"].min() > 0.5
    assert (table["p_smallest"] == 0.02).all()


def test_too_few_draws_exclude_nothing_however_large_the_deviation():
    curves = _curves(1 + 2 * 19, np.random.default_rng(7))
    curves[0] += 50
    table = exclusion_table(*_tables(curves, ("elliptical", "shuffled")))
    assert (table["p_value"] == 1 / 20).all()
    assert (table["p_corrected"] == 2 / 20).all()
    assert not table["excluded"].any()
    assert (table["draws_needed"] == 39).all()  # 2 / 40 is the level


@pytest.mark.parametrize(("shift", "reproduced"), [(0.0, True), (9.0, False)])
def test_a_null_fitted_to_the_kurtosis_must_bracket_it(shift, reproduced):
    curves = _curves(1 + 2 * 79, np.random.default_rng(8))
    curves[0] = np.median(curves[1:], axis=0) + shift
    table = exclusion_table(*_tables(curves, ("elliptical", "shuffled"))).set_index("source")
    assert (table.loc["elliptical", "reproduces_kurtosis"] == reproduced).all()
    assert not table.loc[
        "elliptical", "excluded"
    ].any()  # at a shift of 9 all p-values are the smallest possible
    assert table.loc["shuffled", "excluded"].all() != reproduced
    assert table.loc["shuffled", "reproduces_kurtosis"].all()  # it is fitted to none


@pytest.mark.parametrize("everywhere_but", [True, False])
def test_the_kurtosis_to_bracket_is_that_of_all_modes(everywhere_but):
    curves = _curves(1 + 79, np.random.default_rng(8))
    curves[0] = np.median(curves[1:], axis=0)
    whole = np.arange(16) == 11  # covariance, none dropped, 40 kept
    curves[0, whole != everywhere_but] += 9.0
    table = exclusion_table(*_tables(curves, ("elliptical",)))
    assert (table["reproduces_kurtosis"] == everywhere_but).all()


def _autocorrelated(n_samples, rng):
    """Return samples of 4 Gaussian variables of autocorrelation 0.97^t: few of them are independent."""
    series = np.empty((n_samples, 4))
    current = rng.standard_normal(4)
    for step in range(n_samples):
        current = 0.97 * current + np.sqrt(1 - 0.97**2) * rng.standard_normal(4)
        series[step] = current
    return series @ np.array([[2.0, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]])


@pytest.mark.repetitions
def test_autocorrelated_gaussian_data_are_not_excluded_from_the_gaussian_null():
    """Draws of independent Gaussian samples would exclude them: they scatter less."""
    rng, plan, low = np.random.default_rng(8), FlowPlan(kept=(1.0, 0.5), dropped_tops=(0.0,)), 0
    for _ in range(40):
        samples = (_autocorrelated(200, rng),)
        data = data_flow(samples, plan, dataset="some")
        draws = null_draws(samples, plan, 9, dataset="some", rngs={"gaussian": rng}, report=lambda *_: None)
        low += exclusion_table(data, draws)["p_value"].iloc[0] <= 0.1
    assert low / 40 < 0.1 + 3 * np.sqrt(0.09 / 40)


@pytest.mark.parametrize(
    ("place", "reproduced"), [(-0.01, False), (0.01, True), (0.99, True), (1.01, False), (0.5, True)]
)
def test_a_kurtosis_anywhere_between_those_of_two_draws_is_reproduced(place, reproduced):
    """With all modes kept and none dropped, of 20 draws whose medians lie evenly between 4 and 5."""
    curves = _curves(21, np.random.default_rng(3))
    curves[:, 11] = np.log(4 + np.array([place, *np.linspace(0, 1, 20)]))  # covariance, 0 dropped, 40 kept
    table = exclusion_table(*_tables(curves, ("elliptical",)))
    assert set(table["reproduces_kurtosis"]) == {reproduced}
