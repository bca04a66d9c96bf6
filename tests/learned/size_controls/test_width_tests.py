"""Ratios and temperature tests of widths with planted answers, and at their stated rate of false alarms."""

import numpy as np
import pytest
from scipy.stats import f_oneway, ttest_rel

from rgcore.learned.size_controls.width_tests import temperature_test, width_ratio


def test_a_planted_ratio_is_found_with_the_interval_of_a_paired_test():
    rng = np.random.default_rng(1)
    common = np.exp(0.3 * rng.standard_normal(6))
    networks = 3 * common
    widths = 1.5 * networks * np.exp(0.02 * rng.standard_normal(6))
    found = width_ratio(widths, networks)
    test = ttest_rel(np.log(widths), np.log(networks))
    interval = np.exp(test.confidence_interval(0.95))
    assert found["ratio"] == pytest.approx(1.5, rel=0.03)
    assert (found["ratio_low"], found["ratio_high"]) == pytest.approx(tuple(interval))
    assert found["ratio_p_value"] == pytest.approx(test.pvalue)


def test_widths_without_scatter_are_equal_or_not():
    assert width_ratio(np.full(3, 2.0), np.full(3, 2.0))["ratio_p_value"] == 1
    assert width_ratio(np.full(3, 2.0), np.full(3, 4.0)) == pytest.approx(
        {"ratio": 0.5, "ratio_low": 0.5, "ratio_high": 0.5, "ratio_p_value": 0}
    )


@pytest.mark.parametrize(
    ("widths", "networks"), [([1.0, np.nan], [1.0, 2.0]), ([1.0, 2.0], [1.0]), ([], []), ([1.0], [2.0])]
)
def test_without_a_width_in_every_replica_there_is_no_p_value(widths, networks):
    assert np.isnan(width_ratio(np.array(widths), np.array(networks))["ratio_p_value"])


def test_a_planted_power_of_the_correlation_length_is_found():
    rng = np.random.default_rng(2)
    lengths = np.exp(np.linspace(0, 2, 4))[:, None] * np.exp(0.01 * rng.standard_normal((4, 5)))
    widths = 1.7 * lengths**0.6 * np.exp(0.02 * rng.standard_normal((4, 5)))
    found = temperature_test(widths, lengths)
    assert found["exponent"] == pytest.approx(0.6, abs=0.03)
    assert found["exponent_low"] < 0.6 < found["exponent_high"]
    assert found["growth"] == pytest.approx(np.exp(0.6 * 2), rel=0.05)
    assert found["temperature_p_value"] == pytest.approx(f_oneway(*np.log(widths)).pvalue)


@pytest.mark.parametrize(("n_temperatures", "n_replicas"), [(2, 2), (3, 3), (4, 5)])
def test_a_weak_dependence_has_the_p_value_of_an_analysis_of_variance(n_temperatures, n_replicas):
    """Not a small one, which any number of degrees of freedom would give."""
    rng = np.random.default_rng(5)
    widths = np.exp(0.1 * rng.standard_normal((n_temperatures, n_replicas)))
    found = temperature_test(widths, np.ones_like(widths) * np.arange(1, n_temperatures + 1)[:, None])
    expected = f_oneway(*np.log(widths)).pvalue
    assert 0.01 < expected < 0.99
    assert found["temperature_p_value"] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("length", [0.0, np.inf])
def test_a_length_without_a_logarithm_has_no_exponent_but_a_test(length):
    lengths = np.ones((2, 2)) * [[1], [2]]
    widths = np.array([[1.0, 1.1], [2.0, 2.1]])
    lengths[0, 0] = length
    found = temperature_test(widths, lengths)
    assert np.isnan([found["exponent"], found["exponent_low"]]).all()
    assert found["temperature_p_value"] < 0.05


def test_temperatures_without_a_width_are_left_out():
    lengths = np.ones((3, 2)) * [[1], [2], [4]]
    widths = np.array([[1.0, 1.1], [2.0, 2.1], [4.0, np.nan]])
    assert temperature_test(widths, lengths) == temperature_test(widths[:2], lengths[:2])
    assert temperature_test(widths, lengths)["n_temperatures"] == 2
    assert np.isnan(temperature_test(widths[2:], lengths[2:])["growth"])


def test_widths_that_never_vary_do_not_follow_and_such_that_step_do():
    lengths = np.ones((3, 3)) * [[1], [2], [4]]
    assert temperature_test(np.full((3, 3), 2.47), lengths)["temperature_p_value"] == 1
    steps = np.ones((3, 3)) * [[1], [2], [3]]
    assert temperature_test(steps, lengths)["temperature_p_value"] == 0


def test_false_alarms_are_as_frequent_as_stated():
    rng = np.random.default_rng(3)
    alarms = np.zeros(2)
    for _ in range(400):
        widths, others = np.exp(0.1 * rng.standard_normal((2, 3, 4)))
        alarms += [
            temperature_test(widths, np.exp(rng.standard_normal((3, 4))))["temperature_p_value"] < 0.1,
            width_ratio(widths[0], others[0])["ratio_p_value"] < 0.1,
        ]
    assert np.abs(alarms / 400 - 0.1).max() < 4 * np.sqrt(0.09 / 400)
