"""The sentences on coarse-graining follow the numbers, whichever way these fall."""

import numpy as np
import pytest

from rgcore.words.components import coarse_graining, coarse_graining_local


def with_exponents(tables, exponent, source="data", **columns):
    frame = tables["coarse_graining_exponents"].copy()
    rows = (frame["exponent"] == exponent) & (frame["source"] == source)
    for name, value in columns.items():
        frame.loc[rows, name] = value
    return {**tables, "coarse_graining_exponents": frame}


@pytest.mark.parametrize("beside", ["above", "below", "not resolved from"])
def test_an_exponent_is_compared_with_shifted_data(minimal_tables, beside):
    text = coarse_graining.seen(with_exponents(minimal_tables, "variance", beside_shuffled=beside))
    assert (
        "variance exponent 1.400 ± 0.010, not a power law (local exponent changes by -0.100 ± 0.020" in text
    )
    assert f"{beside} that of the shifted data, 1.03" in text


def test_only_a_power_law_has_an_exponent(minimal_tables):
    assert "fitted variance exponent 1.400" in coarse_graining.seen(minimal_tables)
    straight = coarse_graining.seen(with_exponents(minimal_tables, "variance", power_law=True))
    assert "neural_like: variance exponent 1.400 ± 0.010, a power law is not excluded" in straight


def test_a_missing_exponent_is_reported_with_its_reason(minimal_tables):
    tables = with_exponents(minimal_tables, "silence", value=np.nan, value_err=np.nan, note="never silent")
    assert "no silence exponent (never silent)" in coarse_graining.seen(tables)


@pytest.mark.parametrize(
    ("beside", "words"),
    [("within", "within 2 standard errors of the Gaussian value 3"), ("above", "above the Gaussian value 3")],
)
def test_the_last_kurtosis_is_compared_with_the_gaussian_value(minimal_tables, beside, words):
    levels = minimal_tables["coarse_graining"].assign(kurtosis_beside_gaussian=beside)
    text = coarse_graining.seen({**minimal_tables, "coarse_graining": levels})
    assert f"falls from 53 to 3.78 between K = 1 and 64, where it is 3.78 ± 0.20, {words}" in text


def test_local_exponents_are_given_within_the_range_of_the_fit(minimal_tables):
    """Those of the example grow by 0.001 per cluster; from K = 32 on they are outside."""
    text = coarse_graining_local.seen(minimal_tables)
    assert (
        "neural_like: local exponents within the ranges of the fits are variance 1.4 to 1.42, silence" in text
    )
    assert "silence 0.871 to 0.886, eigenvalue" in text


def test_the_dynamic_exponent_stands_beside_that_of_relaxation_times_if_both_exist(minimal_tables):
    words = "dynamic exponent is 0.200 ± 0.010 from -1/ln C(1) and 0.050 ± 0.010 from relaxation times"
    assert words in coarse_graining_local.seen(minimal_tables)
    for name in ("dynamic", "relaxation"):
        tables = with_exponents(minimal_tables, name, value=np.nan)
        assert "relaxation times" not in coarse_graining_local.seen(tables)


def test_the_scatter_over_realizations_stands_beside_the_jackknife(minimal_tables):
    text = coarse_graining_local.seen(minimal_tables)
    scatter = "variance exponent scatters by 0.02 (standard deviation; jackknife over time: 0.01)."
    assert f"Over 4 realizations of its generator the {scatter}" in text
    assert text.count("realizations") == 1  # the other data set has one
