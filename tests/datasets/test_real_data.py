"""Recordings and prices made by others, if RGCORE_REAL_DATA names the folder that holds them."""

import os
import tarfile
from pathlib import Path

import h5py
import numpy as np
import pytest

from rgcore.datasets import check_before_run, input_files, read_dataset

FOLDER = os.environ.get("RGCORE_REAL_DATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="RGCORE_REAL_DATA does not name a folder of real data")


def unpack(archive, folder):
    with tarfile.open(Path(FOLDER) / archive) as opened:
        opened.extractall(folder, filter="data")


def test_fifty_cells_of_a_matlab_73_file():
    path = Path(FOLDER) / "unknown50_maxent" / "example50.mat"
    block = {"kind": "spikes_binned", "path": str(path), "array": "spikes50", "axes": ["time", "variable"]}
    check_before_run("cells", block)
    dataset = read_dataset("cells", block)
    assert dataset.samples.shape == (40_000, 50)
    assert set(np.unique(dataset.samples)) == {0.0, 1.0}
    kurtosis = (
        1 - 3 * dataset.samples.mean(axis=0) * (1 - dataset.samples.mean(axis=0))
    ) / dataset.samples.var(axis=0)
    assert (kurtosis > 3).mean() == 0.9  # as in the README of the data


def test_spike_times_of_123_cells_in_one_file_each(tmp_path):
    unpack("retina_mouse_surprise/spike_times.tar.xz", tmp_path)
    folder = next(tmp_path.rglob("repeated_exp")) / "spike_times"
    block = {"kind": "spike_times", "path": str(folder), "array": "spikes", "bin_width": 0.02}
    check_before_run("retina", block)
    dataset = read_dataset("retina", block)
    assert dataset.samples.shape == (240_023, 123)  # 4800 s
    assert dataset.report.kept.all()
    assert abs((dataset.samples > 1).mean() - 0.014) < 0.0005  # as in the README of the data
    with h5py.File(folder / f"{dataset.variables[7]}.h5") as file:
        times = file["spikes"][0]
    assert dataset.samples[:, 7].sum() >= len(times) - 2  # all but those in the partly covered end bins


def test_prices_of_505_stocks_with_gaps_and_jumps(tmp_path):
    unpack("sp500_iex_2013_2018/individual_stocks_5yr.tar.xz", tmp_path)
    folder = next(tmp_path.rglob("individual_stocks_5yr"))
    block = {"kind": "prices", "path": str(folder), "array": "close", "missing": "drop_variables"}
    check_before_run("stocks", block)
    assert len(input_files(block)) == 505
    dataset = read_dataset("stocks", block)
    assert dataset.samples.shape == (1258, 470)
    report = dataset.report.set_index("variable")
    assert (~report.kept).sum() == 35
    for ticker, words in {
        "NI": "daily log return of -0.984, 32.7 standard deviations from the mean, on 2015-07-02",
        "EBAY": "-0.842",
        "LNT": "on 2016-05-20, and 1 more",
        "DISCA": "nearly the same as DISCK, correlation 0.985",
    }.items():
        assert words in report.warning[ticker]
