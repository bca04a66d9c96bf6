"""The criterion of convergence, on planted histories."""

import numpy as np
import pandas as pd
import pytest

from rgcore.learned.block_study.convergence import with_convergence
from rgcore.learned.block_study.settings import ConvergenceSettings

TOLERANCES = ConvergenceSettings(fwhm=0.05, localized_fraction=0.1, pseudo_log_likelihood=0.002)
NAN = float("nan")
SETTLED = {"fwhm": [4.0, 3.0, 2.0, 2.0], "localized_fraction": [0.2, 0.5, 0.9, 0.9]}
LIKELIHOODS = [-0.6, -0.5, -0.45, -0.45]


def history(likelihoods=LIKELIHOODS, **changed):
    rows = pd.DataFrame({"epoch": [5, 10, 20, 40], **SETTLED, **changed})
    return with_convergence(rows, np.array(likelihoods), TOLERANCES)


def last(name, value):
    """Return the history of a column with another last value."""
    return {name: [*SETTLED[name][:-1], value]}


def test_a_run_that_stays_where_it_was_has_converged_at_its_end_only():
    assert history()["converged"].tolist() == [False, False, False, True]


@pytest.mark.parametrize(("width", "converged"), [(2.09, True), (2.11, False), (1.91, True), (1.89, False)])
def test_the_width_may_change_by_a_share_of_the_earlier_one_either_way(width, converged):
    found = history(**last("fwhm", width))
    assert found["converged"].iloc[-1] == converged
    assert found["fwhm_change"].iloc[-1] == pytest.approx(width / 2 - 1)


@pytest.mark.parametrize(
    ("fraction", "converged"), [(0.99, True), (0.81, True), (0.79, False), (0.9 + 0.11, False)]
)
def test_the_localized_fraction_may_change_by_its_tolerance(fraction, converged):
    assert history(**last("localized_fraction", fraction))["converged"].iloc[-1] == converged


@pytest.mark.parametrize(("gain", "converged"), [(0.0019, True), (0.0021, False), (-0.0021, False)])
def test_the_pseudo_likelihood_may_change_by_its_tolerance(gain, converged):
    found = history([*LIKELIHOODS[:-1], LIKELIHOODS[-2] + gain])
    assert found["converged"].iloc[-1] == converged
    assert found["pseudo_log_likelihood_change"].iloc[-1] == pytest.approx(gain)


@pytest.mark.parametrize(
    ("widths", "converged"), [([NAN] * 4, True), ([4, 3, NAN, 2.0], False), ([4, 3, 2.0, NAN], False)]
)
def test_extended_fields_have_no_width_to_settle_but_fields_that_became_localized_have(widths, converged):
    assert history(fwhm=widths)["converged"].iloc[-1] == converged


def test_changes_are_those_since_half_as_many_epochs():
    """Two records that are not a doubling apart, as at few epochs, compare nothing."""
    found = history(epoch=[5, 10, 20, 30])
    assert np.isnan(found["pseudo_log_likelihood_change"].iloc[-1])
    assert not found["converged"].iloc[-1]
    odd = history(epoch=[1, 2, 5, 11])
    assert odd["converged"].tolist() == [False, False, False, True]


def test_widths_before_the_half_do_not_count():
    assert history(fwhm=[9, 7, 2.0, 2.0])["converged"].iloc[-1]
