"""Numbers and lists as words."""

import numpy as np
import pandas as pd

from rgcore.words.wording import (
    agreement,
    beside_gaussian,
    change,
    listing,
    number,
    single_run,
    span,
    with_error,
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
