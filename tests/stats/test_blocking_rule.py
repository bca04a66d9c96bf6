"""The rule for the number and the length of blocks gives right standard errors, and wrong rules do not."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.signal import lfilter

from rgcore.stats import jackknife_error
from rgcore.stats.blocking import block_edges, block_means, number_of_blocks, number_of_chain_blocks


def test_blocks_cover_all_samples_and_differ_by_at_most_one():
    edges = block_edges(103, 20)
    assert (edges[0], edges[-1]) == (0, 103)
    assert set(np.diff(edges)) == {5, 6}


@pytest.mark.parametrize(("n_blocks", "shortest"), [(0, 1), (11, 1), (6, 2), (-1, 1)])
def test_impossible_numbers_of_blocks_are_refused(n_blocks, shortest):
    with pytest.raises(ValueError, match=f"n_blocks must be from 1 to {10 // shortest}"):
        block_edges(10, n_blocks, shortest=shortest)


@pytest.mark.parametrize(
    ("n_samples", "correlation_time", "expected"),
    [
        (20_000, 0.5, 20),
        (4800, 15, 16),
        (4750, 15, 15),
        (2000, 10, 10),
        (2000, 1000, 10),
        (3, 0.5, 3),
        (200, 0.5, 20),
    ],
)
def test_blocks_are_twenty_autocorrelation_times_long_if_that_leaves_ten(
    n_samples, correlation_time, expected
):
    assert number_of_blocks(n_samples, correlation_time) == expected


@pytest.mark.parametrize(
    ("n_records", "n_chains", "correlation_time", "most", "expected"),
    [
        (43, 511, 0.55, 500, 255),  # groups of two chains, one chain left out
        (22, 1000, 0.5, 500, 500),
        (17, 129, 0.5, 500, 129),  # every chain a block
        (100, 1, 0.5, 100, 10),
        (2047, 1, 0.5, 100, 89),  # 2047 = 23 x 89
        (1000, 3, 0.5, 100, 100),
        (39, 512, 0.5, 100, 64),
        (10, 667, 0.5, 60, 37),  # 667 = 23 x 29: below half of 60 none is left out, with 37 it is one
        (8000, 1, 10, 40, 40),
        (8000, 4, 100, 40, 10),  # stretches of all chains, shorter than 20 autocorrelation times
        (8, 4, 0.5, 100, 8),
    ],
)
def test_chains_are_the_blocks_where_they_are_more_than_stretches_of_time(
    n_records, n_chains, correlation_time, most, expected
):
    assert number_of_chain_blocks(n_records, n_chains, correlation_time, most=most) == expected


def _ratio(n_blocks_of, tau, n_samples=8000, n_repeats=600, cut=block_means):
    """Return the root mean square standard error of the mean of AR(1) series over the true one, exact."""
    decay = (2 * tau - 1) / (2 * tau + 1)
    noise = np.random.default_rng(20240601).standard_normal((n_repeats, n_samples)) * np.sqrt(1 - decay**2)
    noise[:, 0] /= np.sqrt(1 - decay**2)
    series = lfilter([1], [1, -decay], noise)
    lags = np.arange(1, n_samples)
    exact = (1 + 2 * np.sum((1 - lags / n_samples) * decay**lags)) / n_samples
    n_blocks = n_blocks_of(n_samples, tau)
    errors = []
    for one in series:
        means = cut(one, n_blocks)
        errors.append(jackknife_error((means.sum(axis=0) - means) / (len(means) - 1)))
    return np.sqrt(np.mean(np.square(errors)) / exact)


# the mean square of 600 standard errors from B blocks scatters by sqrt(2 / (600 (B - 1))): a ratio by 1 % for 20 blocks


@pytest.mark.parametrize("tau", [2.0, 20.0])
def test_standard_errors_by_the_rule_are_right(tau):
    assert 0.94 < _ratio(number_of_blocks, tau) < 1.03


@pytest.mark.parametrize("tau", [20.0, 80.0])
def test_planted_bug_blocks_of_two_autocorrelation_times_are_too_short(tau):
    assert _ratio(lambda n, tau: int(n / (2 * tau)), tau) < 0.9


def test_planted_bug_a_number_of_blocks_that_ignores_the_autocorrelation_time():
    assert _ratio(lambda n, tau: 500, 80.0) < 0.5


def _one_block_short(series, n_blocks):
    """Cut edges that leave the last block a twentieth as long as the others and give it the same weight."""
    edges = block_edges(len(series), n_blocks)
    length = edges[1]
    edges[1:-1] += length - length // 20
    return np.array([series[low:high].mean() for low, high in pairwise(edges)])


def test_planted_bug_one_block_too_short():
    assert _ratio(number_of_blocks, 2.0, cut=_one_block_short) > 1.2


def test_planted_bug_edges_off_by_one_are_noticed():
    """The sum of all blocks is that of all samples: not if an edge belongs to two blocks, or to none."""
    series = np.random.default_rng(3).standard_normal(997)
    edges = block_edges(997, 20)
    sums = [series[low:high].sum() for low, high in pairwise(edges)]
    twice = [series[low : high + 1].sum() for low, high in pairwise(edges)]
    never = [series[low + 1 : high].sum() for low, high in pairwise(edges)]
    assert sum(sums) == pytest.approx(series.sum(), abs=1e-12)
    assert abs(sum(twice) - series.sum()) > 1e-3
    assert abs(sum(never) - series.sum()) > 1e-3
