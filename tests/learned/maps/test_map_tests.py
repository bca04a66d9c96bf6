"""Means over replicas and verdicts, on exponents that were planted."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from rgcore.learned.maps.map_tests import TOLERANCE, map_tests
from rgcore.learned.maps.schemas import LEARNED_MAP_TESTS

PLANTED = {
    "right": [1.001, 0.999, 1.002, 0.998],
    "wrong": [1.101, 1.099, 1.102, 1.098],
    "noisy": [0.8, 1.2, 0.9, 1.1],
    "no_number": [1.0, np.nan, 1.0, 1.0],
}


def exponents(planted=PLANTED, majority=0.99):
    rows = [
        {
            "map": name, "hidden": "sampled", "replica": replica, "sector": "even", "blocking_step": 2,
            "exponent": value, "difference": value - majority,
        }
        for name, values in planted.items()
        for replica, value in enumerate(values)
    ]  # fmt: skip
    same = {
        "side": 32, "temperature": 2.269185, "sharing": "translations", "source": "none",
        "training_temperature": np.nan, "l1": np.nan, "units": "none",
        "blocked_side": 8, "exponent_exact": 1.0, "norm": 1.0, "block_share": 1.0,
        "positive_share": 1.0, "share_outside": 0.0, "tiling_distance": 0.0, "share_variation": 0.0,
        "neighbour_correlation": 0.7,
    }  # fmt: skip
    return pd.DataFrame(rows).assign(**same)


def test_maps_pass_fail_or_stay_open_by_their_interval():
    found = map_tests(exponents(), "right").set_index("map")
    assert set(found.reset_index().columns) == set(LEARNED_MAP_TESTS.names)
    verdicts = {"right": "passes", "wrong": "fails", "noisy": "open", "no_number": "undefined"}
    assert found["verdict"].to_dict() == verdicts
    assert (found["n_replicas"] == 4).all()
    assert found["tolerance"].unique() == [TOLERANCE["even"]]
    assert found["training_temperature"].isna().all()


def test_intervals_and_p_values_are_those_of_student_with_holms_correction():
    found = map_tests(exponents(), "right").set_index("map")
    values = np.array(PLANTED["wrong"])
    error = values.std(ddof=1) / 2
    reach = stats.t.ppf(0.975, 3) * error
    assert found.loc["wrong", "exponent_err"] == pytest.approx(error)
    assert found.loc["wrong", "exponent_low"] == pytest.approx(1.1 - reach)
    assert found.loc["wrong", "exponent_high"] == pytest.approx(1.1 + reach)
    single = stats.ttest_1samp(values, 1.0).pvalue
    assert found.loc["wrong", "p_exact"] == pytest.approx(3 * single)  # the least of three; one has no number
    assert found.loc["right", "p_exact"] == 1
    assert np.isnan(found.loc["no_number", "p_exact"])


def test_differences_are_taken_replica_by_replica():
    shifted = {"first": [1.0, 1.2, 0.9, 1.1], "second": [1.01, 1.211, 0.909, 1.11]}
    found = map_tests(exponents(shifted), "first").set_index("map")
    differences = np.subtract(shifted["second"], shifted["first"])
    assert found.loc["second", "reference_difference"] == pytest.approx(differences.mean())
    assert found.loc["second", "reference_difference_err"] == pytest.approx(differences.std(ddof=1) / 2)
    assert found.loc["second", "p_reference"] == pytest.approx(stats.ttest_1samp(differences, 0).pvalue)
    assert np.isnan(found.loc["first", "p_reference"])
    assert found.loc["first", "difference"] == pytest.approx(1.05 - 0.99)


def test_without_an_exact_exponent_there_is_no_verdict():
    found = map_tests(exponents().assign(exponent_exact=np.nan), "right")
    assert set(found["verdict"]) == {"undefined"}


def test_p_values_are_corrected_for_both_exponents_of_a_step_and_not_for_other_steps():
    even, other_step = exponents(), exponents().assign(blocking_step=1)
    odd = exponents().assign(sector="odd", exponent_exact=1.005)
    found = map_tests(pd.concat([even, odd, other_step]), "right").set_index(
        ["sector", "blocking_step", "map"]
    )
    single = stats.ttest_1samp(PLANTED["wrong"], 1.0).pvalue
    for step, n_tests in ((2, 6), (1, 3)):  # three maps of each exponent have a number
        assert found.loc[("even", step, "wrong"), "p_exact"] == pytest.approx(n_tests * single)
