"""Verdicts on clusters: beside independent variables and beside a Gaussian."""

import numpy as np
import pandas as pd
import pytest

from rgcore.coarse_graining import coarse_grain
from rgcore.coarse_graining.cluster_formation import form_clusters
from rgcore.coarse_graining.cluster_observables import measure
from rgcore.coarse_graining.cluster_verdicts import exponent_verdicts, level_verdicts
from rgcore.coarse_graining.scaling.scaling_exponents import fit_exponents


@pytest.mark.parametrize(
    ("value", "beside"),
    [
        (1.4, "above"),
        (1.115, "above"),  # 3 x 0.02 x root 2 is 0.085
        (1.095, "not resolved from"),
        (1.05, "not resolved from"),
        (0.945, "not resolved from"),
        (0.925, "below"),
        (np.nan, ""),
    ],
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
    ("kurtosis", "error", "beside"),
    [
        (3.3, 0.2, "within"),
        (3.5, 0.2, "above"),
        (2.5, 0.2, "below"),
        (np.nan, 0.2, ""),
        (3.01, np.nan, "above"),  # without a standard error the side alone
        (2.99, np.nan, "below"),
    ],
)
def test_a_kurtosis_is_compared_with_three_by_two_standard_errors(kurtosis, error, beside):
    table = pd.DataFrame({"kurtosis": [kurtosis], "kurtosis_err": [error]})
    assert level_verdicts(table)["kurtosis_beside_gaussian"].tolist() == [beside]


@pytest.fixture(scope="module")
def driven():
    """Return samples of cells under a common drive, and the exponents of data and null."""
    rng = np.random.default_rng(0)
    samples = (rng.random((2000, 32)) < 0.1 + 0.1 * (rng.random((2000, 1)) < 0.3)).astype(float)
    return samples, coarse_grain(samples, dataset="some", n_draws=4, n_blocks=20, rng=rng).exponents


def test_a_change_of_the_local_exponent_excludes_a_power_law_from_three_standard_errors_on(driven):
    table = driven[1]
    ratio = (table["slope_change"] / table["slope_change_err"]).abs()
    assert ratio.between(1.5, 3).any()
    assert (ratio > 3).any()
    assert (table["power_law"] == (ratio <= 3)).all()


def test_errors_of_exponents_are_the_jackknife_over_blocks_alone(driven):
    samples, table = driven
    fits = fit_exponents(measure(samples, form_clusters(samples), n_blocks=20))
    for name in ("variance", "eigenvalue"):
        without_one = fits[name].fitted.exponent[1:]
        row = table[(table["source"] == "data") & (table["exponent"] == name)].iloc[0]
        assert row["value_err"] == pytest.approx(np.sqrt(19 * without_one.var()), rel=1e-9)
