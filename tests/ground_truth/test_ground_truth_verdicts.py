"""A comparison with a known answer is met within 10 % or 2 standard errors."""

import numpy as np
import pandas as pd
import pytest

from rgcore.ground_truth.ground_truth_verdicts import verdicts


@pytest.mark.parametrize(
    ("measured", "error", "recovered"),
    [
        (1.05, 0.01, True),
        (1.15, 0.01, False),
        (1.15, 0.08, True),
        (np.nan, np.nan, False),
        (1.05, np.nan, True),
    ],
)
def test_a_value_is_recovered_within_a_tenth_or_two_standard_errors(measured, error, recovered):
    row = {"measured": measured, "measured_err": error, "expected": 1.0, "kept_fraction": 1.0}
    assert verdicts(pd.DataFrame([row]))["recovered"].tolist() == [recovered]


def test_modes_beyond_three_quarters_feel_the_lattice():
    table = pd.DataFrame(
        {"measured": 1.0, "measured_err": 0.1, "expected": 1.0, "kept_fraction": [0.7, 0.75]}
    )
    assert verdicts(table)["below_lattice_edge"].tolist() == [True, False]
