"""Reading in blocks gives the numbers that numpy gives on the whole, and notices files that change."""

import os

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import open_dataset, read_dataset
from rgcore.datasets.checks.preprocessing import Preprocessing
from rgcore.datasets.checks.summary_statistics import summary_statistics
from rgcore.datasets.raw_samples import RawSamples, blocks_of_array, default_names
from rgcore.errors import InputError

GOOD = np.random.default_rng(1).standard_normal((400, 5))


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 8 * 5 * 37)


def saved(path, values=GOOD):
    np.save(path, values)
    return {"kind": "matrix", "path": str(path)}


def statistics_of(values, **preprocessing):
    n_samples, n_variables = values.shape
    raw = RawSamples(
        blocks=blocks_of_array(values), n_samples=n_samples, variables=default_names(n_variables), source="x"
    )
    return summary_statistics(raw, Preprocessing(**preprocessing))


def gappy(offset):
    values = GOOD + offset
    values[[0, 36, 37, 399], [1, 1, 3, 3]] = np.nan
    return values


@pytest.mark.parametrize("offset", [0.0, 1e8])
def test_moments_over_blocks_are_those_of_the_whole(offset):
    values = gappy(offset)
    found = statistics_of(values)
    np.testing.assert_allclose(
        found.mean - offset, np.nanmean(values - offset, axis=0), atol=3e-8 if offset else 1e-15
    )
    np.testing.assert_allclose(found.standard_deviation, np.nanstd(values - offset, axis=0), rtol=1e-12)
    whole = [0, 2, 4]
    covariance = np.cov(values[:, whole].T - offset, bias=True)
    np.testing.assert_allclose(found.products[np.ix_(whole, whole)] / 400, covariance, rtol=1e-11, atol=1e-12)
    np.testing.assert_array_equal(found.n_missing, np.isnan(values).sum(axis=0))
    np.testing.assert_array_equal(found.smallest, np.nanmin(values, axis=0))
    np.testing.assert_array_equal(found.at_largest, np.nanargmax(values, axis=0))
    np.testing.assert_array_equal(found.at_smallest, np.nanargmin(values, axis=0))
    assert found.first_gap == (0, 1)


def test_samples_with_gaps_count_nowhere_once_they_are_dropped():
    values = gappy(0.0)
    found = statistics_of(values, drop_samples="any")
    rest = values[~np.isnan(values).any(axis=1)]
    assert found.n_samples == len(rest) == 396
    np.testing.assert_allclose(found.mean, rest.mean(axis=0), atol=1e-15)
    np.testing.assert_allclose(found.products / 396, np.cov(rest.T, bias=True), rtol=1e-11, atol=1e-13)
    at = statistics_of(values, drop_samples="any").at_largest
    np.testing.assert_array_equal(
        at, np.argmax(np.where(np.isnan(values).any(axis=1)[:, None], -9, values), axis=0)
    )


@pytest.mark.parametrize("missing", ["drop_samples", "drop_variables"])
def test_blocks_opened_are_the_samples_read_and_may_be_passed_over_again(tmp_path, missing):
    block = saved(tmp_path / "x.npy", gappy(0.0)) | {"missing": missing}
    opened, whole = open_dataset("x", block), read_dataset("x", block)
    for _ in range(2):
        blocks = list(opened.blocks)
        assert len(blocks) > 5
        np.testing.assert_array_equal(np.concatenate(blocks), whole.samples)
    assert (opened.n_samples, len(opened.variables)) == whole.samples.shape
    assert opened.report.equals(whole.report)


def test_the_report_does_not_depend_on_the_blocks(tmp_path, monkeypatch):
    values = GOOD.copy()
    values[[3, 250], 2] = [90.0, -40.0]
    block = saved(tmp_path / "x.npy", values)
    pieces = read_dataset("x", block).report
    monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 2**24)
    whole = read_dataset("x", block).report
    pd.testing.assert_frame_equal(pieces, whole, rtol=1e-13)
    assert whole.warning[2].startswith("value of 90, ")


def test_jumps_are_counted_in_all_blocks(tmp_path):
    values = np.random.default_rng(8).standard_normal((20_000, 2))
    values[[5, 9_000, 19_999], 1] = [40.0, -41.0, 40.5]
    report = read_dataset("x", saved(tmp_path / "x.npy", values)).report
    assert "value of -41, " in report.warning[1]
    assert "on sample 9001, and 2 more beyond 15, this one alone 35 % of" in report.warning[1]


@pytest.mark.parametrize("change", ["longer", "touched", "replaced", "gone"])
def test_a_file_that_changes_between_two_passes_is_named(tmp_path, change):
    path = tmp_path / "cells.npy"
    opened = open_dataset("x", saved(path))
    np.concatenate(list(opened.blocks))
    if change == "longer":
        path.write_bytes(path.read_bytes() + b"more")
    elif change == "touched":
        os.utime(path, ns=(0, 1))
    elif change == "replaced":
        state = path.stat()
        np.save(tmp_path / "other.npy", GOOD + 1)
        (tmp_path / "other.npy").replace(path)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    else:
        path.unlink()
    with pytest.raises(
        InputError, match=r"data set x: .*cells\.npy must stay as it is while it is read, but it"
    ):
        list(opened.blocks)


@pytest.mark.parametrize("ending", ["parquet", "csv", "npy"])
def test_a_file_that_changes_during_the_first_pass_is_named(tmp_path, monkeypatch, ending):
    path = tmp_path / f"cells.{ending}"
    if ending == "npy":
        np.save(path, GOOD)
    else:
        frame = pd.DataFrame(GOOD).add_prefix("v")
        frame.to_csv(path, index=False) if ending == "csv" else frame.to_parquet(path)

    def statistics_of_a_changing_file(raw, preprocessing):
        blocks = iter(raw.blocks)
        next(blocks)
        path.write_bytes(path.read_bytes()[:-9])
        list(blocks)

    monkeypatch.setattr(
        "rgcore.datasets.checks.check_samples.summary_statistics", statistics_of_a_changing_file
    )
    with pytest.raises(InputError, match=rf"data set x: .*cells\.{ending} must stay as it is"):
        open_dataset("x", {"kind": "matrix", "path": str(path)})


@pytest.mark.parametrize(("deviation", "warned"), [(15.2, True), (14.9, False)])
def test_a_jump_is_beyond_fifteen_standard_deviations(tmp_path, deviation, warned):
    values = np.random.default_rng(8).standard_normal((20_000, 2))
    values[300, 1] = deviation * values[:, 1].std()
    report = read_dataset("x", saved(tmp_path / "x.npy", values)).report
    assert abs(report.largest_deviation[1] - deviation) < 0.2
    assert bool(report.warning[1]) == (report.largest_deviation[1] > 15) == warned
