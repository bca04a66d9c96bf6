"""The unit of samples changes no kurtosis, and a variable may have another unit than those beside it."""

import numpy as np
import pandas as pd
import pytest

from rgcore.pcarg.flow.moment_flow import beside_gaussian, moment_flow

KEPT = [1.0, 0.5]
NUMBERS = ["kurtosis_q25", "kurtosis_median", "kurtosis_q75", "kurtosis_median_err", "kurtosis_without"]


def samples_of(n_variables=6, n_samples=400):
    rng = np.random.default_rng(1)
    return rng.standard_t(6, (n_samples, n_variables)) @ rng.random((n_variables, n_variables))


@pytest.mark.parametrize("unit", [1e-12, 1e-8, 1e8])
@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_the_unit_of_all_variables_changes_no_kurtosis_and_no_error(scaling, unit):
    here, there = (moment_flow(each, KEPT, scaling=scaling) for each in (samples_of(), unit * samples_of()))
    pd.testing.assert_frame_equal(here[NUMBERS], there[NUMBERS], rtol=1e-8)
    assert (there["kurtosis_median_err"] > 0).all()


def test_a_variable_of_a_trillionth_of_the_others_counts_in_the_correlation_alone():
    """Of a variance of 1e-24 of theirs nothing is left beside the rounding of their modes."""
    pair = samples_of(2)
    spikes = np.arange(400) % 50 == 0
    table = {name: moment_flow(pair, [1.0], scaling=name) for name in ("covariance", "correlation")}
    beside = np.column_stack([pair, 1e-12 * spikes])
    found = {name: moment_flow(beside, [1.0], scaling=name) for name in table}
    pd.testing.assert_frame_equal(
        found["covariance"][NUMBERS[:4]], table["covariance"][NUMBERS[:4]], rtol=1e-6
    )
    median, largest = (found["correlation"][name].iloc[0] for name in ("kurtosis_median", "kurtosis_q75"))
    assert median > table["correlation"]["kurtosis_median"].iloc[0]
    assert largest > 20


@pytest.mark.parametrize(
    ("errors", "word"), [(-2.1, "below"), (-1.9, "within"), (1.9, "within"), (2.1, "above")]
)
def test_a_kurtosis_differs_from_that_of_a_gaussian_by_two_standard_errors(errors, word):
    flow = pd.DataFrame({"kurtosis_median": [3 + 0.2 * errors], "kurtosis_median_err": [0.2]})
    assert beside_gaussian(flow).tolist() == [word]
