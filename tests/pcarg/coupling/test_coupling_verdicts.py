"""Verdicts on couplings follow the spectrum and the criteria, and turn where they should."""

import numpy as np
import pandas as pd
import pytest

from rgcore.pcarg import coupling_table
from rgcore.pcarg.coupling.coupling_verdicts import coupling_verdicts
from rgcore.pcarg.coupling.schemas import PCA_COUPLING


def cutoffs(**columns):
    """Return one cutoff of 20 modes, alpha resolved from noise, with other values of some columns."""
    row = {
        "dataset": "some",
        "scaling": "covariance",
        "n_kept": 20,
        "alpha": 1.5,
        "alpha_err": 0.1,
        "alpha_noise": 8.0,
        "alpha_first_rank": 5,
        "objections": "none",
        "g": 0.1,
        "g_err": 0.01,
        "g_fixed_point": 0.11,
        "recursion_deviation": 0.0,
    }
    return pd.DataFrame([row | columns])


def summary(**columns):
    row = {
        "dataset": "some",
        "scaling": "covariance",
        "has_exponent": True,
        "alpha_first_rank": 4,
        "alpha_last_rank": 20,
    }
    return pd.DataFrame([row | columns])


@pytest.mark.parametrize(
    ("coupling", "spectrum", "exists"),
    [
        ({}, {}, True),
        ({"n_kept": 21}, {}, False),
        ({"n_kept": 3}, {}, False),
        ({"alpha": 7.9}, {}, False),
        ({"alpha": 7.79}, {}, True),
        ({"alpha": 7.81}, {}, False),
        ({"alpha": 8.19}, {}, False),
        ({"alpha": 8.21}, {}, True),
        ({"n_kept": 10, "alpha_first_rank": 3}, {}, True),
        ({"n_kept": 9, "alpha_first_rank": 3}, {}, False),
        ({"alpha_err": np.nan}, {}, False),
        ({}, {"has_exponent": False}, False),
        ({}, {"scaling": "correlation"}, False),
    ],
)
def test_an_exponent_needs_a_power_law_around_the_cutoff_and_to_differ_from_noise(coupling, spectrum, exists):
    found = coupling_verdicts(cutoffs(**coupling), summary(**spectrum))
    assert found["has_exponent"].tolist() == [exists]
    assert found[["alpha", "g_fixed_point"]].notna().all(axis=None) == exists
    assert exists or not found["agrees_with_fixed_point"].any()


@pytest.mark.parametrize(
    ("objections", "failed"),
    [
        ("none", "none"),
        ("sign", "none"),
        ("size, sign, second order", "size, second order"),
        ("spread", "spread"),
    ],
)
def test_the_sign_is_no_failed_criterion(objections, failed):
    found = coupling_verdicts(cutoffs(objections=objections), summary())
    assert found["failed_criteria"].tolist() == [failed]


def test_criteria_fail_exactly_where_perturbation_theory_does():
    rng = np.random.default_rng(3)
    table = coupling_table(rng.standard_t(5, (400, 6)), [1.0, 0.5], dataset="some")
    both = pd.concat([summary(), summary(scaling="correlation")], ignore_index=True)
    found = coupling_verdicts(table, both)
    assert ((found["failed_criteria"] == "none") == found["perturbative"]).all()
    assert set(found.columns) == set(PCA_COUPLING.names)


def test_the_limit_of_g_is_where_six_g_is_one():
    found = coupling_verdicts(cutoffs(), summary())
    assert 6 * found["g_limit"].iloc[0] == pytest.approx(1.0)
    assert found["alpha_marginal"].iloc[0] == 2.0


@pytest.mark.parametrize(
    ("g", "agrees"), [(0.1, True), (0.129, True), (0.131, False), (0.089, False), (np.nan, False)]
)
def test_a_coupling_agrees_with_the_fixed_point_within_two_standard_errors(g, agrees):
    found = coupling_verdicts(cutoffs(g=g), summary())
    assert found["agrees_with_fixed_point"].tolist() == [agrees]


@pytest.mark.parametrize(("deviation", "agrees"), [(1.99, True), (-2.01, False), (np.nan, False)])
def test_a_coupling_agrees_with_the_recursion_within_two_standard_errors(deviation, agrees):
    found = coupling_verdicts(cutoffs(recursion_deviation=deviation), summary())
    assert found["agrees_with_recursion"].tolist() == [agrees]
