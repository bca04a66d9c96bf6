"""Nulls of a shared drive keep it exactly, and lose what variables share beyond it."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.pcarg.nulls import _shuffle_kernels, given_rate
from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.pcarg.nulls.structure import Structure, covariate_bins

from .counts import TRIAL, cells, structure


def draw_of(source, samples, seed=1):
    rng = np.random.default_rng(seed)
    null = fit_null(source, observed_data((samples,), structure=structure(len(samples))), rng=rng)
    return np.rint(np.concatenate(list(null.draw(rng=rng))) + samples.mean(axis=0))


def _trials(samples):
    return samples.reshape(-1, TRIAL, samples.shape[1])


def check_mean_responses(samples, drawn):
    np.testing.assert_allclose(_trials(drawn).sum(axis=0), _trials(samples).sum(axis=0), atol=1e-9)


def check_rates(samples, drawn):
    np.testing.assert_array_equal(drawn.sum(axis=1), samples.sum(axis=1))
    for total in np.unique(samples.sum(axis=1)):
        rows = samples.sum(axis=1) == total
        np.testing.assert_array_equal(np.sort(drawn[rows], axis=0), np.sort(samples[rows], axis=0))


def check_tuning(samples, drawn):
    bins = structure(len(samples)).bins
    for each in np.unique(bins):
        np.testing.assert_array_equal(
            np.sort(drawn[bins == each], axis=0), np.sort(samples[bins == each], axis=0)
        )


KEEPS = {"trial_shuffled": check_mean_responses, "given_rate": check_rates, "given_covariate": check_tuning}


@pytest.mark.parametrize("source", KEEPS)
def test_what_a_null_promises_is_kept_exactly(source):
    samples = cells()
    KEEPS[source](samples, draw_of(source, samples))


@pytest.mark.parametrize("source", KEEPS)
def test_draws_of_another_null_do_not_keep_it(source):
    samples = cells()
    for other in ("shuffled", "dichotomized", *(set(KEEPS) - {source})):
        if (source, other) == ("given_covariate", "trial_shuffled"):
            continue  # the covariate is the time in the trial, so that this one keeps both
        with pytest.raises(AssertionError):
            KEEPS[source](samples, draw_of(other, samples))


def test_each_trial_of_a_variable_stays_as_it_is():
    samples = cells()
    before, after = (_trials(each)[:, :, 0] for each in (samples, draw_of("trial_shuffled", samples)))
    assert sorted(map(bytes, before)) == sorted(map(bytes, after))


def _in_groups(samples):
    """Return the mean correlation of cells of a group minus that of cells of different groups."""
    correlation = np.corrcoef(samples.T)
    same = np.equal.outer(np.arange(samples.shape[1]) // 3, np.arange(samples.shape[1]) // 3)
    return correlation[same & ~np.eye(len(same), dtype=bool)].mean() - correlation[~same].mean()


@pytest.mark.parametrize("source", KEEPS)
def test_what_groups_share_beyond_the_drive_is_lost(source):
    samples = cells()
    assert _in_groups(samples) > 0.3
    assert abs(_in_groups(draw_of(source, samples))) < 0.01  # 4 standard errors of 60 pairs


def test_too_few_rounds_of_trades_would_leave_groups(monkeypatch):
    monkeypatch.setattr(given_rate, "_ROUNDS", 1)
    assert _in_groups(draw_of("given_rate", cells())) > 0.02


def test_trades_reach_all_tables_with_the_same_margins_equally_often():
    """Of 3 samples and 3 variables with all sums 1 there are 6 tables, the permutations."""
    rng, found = np.random.default_rng(5), []
    for _ in range(6000):
        counts = np.eye(3, dtype=np.int32)
        _shuffle_kernels.trade_within_groups(counts, np.arange(3), np.array([0, 3]), 20, rng)
        found.append(bytes(counts))
    numbers = np.unique(found, return_counts=True)[1]
    assert len(numbers) == 6
    assert ((numbers - 1000) ** 2 / 1000).sum() < 25.7  # 1e-4 of chi-squared with 5 degrees of freedom


def test_trades_of_counts_keep_both_sums_and_mix():
    rng, counts = np.random.default_rng(6), np.array([[3, 0, 1, 2], [0, 3, 2, 1]], dtype=np.int32)
    seen = set()
    for _ in range(200):
        _shuffle_kernels.trade_within_groups(counts, np.arange(2), np.array([0, 2]), 1, rng)
        assert counts.sum(axis=1).tolist() == [6, 6]
        assert counts.sum(axis=0).tolist() == [3, 3, 3, 3]
        seen.add(bytes(counts[0]))
    assert len(seen) == 4  # either large difference, either small one


def test_bins_of_a_covariate_are_equally_full_and_few_values_have_one_each():
    values = np.random.default_rng(7).exponential(size=1000)
    assert np.ptp(np.bincount(covariate_bins(values, 10))) <= 1
    assert covariate_bins(np.array([5.0, 2.0, 5.0, 9.0]), 4).tolist() == [1, 0, 1, 2]
    skewed = np.r_[np.zeros(900), np.arange(1, 101)]
    assert set(covariate_bins(skewed, 10)) == {0, 1}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            Structure(trial_length=30),
            "trial_length must divide the 100 samples into at least two trials, got 30",
        ),
        (Structure(trial_length=100), "at least two trials, got 100"),
        (Structure(bins=np.zeros(99, dtype=int)), "one value for each of the 100 samples, got 99"),
    ],
)
def test_a_structure_of_another_recording_is_refused(given, sentence):
    with pytest.raises(InputError, match=sentence):
        observed_data((cells(100, 3),), structure=given)


def test_a_covariate_that_never_changes_is_refused():
    with pytest.raises(InputError, match="two values at least, found 2 throughout"):
        covariate_bins(np.full(10, 2.0), 3)
