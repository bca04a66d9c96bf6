"""The sentences on coarse-graining say what the numbers say, whichever way these fall."""

import numpy as np
import pytest

from rgcore.figures import coarse_graining


def with_exponents(tables, exponent, source="data", **columns):
    frame = tables["coarse_graining_exponents"].copy()
    rows = (frame["exponent"] == exponent) & (frame["source"] == source)
    for name, value in columns.items():
        frame.loc[rows, name] = value
    return {**tables, "coarse_graining_exponents": frame}


@pytest.mark.parametrize(
    ("value", "words"),
    [(1.4, "above 1.03 of independent"), (0.9, "below 1.03"), (1.05, "not resolved from 1.03")],
)
def test_an_exponent_is_held_against_independent_variables(minimal_tables, value, words):
    text = coarse_graining.seen(with_exponents(minimal_tables, "variance", value=value))
    assert f"variance exponent {value:.3f} ± 0.010" in text
    assert words in text


def test_a_straight_and_a_bent_line_are_told_apart(minimal_tables):
    bent = coarse_graining.seen(minimal_tables)
    assert (
        "variance exponent 1.400 ± 0.010, no pure power law (local exponent changes by -0.100 ± 0.020)"
        in bent
    )
    straight = coarse_graining.seen(with_exponents(minimal_tables, "variance", power_law=True))
    assert "variance exponent 1.400 ± 0.010, a power law not excluded" in straight


def test_an_exponent_that_does_not_exist_is_said_with_its_reason(minimal_tables):
    tables = with_exponents(minimal_tables, "silence", value=np.nan, value_err=np.nan, note="never silent")
    assert "no silence exponent (never silent)" in coarse_graining.seen(tables)


@pytest.mark.parametrize(
    ("last", "words"), [(3.1, "within 2 standard errors of a Gaussian's 3"), (9.0, "not the 3 of a Gaussian")]
)
def test_where_the_kurtosis_ends_is_said(minimal_tables, last, words):
    levels = minimal_tables["coarse_graining"]
    kurtosis = levels["kurtosis"].where(levels["cluster_size"] < 64, last)
    text = coarse_graining.seen({**minimal_tables, "coarse_graining": levels.assign(kurtosis=kurtosis)})
    assert f"falls from 53 to {last:.3g} between K = 1 and 64, where it is {last:.2f} ± 0.20, {words}" in text


def test_data_without_spectra_are_drawn(minimal_tables):
    none = minimal_tables["coarse_graining_spectrum"].iloc[:0]
    coarse_graining.draw({**minimal_tables, "coarse_graining_spectrum": none})
