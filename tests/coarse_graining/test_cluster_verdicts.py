"""Verdicts on clusters: beside independent variables and beside a Gaussian."""

import numpy as np
import pandas as pd
import pytest

from rgcore.coarse_graining.cluster_verdicts import exponent_verdicts, level_verdicts


@pytest.mark.parametrize(
    ("value", "beside"),
    [(1.4, "above"), (0.9, "below"), (1.05, "not resolved from"), (np.nan, "")],
)
def test_an_exponent_is_compared_with_shuffled_by_three_standard_errors_of_both(value, beside):
    table = pd.DataFrame(
        {
            "dataset": "some",
            "source": ["data", "shuffled"],
            "exponent": "variance",
            "value": [value, 1.02],
            "value_err": [0.02, 0.02],
        }
    )
    found = exponent_verdicts(table)
    assert found["beside_shuffled"].tolist() == [beside, ""]
    assert found["resolved_from"].tolist() == [3, 3]


def test_an_exponent_without_a_null_is_compared_with_nothing():
    row = {"dataset": "some", "source": "data", "exponent": "variance", "value": 1.4, "value_err": 0.02}
    assert exponent_verdicts(pd.DataFrame([row]))["beside_shuffled"].tolist() == [""]


@pytest.mark.parametrize(
    ("kurtosis", "beside"), [(3.3, "within"), (3.5, "above"), (2.5, "below"), (np.nan, "")]
)
def test_a_kurtosis_is_compared_with_three_by_two_standard_errors(kurtosis, beside):
    table = pd.DataFrame({"kurtosis": [kurtosis], "kurtosis_err": [0.2]})
    assert level_verdicts(table)["kurtosis_beside_gaussian"].tolist() == [beside]
