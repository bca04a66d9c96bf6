"""Recordings and prices made by others, if RGCORE_REAL_DATA names the folder that holds them."""

import os
import tarfile
from pathlib import Path

import h5py
import numpy as np
import pandas as pd
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


STOCKS = ("AAPL", "AMZN", "BMY", "GE", "IBM", "KO", "MSFT", "ORCL", "PYPL", "T", "XOM")


@pytest.fixture(scope="module")
def stocks(tmp_path_factory):
    """Tables of a few stocks, with their dates and all of their fields: two with gaps, one listed late."""
    folder = tmp_path_factory.mktemp("stocks")
    unpack("sp500_iex_2013_2018/individual_stocks_5yr.tar.xz", folder)
    place = next(folder.rglob("individual_stocks_5yr"))
    tables = {name: pd.read_csv(place / f"{name}_data.csv") for name in STOCKS}
    closes = pd.concat({name: table.set_index("date")["close"] for name, table in tables.items()}, axis=1)
    return tables, closes.sort_index()


def read_prices(path, **keys):
    block = {"kind": "prices", "path": str(path), "missing": "drop_variables", **keys}
    check_before_run("stocks", block)
    return read_dataset("stocks", block)


def test_every_layout_of_real_prices_gives_the_same_returns(tmp_path, stocks):
    tables, closes = stocks
    returns = np.diff(np.log(closes.dropna(axis=1)), axis=0)
    closes.to_csv(tmp_path / "wide.csv")
    long = pd.concat(tables.values())
    long.to_csv(tmp_path / "long.csv", index=False)
    long.to_parquet(tmp_path / "long.parquet")
    fields = long.pivot(index="date", columns="Name", values=["open", "close", "volume"])
    fields.to_csv(tmp_path / "two_lines.csv")
    fields.to_parquet(tmp_path / "two_levels.parquet")
    closes.T.rename_axis("ticker").to_csv(tmp_path / "rows.csv")
    german = closes.set_axis(pd.to_datetime(closes.index).strftime("%d.%m.%Y").rename("Datum"))
    german.to_csv(tmp_path / "german.csv", sep=";", decimal=",")
    blocks = {
        "wide.csv": {},
        "long.csv": {"array": "close"},
        "long.parquet": {"array": "close"},
        "two_lines.csv": {"array": "close"},
        "two_levels.parquet": {"array": "close"},
        "rows.csv": {"axes": ["variable", "time"]},
        "german.csv": {"date_format": "%d.%m.%Y"},
    }
    for name, keys in blocks.items():
        dataset = read_prices(tmp_path / name, **keys)
        assert dataset.variables == tuple(sorted(set(STOCKS) - {"BMY", "ORCL", "PYPL"}))
        np.testing.assert_allclose(dataset.samples, returns, atol=1e-14)


def test_common_days_of_real_prices_are_kept_and_late_listing_is_reported(tmp_path, stocks):
    _, closes = stocks
    closes.to_csv(tmp_path / "wide.csv")
    dataset = read_prices(tmp_path / "wide.csv", calendar="common")
    common = closes.dropna()
    np.testing.assert_allclose(dataset.samples, np.diff(np.log(common), axis=0), atol=1e-14)
    assert f"{len(common)} of 1259 dates are common to all 11 shares" in dataset.decisions[1]
    warnings = read_prices(tmp_path / "wide.csv").report.set_index("variable").warning
    assert warnings["PYPL"].startswith("has no entry before 2015-07-06, 604 dates: listed late?")


def test_real_prices_by_the_week_become_weekly_returns(tmp_path, stocks):
    _, closes = stocks
    closes = closes.dropna(axis=1).set_axis(pd.to_datetime(closes.index).rename("date"))
    weekly = closes.resample("W-FRI").last()
    weekly.to_csv(tmp_path / "weekly.csv")
    dataset = read_prices(tmp_path / "weekly.csv")
    np.testing.assert_allclose(dataset.samples, np.diff(np.log(weekly), axis=0), atol=1e-14)
    assert "weekly log returns of 2013-02-15 to 2018-02-09" in dataset.summary


@pytest.mark.parametrize(("then", "n_samples"), [({}, 1251), ({"then": "em"}, 1258)])
def test_stocks_with_few_gaps_stay(tmp_path, stocks, then, n_samples):
    stocks[1].to_csv(tmp_path / "wide.csv")
    found = read_prices(tmp_path / "wide.csv", missing={"drop_variables_above": 0.02, **then})
    assert set(found.variables) == set(STOCKS) - {"PYPL"}  # BMY lacks 4 returns, ORCL 3, PYPL half
    assert len(found.samples) == n_samples
    assert any("filled 7 missing entries" in phrase for phrase in found.decisions) == bool(then)
