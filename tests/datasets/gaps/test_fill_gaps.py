"""Filled entries have the variance and the kurtosis of those that are present, and the others stay as they are."""

import numpy as np
import pytest

from rgcore.datasets.gaps import fill_gaps
from rgcore.errors import InputError
from rgcore.pcarg import moment_flow

METHODS = ["pairwise", "em"]


def factor_model(n_samples, seed):
    """Five variables with one common factor and heavy tails of their own."""
    rng = np.random.default_rng(seed)
    return 3.0 + rng.laplace(size=(n_samples, 1)) + rng.laplace(size=(n_samples, 5))


def with_gaps(samples, share, seed=11):
    return np.where(np.random.default_rng(seed).random(samples.shape) < share, np.nan, samples)


def whole(filled):
    return np.concatenate(list(filled.blocks))


@pytest.mark.parametrize("method", METHODS)
def test_covariance_and_flow_of_filled_samples_are_those_of_the_complete_ones(method):
    samples = factor_model(40_000, 1)
    found = fill_gaps(with_gaps(samples, 0.05), method)
    filled = whole(found)
    np.testing.assert_allclose(np.cov(filled.T), np.cov(samples.T), atol=0.03)
    np.testing.assert_allclose(found.correlation, np.corrcoef(samples.T), atol=0.01)
    flows = [moment_flow(each, [1, 1.0])["kurtosis_median"].to_numpy() for each in (filled, samples)]
    np.testing.assert_allclose(*flows, rtol=0.03)


def test_many_gaps_leave_the_kurtosis_of_variables_and_lower_that_of_their_sum():
    samples = factor_model(40_000, 1)
    filled = whole(fill_gaps(with_gaps(samples, 0.2), "pairwise"))
    flows = [moment_flow(each, [1, 1.0])["kurtosis_median"].to_numpy() for each in (filled, samples)]
    of_sum, of_variables = flows[0] / flows[1]
    assert abs(of_variables - 1) < 0.04
    assert 0.85 < of_sum < 0.97


def test_entries_that_are_present_stay_and_blocks_change_nothing(monkeypatch):
    samples = with_gaps(factor_model(500, 2), 0.1)
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 8 * 5 * 100)
    filled = fill_gaps(samples, "em")
    values = whole(filled)
    assert len(list(filled.blocks)) == 5
    np.testing.assert_array_equal(values[~np.isnan(samples)], samples[~np.isnan(samples)])
    assert np.isfinite(values).all()
    np.testing.assert_array_equal(values, whole(filled))
    in_pieces = whole(fill_gaps([samples[:7], samples[7:450], samples[450:]], "em"))
    np.testing.assert_allclose(in_pieces, values, rtol=1e-9)


def test_samples_before_a_gap_lend_their_residuals_in_reverse():
    rng = np.random.default_rng(3)
    samples, gap, lenders = rng.standard_normal((60, 2)), [10, 11, 12], [9, 8, 7]
    samples[gap, 1] = np.nan
    values, present = whole(fill_gaps(samples, "pairwise")), np.delete(samples, gap, axis=0)
    mean, covariance = present.mean(axis=0), np.cov(present.T, bias=True)
    mean[0], covariance[0, 0] = samples[:, 0].mean(), samples[:, 0].var()
    slope = covariance[0, 1] / covariance[0, 0]
    residual = samples[lenders, 1] - mean[1] - slope * (samples[lenders, 0] - mean[0])
    np.testing.assert_allclose(values[gap, 1], mean[1] + slope * (samples[gap, 0] - mean[0]) + residual)


def test_variables_that_depend_on_each_other_are_filled_exactly():
    samples = factor_model(300, 4)
    samples[:, 4] = samples[:, 0] - 2 * samples[:, 1]
    gappy = samples.copy()
    gappy[::10, 4] = np.nan
    np.testing.assert_allclose(whole(fill_gaps(gappy, "em")), samples, atol=1e-3)


def test_what_was_filled_and_what_changed_is_reported(monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 8 * 5 * 300)
    samples = with_gaps(factor_model(2000, 5), 0.05)
    filled = fill_gaps(samples, "em")
    gaps, complete = np.isnan(samples), samples[~np.isnan(samples).any(axis=1)]
    phrases = filled.phrases
    share = f"{100 * gaps.mean():.2g} %"
    assert phrases[0].startswith(f"filled {gaps.sum()} missing entries, {share} of all and at most ")
    assert "(then: em)" in phrases[0]
    assert phrases[1].startswith("expectation maximization settled in ")
    for words, values in (("filled samples have", whole(filled)), ("samples without a gap", complete)):
        flow = moment_flow(values, [0.1, 1.0])["kurtosis_median"]
        largest = np.linalg.eigvalsh(np.corrcoef(values.T))[-1]
        (phrase,) = [each for each in phrases if words in each]
        for number in (*flow, largest):
            assert f" {number:.3g}" in phrase
    assert f"the {len(complete)} of 2000 samples without a gap" in phrases[3]
    for phrase in phrases:
        assert "; " not in phrase
        assert not phrase.endswith(".")


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        (
            with_gaps(factor_model(5, 6), 0.0),
            "must have more samples than that, found 5: write then: drop_samples",
        ),
        (
            np.where([[1, 0, 1], [0, 1, 1]] * 30, 1.0, np.nan),
            "together in at least 20 samples, found 0 for v0 and v1",
        ),
        (np.ones((40, 2)), "variables must vary, but constant is v0"),
        (np.full((40, 2), np.inf), "found inf"),
    ],
)
def test_what_allows_no_regression_is_refused(samples, words):
    with pytest.raises(InputError, match=words):
        fill_gaps(samples, "pairwise")


def test_small_modes_keep_their_variance():
    rng, distance = np.random.default_rng(7), np.abs(np.subtract.outer(np.arange(20), np.arange(20)))
    samples = rng.multivariate_normal(np.zeros(20), 0.9**distance, 20_000)
    filled = whole(fill_gaps(with_gaps(samples, 0.2), "pairwise"))
    spectra = [np.linalg.eigvalsh(np.cov(each.T)) for each in (filled, samples)]
    np.testing.assert_allclose((spectra[0] / spectra[1])[:6].mean(), 1, atol=0.015)
