"""Bins merged or stacked, and windows: the samples that come out."""

import numpy as np
import pytest

from rgcore.scans.arrangements import are_counts, chosen, cut, merged, stacked, varying

SAMPLES = np.random.default_rng(7).poisson(2.0, (23, 2)).astype(float)


@pytest.mark.parametrize("blocks", [[SAMPLES], np.array_split(SAMPLES, 5)], ids=["one block", "five"])
@pytest.mark.parametrize("n_bins", [1, 3, 4, 24])
def test_merged_bins_are_sums_of_whole_groups(blocks, n_bins):
    n_left = 23 // n_bins
    expected = [SAMPLES[n_bins * place : n_bins * (place + 1)].sum(axis=0) for place in range(n_left)]
    found = list(merged(blocks, n_bins))
    assert np.array_equal(np.concatenate(found) if found else np.empty((0, 2)), np.reshape(expected, (-1, 2)))


def test_stacked_bins_are_one_vector_the_earliest_first():
    found = np.concatenate(list(stacked(np.array_split(SAMPLES, 4), 3)))
    assert found.shape == (7, 6)
    assert np.array_equal(found[2], [*SAMPLES[6], *SAMPLES[7], *SAMPLES[8]])


def test_groups_do_not_end_with_a_batch():
    many = np.random.default_rng(1).poisson(0.3, (10_000, 3)).astype(float)
    found = np.concatenate(list(merged([many], 7)))
    assert np.array_equal(found, many[: 1428 * 7].reshape(1428, 7, 3).sum(axis=1))


def test_windows_may_overlap_and_leave_out_the_rest():
    windows = list(cut(np.array_split(SAMPLES, 6), range(0, 23 - 8 + 1, 5), 8))
    assert [start for start, _ in windows] == [0, 5, 10, 15]
    for start, window in windows:
        assert np.array_equal(window, SAMPLES[start : start + 8])


def test_windows_may_have_gaps_between_them():
    windows = list(cut(np.array_split(SAMPLES, 6), range(0, 20, 9), 2))
    assert all(np.array_equal(window, SAMPLES[start : start + 2]) for start, window in windows)


def test_variables_that_stop_varying_are_left_out_with_their_moments():
    samples = np.random.default_rng(2).standard_normal((50, 3))
    samples[:, 1] = 4.0
    left, moments = varying([samples])
    assert np.array_equal(np.concatenate(list(left)), samples[:, [0, 2]])
    assert moments.mean == pytest.approx(samples[:, [0, 2]].mean(axis=0))


def test_some_of_the_variables_keep_their_order():
    assert np.array_equal(np.concatenate(list(chosen([SAMPLES], np.array([1])))), SAMPLES[:, 1:])


@pytest.mark.parametrize(
    ("change", "answer"), [(0.0, True), (0.5, False), (-7.0, False)], ids=["counts", "half", "negative"]
)
def test_counts_are_whole_numbers_from_0_on(change, answer):
    samples = SAMPLES.copy()
    samples[11] += change
    assert are_counts([samples]) is answer
