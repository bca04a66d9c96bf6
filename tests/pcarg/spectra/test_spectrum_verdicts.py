"""Verdicts on spectra change at their thresholds."""

import numpy as np
import pandas as pd
import pytest

from rgcore.pcarg.spectra.spectrum_verdicts import spectrum_verdicts

EXPONENTS = ["alpha", "alpha_err", "alpha_cleaned", "alpha_cleaned_err", "alpha_noise"]
PLAIN = {
    **dict.fromkeys(EXPONENTS, 1.0),
    "alpha_last_rank": 20,
    "alpha_distance": 0.04,
    "mp_misfit": 0.04,
    "mp_variables": 100,
    "n_samples": 1000,
    "n_variables": 100,
    "effective_samples": 600,
}


@pytest.mark.parametrize(
    ("verdict", "columns", "holds"),
    [
        ("has_exponent", {}, True),
        ("has_exponent", {"alpha_distance": 0.06}, False),
        ("has_exponent", {"alpha_last_rank": 0, "alpha_distance": np.nan}, False),
        ("mp_fits", {}, True),
        ("mp_fits", {"mp_misfit": 0.06}, False),
        ("few_samples", {}, False),
        ("few_samples", {"n_samples": 999}, True),
        ("correlated_samples", {}, False),
        ("correlated_samples", {"effective_samples": 499}, True),
    ],
)
def test_a_verdict_turns_at_its_threshold(verdict, columns, holds):
    assert spectrum_verdicts(pd.DataFrame([PLAIN | columns]))[verdict].tolist() == [holds]


@pytest.mark.parametrize(("distance", "exists"), [(0.04, True), (0.06, False), (np.nan, False)])
def test_without_a_power_law_no_exponent_is_stated(distance, exists):
    found = spectrum_verdicts(pd.DataFrame([PLAIN | {"alpha_distance": distance}]))
    assert found[EXPONENTS].notna().all(axis=None) == exists
