"""Spike times become counts in bins that all cells share."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.kinds.spikes.counting.binning import bin_spike_times
from rgcore.errors import InputError


def counts_in_bins(times, bin_width, source):
    return np.concatenate(list(bin_spike_times(times, bin_width, source).blocks))


def test_bins_start_at_multiples_of_the_width_and_cover_whole_bins_only():
    times = [np.array([0.5, 1.0, 1.5, 3.25, 6.1]), np.array([2.0, 2.1, 5.99])]
    counts = counts_in_bins(times, 1.0, "x")  # first spike 0.5, last 6.1: bins [1, 2) to [5, 6)
    np.testing.assert_array_equal(counts, [[2, 0], [0, 2], [1, 0], [0, 0], [0, 1]])


def test_a_recording_that_starts_on_an_edge_loses_no_bin_there():
    np.testing.assert_array_equal(counts_in_bins([np.array([0.0, 1.5, 2.0])], 1.0, "x")[:, 0], [1, 1])


def test_a_spike_on_an_edge_belongs_to_the_bin_it_opens():
    edges = np.arange(1000) * 0.02  # 0.58 / 0.02 is 28.999999999999996
    np.testing.assert_array_equal(counts_in_bins([edges], 0.02, "x")[:, 0], np.ones(999))


def test_no_cell_defines_its_own_range():
    late, all_along = np.array([80.5]), np.arange(0.0, 100.5, 0.5)
    counts = counts_in_bins([late, all_along, np.empty(0)], 1.0, "x")
    assert counts.shape == (100, 3)
    assert counts[80].tolist() == [1, 2, 0]
    assert counts[:, 0].sum() == 1
    assert counts[:, 2].sum() == 0


def test_the_order_of_spikes_does_not_matter():
    rng = np.random.default_rng(3)
    times = rng.uniform(0, 50, 400)
    forward = counts_in_bins([np.sort(times)], 0.3, "x")
    np.testing.assert_array_equal(counts_in_bins([times], 0.3, "x"), forward)


def test_poisson_spikes_have_poisson_counts():
    rng = np.random.default_rng(8)
    counts = counts_in_bins([rng.uniform(0, 20_000, 40_000)], 1.0, "x")[:, 0]  # 2 per bin
    assert abs(counts.mean() - 2) < 4 * np.sqrt(2 / len(counts))
    assert abs(counts.var() - 2) < 4 * np.sqrt(
        (2 + 2 * 2**2) / len(counts)
    )  # fourth central moment 3 m^2 + m


@pytest.mark.parametrize(
    ("times", "width", "words"),
    [([[], []], 1.0, "found none"), ([[1.2, 1.4]], 1.0, "0 bins"), ([[0.0, 1e9]], 1e-3, "1e\\+12 bins")],
)
def test_what_gives_no_counts_or_too_many_is_refused(times, width, words):
    with pytest.raises(InputError, match=words):
        counts_in_bins([np.array(entries, dtype=float) for entries in times], width, "x")


def write_cells(folder, times):
    for name, entries in times.items():
        np.save(folder / f"cell_{name}.npy", entries)


def test_one_file_per_cell_is_read(tmp_path):
    rng = np.random.default_rng(9)
    write_cells(tmp_path, {name: np.sort(rng.uniform(0, 20, 300)) for name in "ba"})
    block = {"kind": "spike_times", "path": str(tmp_path), "bin_width": 0.5}
    check_before_run("x", block)
    dataset = read_dataset("x", block)
    assert dataset.variables == ("cell_a", "cell_b")
    times = np.load(tmp_path / "cell_a.npy")
    np.testing.assert_array_equal(dataset.samples[:, 0], np.histogram(times, np.arange(0.5, 20, 0.5))[0])


def test_a_silent_cell_is_named(tmp_path):
    write_cells(tmp_path, {"a": np.arange(0.0, 40.0, 0.3), "b": np.empty(0), "c": np.arange(0.0, 40.0, 0.4)})
    block = {"kind": "spike_times", "path": str(tmp_path), "bin_width": 1.0}
    with pytest.raises(InputError, match=r"constant in all .* is cell_b"):
        read_dataset("x", block)


def test_a_cell_with_a_missing_time_is_missing_altogether(tmp_path):
    write_cells(
        tmp_path, {name: np.arange(0.0, 40.0, 0.3 + 0.07 * index) for index, name in enumerate("abc")}
    )
    times = np.load(tmp_path / "cell_b.npy")
    times[3] = np.nan
    np.save(tmp_path / "cell_b.npy", times)
    block = {"kind": "spike_times", "path": str(tmp_path), "bin_width": 1.0}
    with pytest.raises(InputError, match="cell_b"):
        read_dataset("x", block)
    dataset = read_dataset("x", block | {"missing": "drop_variables"})
    assert dataset.variables == ("cell_a", "cell_c")
    times[3] = np.inf
    np.save(tmp_path / "cell_b.npy", times)
    with pytest.raises(InputError, match="cell_b has inf at 4"):
        read_dataset("x", block | {"missing": "drop_variables"})


def test_spike_times_in_a_matrix_file_are_refused_before_the_run(tmp_path):
    np.save(tmp_path / "x.npy", np.ones((20, 3)))
    block = {"kind": "spike_times", "path": str(tmp_path / "x.npy"), "bin_width": 1.0}
    with pytest.raises(InputError, match=r"must come as \.h5, \.hdf5, \.mat, \.npz or \.nwb"):
        check_before_run("x", block)


def test_spike_times_of_a_single_cell_are_refused_before_the_run(tmp_path):
    np.savez(tmp_path / "x.npz", a=np.arange(50.0))
    block = {"kind": "spike_times", "path": str(tmp_path / "x.npz"), "bin_width": 1.0}
    with pytest.raises(InputError, match="at least 2 variables, found 1"):
        check_before_run("x", block)


def slow_counts(times, width):
    """Return counts by looking at each spike of each cell; times are dyadic, so that no edge is rounded."""
    lowest, highest = min(min(t) for t in times if len(t)), max(max(t) for t in times if len(t))
    first, last = math.ceil(lowest / width), math.floor(highest / width)
    counts = [[0] * len(times) for _ in range(first, last)]
    for cell, entries in enumerate(times):
        for time in entries:
            if first <= math.floor(time / width) < last:
                counts[math.floor(time / width) - first][cell] += 1
    return np.array(counts)


@settings(max_examples=60, deadline=None, database=None)
@given(
    ticks=st.lists(st.lists(st.integers(-400, 4000), max_size=60), min_size=1, max_size=5),
    ticks_per_bin=st.integers(1, 60),
    n_bytes=st.sampled_from([1, 300, 10**6]),
)
def test_every_spike_inside_the_bins_is_counted_once(ticks, ticks_per_bin, n_bytes):
    times, width = [np.array(entries) / 64 for entries in ticks], ticks_per_bin / 64
    spikes = np.concatenate(times)
    if not spikes.size or math.floor(spikes.max() / width) <= math.ceil(spikes.min() / width):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rgcore.series.block_length.BLOCK_BYTES", n_bytes)
        binned = bin_spike_times(times, width, "x")
        counts, again = (np.concatenate(list(binned.blocks)) for _ in range(2))
    np.testing.assert_array_equal(counts, slow_counts(times, width))
    np.testing.assert_array_equal(counts, again)
    first_bin = binned.stretches[0, 0]
    start, stop = first_bin * width, (first_bin + binned.n_bins) * width
    inside = [np.count_nonzero((entries >= start) & (entries < stop)) for entries in times]
    assert counts.sum(axis=0).tolist() == inside
    assert spikes.min() > start - width
    assert spikes.max() < stop + width


def test_binary_is_one_where_a_bin_holds_spikes_and_bins_with_more_are_counted(tmp_path):
    rng = np.random.default_rng(19)
    write_cells(tmp_path, {name: rng.uniform(0, 100, n) for name, n in (("a", 150), ("b", 60), ("c", 12))})
    block = {"kind": "spike_times", "path": str(tmp_path), "bin_width": 1.0}
    counts = read_dataset("x", block)
    binary = read_dataset("x", block | {"value": "binary"})
    np.testing.assert_array_equal(binary.samples, counts.samples > 0)
    clipped = (counts.samples > 1).sum(axis=0)
    assert binary.report.n_clipped.tolist() == clipped.tolist()
    assert counts.report.n_clipped.tolist() == [0, 0, 0]
    assert f"{clipped[0]} bins with more than one spike count as one" in binary.report.warning[0]
    assert f"{clipped.sum()} bins with more than one spike count as one" in binary.summary
    np.testing.assert_allclose(binary.report["mean"], (counts.samples > 0).mean(axis=0))


def test_cells_of_few_spikes_are_warned_about(tmp_path):
    rng = np.random.default_rng(20)
    often = np.cumsum(np.tile([0.2, 0.4], 168))
    write_cells(
        tmp_path,
        {"a": np.array([0.0, *often]), "b": rng.uniform(1, 100, 19), "c": rng.uniform(1, 100, 20)},
    )
    dataset = read_dataset("x", {"kind": "spike_times", "path": str(tmp_path), "bin_width": 1.0})
    said = "only 19 spikes in 100 samples, too few to estimate its kurtosis"
    assert dataset.report.warning.tolist() == ["", said, ""]
    assert dataset.warnings == (f"cell_b: {said}",)


def test_the_summary_contains_bins_and_clock(tmp_path):
    write_cells(tmp_path, {"a": np.arange(11.6, 40.0, 0.3), "b": np.arange(12.0, 40.0, 0.4)})
    dataset = read_dataset("x", {"kind": "spike_times", "path": str(tmp_path), "bin_width": 0.5})
    assert dataset.summary.startswith(
        "read 55 samples of 2 variables (bins of 0.5 s from 12 to 39.5 s) from "
    )


def test_milliseconds_among_seconds_are_named(tmp_path):
    rng = np.random.default_rng(21)
    trains = {name: np.sort(rng.uniform(0, 60, 200)) for name in "abc"}
    write_cells(tmp_path, trains | {"b": 1000 * trains["b"]})
    with pytest.raises(InputError, match=r"seconds, but the last spike of cell_b is at 59\d+"):
        read_dataset("x", {"kind": "spike_times", "path": str(tmp_path), "bin_width": 1.0})


def test_words_in_place_of_spike_times_are_named(tmp_path):
    np.savez(tmp_path / "x.npz", a=np.arange(50.0), b=np.array(["1.5", "2.5"]))
    with pytest.raises(InputError, match=r"array b of .*x\.npz must hold real numbers"):
        read_dataset("x", {"kind": "spike_times", "path": str(tmp_path / "x.npz"), "bin_width": 1.0})
