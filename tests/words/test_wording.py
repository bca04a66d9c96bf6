"""Numbers and lists as words."""

import numpy as np
import pandas as pd

from rgcore.words.wording import (
    agreement,
    at_cutoffs,
    beside_gaussian,
    change,
    listing,
    number,
    single_run,
    span,
    with_error,
    with_interval,
)


def test_words_for_numbers():
    assert number(np.nan) == "no number"
    assert [number(48241.0), number(99.7, 2), number(1.3e-5)] == ["48,200", "100", "1.3e-05"]
    assert with_error(1.2345, 0.021) == "1.234 ± 0.021"
    assert with_error(-5909487, 3013359) == "(-5.9 ± 3.0) x 10^6"
    assert with_error(5, 250.0) == "(0.1 ± 2.5) x 10^2"
    assert with_error(1.2345, np.nan) == "1.23"
    assert span([1.0, np.inf, 2.0], "nats") == "between 1 and 2 nats"
    assert span([np.nan]) == "not defined"
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert change(1.0, 1.0) == "stays at 1"
    assert change(0.2941, 0.2944) == "stays at 0.294"
    assert change(0.2941, 0.2946) == "rises from 0.294 to 0.295"
    assert agreement(np.array([np.nan])) == "no point with a standard error"


def test_a_change_below_two_standard_errors_is_none():
    assert change(1.0, 1.19, 0.1) == "stays within 2 standard errors (1 to 1.19)"
    assert change(1.0, 1.21, 0.1) == "rises from 1 to 1.21"


def test_a_verdict_on_the_kurtosis_is_worded_and_none_is_silent():
    assert beside_gaussian("within") == ", within 2 standard errors of the Gaussian value 3"
    assert beside_gaussian("above") == ", above the Gaussian value 3"
    assert beside_gaussian("") == ""


def test_one_replica_is_a_single_training_run():
    assert single_run(pd.DataFrame({"replica": [0, 0]}))
    assert not single_run(pd.DataFrame({"replica": [0, 1]}))


def test_an_interval_has_the_decimals_of_half_of_its_width_to_two_digits():
    assert with_interval(1.23456, 1.1, 1.34) == "1.23 (1.10 to 1.34)"  # half of the width: 0.12
    assert with_interval(1.23456, 1.23, 1.242) == "1.2346 (1.2300 to 1.2420)"
    assert with_interval(12.3, 10.0, 15.0) == "12.3 (10.0 to 15.0)"
    assert with_interval(123.4, 90.0, 150.0) == "123 (90 to 150)"
    assert with_interval(2.0, -np.inf, 3.0) == "2 (-inf to 3)"
    assert with_interval(np.nan, 1.0, 2.0) == "no number (1 to 2)"


def test_cutoffs_at_which_something_holds_are_counted():
    assert at_cutoffs([True, True]) == "at every cutoff"
    assert at_cutoffs([False] * 9) == "at none of 9 cutoffs"
    assert at_cutoffs([True, False, False]) == "at 1 of 3 cutoffs"


def test_agreement_counts_both_signs_and_names_the_largest_deviation():
    scores = np.array([-5.0, 1.9, -1.9, 2.5, np.nan, np.inf])
    assert agreement(scores) == "2 of 4 within 2 standard errors (largest deviation 5.00)"


def test_a_span_reaches_from_the_smallest_to_the_largest():
    assert span([3.0, 1.0, 2.0, 9.0]) == "between 1 and 9"
    assert span([2.0, 2.0004]) == "2"
