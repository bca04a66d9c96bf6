"""Samples kept by variable come back as they went in, from memory and from a file."""

import numpy as np
import pytest

from rgcore.series import columns
from rgcore.series.columns import ColumnStore


@pytest.fixture(params=[0, 10**9], ids=["file", "memory"])
def stored(request):
    samples = np.random.default_rng(1).standard_normal((9000, 5))
    store = ColumnStore(9000, 5, most_in_memory=request.param)
    for start in range(0, 9000, 700):
        store.put_rows(start, samples[start : start + 700])
    return samples, store


def test_blocks_are_the_samples_in_order(stored):
    samples, store = stored
    for _ in range(2):
        np.testing.assert_array_equal(np.concatenate(list(store)), samples)


def test_series_are_the_columns(stored):
    samples, store = stored
    np.testing.assert_array_equal(store.series(1, 4), samples[:, 1:4].T)


def test_shifted_samples_are_rolled_columns(stored):
    samples, store = stored
    offsets = np.array([0, 1, 8999, 4096, 5000])
    expected = np.stack(
        [np.roll(column, offset) for column, offset in zip(samples.T, offsets, strict=True)], axis=1
    )
    np.testing.assert_array_equal(np.concatenate(list(store.shifted(offsets))), expected)


def test_series_that_were_put_replace_the_columns(stored):
    samples, store = stored
    store.put_series(2, -samples[:, 2:4].T)
    found = np.concatenate(list(store))
    np.testing.assert_array_equal(found[:, 2:4], -samples[:, 2:4])
    np.testing.assert_array_equal(found[:, [0, 1, 4]], samples[:, [0, 1, 4]])


@pytest.mark.parametrize("most", [10, 10**6])
def test_groups_hold_every_variable_once(stored, most, monkeypatch):
    monkeypatch.setattr(columns, "MOST_IN_MEMORY", most)
    _, store = stored
    assert [variable for first, end in store.groups() for variable in range(first, end)] == list(range(5))
