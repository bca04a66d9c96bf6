"""Blocks and jackknife against cases with known errors."""

import numpy as np
import pytest
from scipy.signal import lfilter

from rgcore.stats import chain_block_means, jackknife, jackknife_error
from rgcore.stats.blocking import block_means


def test_blocks_leave_out_the_start_and_keep_the_order():
    assert block_means(np.arange(11), 5).tolist() == [1.5, 3.5, 5.5, 7.5, 9.5]


def test_blocks_of_vectors_are_vectors():
    assert block_means(np.ones((10, 3)), 2).shape == (2, 3)


@pytest.mark.parametrize("n_blocks", [1, 11])
def test_impossible_numbers_of_blocks_are_refused(n_blocks):
    with pytest.raises(ValueError, match="from 2 to 10"):
        block_means(np.arange(10), n_blocks)


def test_blocks_are_groups_of_chains_when_there_are_enough_of_them():
    series = np.arange(3 * 4) % 4  # three records of chains 0, 1, 2, 3
    assert chain_block_means(series, 4, 2).tolist() == [0.5, 2.5]
    assert chain_block_means(series, 4, 4).tolist() == [0, 1, 2, 3]


def test_blocks_are_stretches_of_time_when_there_are_few_chains():
    series = np.arange(6 * 2) // 2  # records 0 to 5 of two chains
    assert chain_block_means(series, 2, 3).tolist() == [0.5, 2.5, 4.5]


def test_a_record_that_is_not_whole_is_left_out():
    assert chain_block_means([1, 2, 3, 1, 2, 3, 99], 3, 3).tolist() == [1, 2, 3]


def test_entries_that_are_all_independent_are_chains_of_their_own():
    assert chain_block_means(np.arange(10), 10, 5).tolist() == [0.5, 2.5, 4.5, 6.5, 8.5]


@pytest.mark.parametrize("n_chains", [0, 11])
def test_impossible_numbers_of_chains_are_refused(n_chains):
    with pytest.raises(ValueError, match="from 1 to 10"):
        chain_block_means(np.arange(10), n_chains, 2)


def test_jackknife_of_a_mean_is_the_textbook_error():
    values = np.random.default_rng(1).normal(size=50)
    estimate = jackknife(values)
    assert estimate.value == pytest.approx(values.mean(), rel=1e-12)
    assert estimate.error == pytest.approx(values.std(ddof=1) / np.sqrt(50), rel=1e-12)


def test_replicates_of_a_mean_give_the_textbook_error():
    values = np.random.default_rng(3).standard_normal(20)
    replicates = (values.sum() - values) / 19
    assert jackknife_error(replicates) == pytest.approx(values.std(ddof=1) / np.sqrt(20), rel=1e-12)


def test_jackknife_takes_the_bias_out_of_a_variance():
    values = np.random.default_rng(2).normal(size=20)
    powers = np.stack([values, values**2], axis=1)
    estimate = jackknife(powers, lambda mean: mean[1] - mean[0] ** 2)
    assert estimate.value == pytest.approx(values.var(ddof=1), rel=1e-12)


def test_jackknife_gives_arrays_for_several_estimates():
    values = np.random.default_rng(3).normal(size=(20, 2))
    estimate = jackknife(values)
    assert estimate.value.shape == estimate.error.shape == (2,)


def test_blocked_errors_of_a_ratio_of_correlated_series_have_z_scores_of_variance_one():
    rng = np.random.default_rng(20240516)
    series = lfilter([1], [1, -0.8], rng.normal(size=(400, 2, 10_500)))[..., 500:]  # tau = 4.5
    pairs = np.swapaxes(series, 1, 2) + np.array([10, 20])  # (400, 10_000, 2)
    estimates = [jackknife(block_means(x, 50), lambda mean: mean[1] / mean[0]) for x in pairs]
    z = np.array([(e.value - 2) / e.error for e in estimates])
    assert abs(z.var() - 1) < 4 * np.sqrt(2 / 400)


def test_jackknife_refuses_one_block():
    with pytest.raises(ValueError, match="at least 2"):
        jackknife(np.ones(1))


@pytest.mark.parametrize("n_blocks", [0, 1])
def test_a_standard_error_from_fewer_than_two_replicates_is_refused(n_blocks):
    with pytest.raises(ValueError, match=f"at least 2 blocks, got {n_blocks}"):
        jackknife_error(np.ones((n_blocks, 3)))
