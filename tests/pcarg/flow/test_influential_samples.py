"""The flow without the samples that contribute most to the fourth moments."""

import numpy as np
import pytest

from rgcore.pcarg import moment_flow
from rgcore.pcarg.flow.influential_samples import influence
from rgcore.series.moments import sample_moments

COLUMNS = ["kurtosis_without", "kurtosis_without_err"]


def _gaussian(n_samples=2000, n_variables=12, seed=1):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n_samples, n_variables)) @ rng.standard_normal((n_variables, n_variables))


def test_the_influence_is_the_part_in_the_fourth_moment():
    samples = _gaussian(300, 4) ** 3 + 5
    powers = (samples - samples.mean(axis=0)) ** 4
    expected = (powers / powers.sum(axis=0)).mean(axis=1)
    np.testing.assert_allclose(influence(samples, sample_moments(samples)), expected, rtol=1e-10)


def test_a_variable_that_never_varies_has_no_part_in_the_influence():
    samples = _gaussian(300, 4)
    constant = np.column_stack([samples, np.full(300, 7.0)])
    alone, beside = (influence(each, sample_moments(each)) for each in (samples, constant))
    np.testing.assert_allclose(beside, alone, rtol=1e-12)


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
@pytest.mark.parametrize("dropped", [0, 2])
def test_the_flow_without_is_that_of_the_other_samples(scaling, dropped):
    samples = _gaussian()
    samples[[10, 700, 1500]] *= 30  # of 10 samples that are left out these have the largest part
    place = np.argsort(-influence(samples, sample_moments(samples)))[:10]
    assert {10, 700, 1500} <= set(place)
    settings = {"scaling": scaling, "dropped_top": dropped}
    found = moment_flow(samples, [0.2, 1.0], **settings)
    others = moment_flow(np.delete(samples, place, axis=0), [0.2, 1.0], **settings)
    np.testing.assert_allclose(found[COLUMNS], others[["kurtosis_median", "kurtosis_median_err"]], rtol=1e-9)
    assert (found["n_influential"] == 10).all()
    assert (found["kurtosis_median"] > 2 * found["kurtosis_without"]).all()
    assert found["influential_share"].between(0.9, 1).all()


@pytest.mark.parametrize(("n_samples", "n_left_out"), [(60, 1), (380, 2), (420, 2), (700, 4)])
def test_half_a_per_cent_of_the_samples_is_left_out_and_one_at_least(n_samples, n_left_out):
    assert moment_flow(_gaussian(n_samples, 3), [1.0])["n_influential"].tolist() == [n_left_out]


def test_of_gaussian_data_the_most_influential_samples_change_little():
    flow = moment_flow(_gaussian(), [0.5, 1.0])
    assert (flow["kurtosis_median"] - flow["kurtosis_without"]).between(0, 0.25).all()
    assert (flow["influential_share"] < 0.1).all()


def test_a_variable_that_varies_in_these_samples_alone_counts_nowhere_without_them():
    samples = np.column_stack([_gaussian(), np.zeros(2000)])
    samples[700, -1] = 0.3
    flow = moment_flow(samples, [1.0], scaling="correlation")
    others = moment_flow(
        np.delete(samples[:, :-1], np.argsort(-influence(samples, sample_moments(samples)))[:10], axis=0),
        [1.0],
    )
    np.testing.assert_allclose(flow["kurtosis_without"], others["kurtosis_median"], rtol=1e-9)


def test_cutoffs_beyond_the_modes_of_the_other_samples_are_at_all_of_these():
    """Of 13 variables 12 vary in the other samples: with 12 and with 13 modes kept their flow is the same."""
    samples = np.column_stack([_gaussian(), np.zeros(2000)])
    samples[700, -1] = 0.3
    flow = moment_flow(samples, [11, 12, 13])
    left_out = np.argsort(-influence(samples, sample_moments(samples)))[:10]
    others = moment_flow(np.delete(samples[:, :-1], left_out, axis=0), [11, 12])
    expected = others[["kurtosis_median", "kurtosis_median_err"]].to_numpy()
    np.testing.assert_allclose(flow[COLUMNS], expected[[0, 1, 1]], rtol=1e-9)


def test_a_flow_that_the_other_samples_do_not_have_is_no_number():
    samples = np.random.default_rng(2).standard_normal((20, 40))
    with pytest.warns(UserWarning, match="only 20 samples"):
        flow = moment_flow(samples, [1.0, 1], dropped_top=18)
    assert flow[COLUMNS].isna().all(axis=None)
    assert (flow["n_influential"] == 1).all()
