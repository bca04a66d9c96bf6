"""Tables of prices as terminals, spreadsheets and databases export them: the right returns, or what to write."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError

from .price_files import DAYS, PRICES, RETURNS, dated, wide

ISO = DAYS.strftime("%Y-%m-%d")
NAMES = list(PRICES.columns)


def check(block, *phrases, expected=RETURNS, names=NAMES):
    check_before_run("p", block)
    dataset = read_dataset("p", block)
    assert list(dataset.variables) == names
    np.testing.assert_allclose(dataset.samples, expected, rtol=0, atol=1e-14)
    said = " | ".join(dataset.decisions)
    assert all(phrase in said for phrase in phrases), said


def refused(block, *words):
    with pytest.raises(InputError) as caught:
        read_dataset("p", block)
    assert all(word in str(caught.value) for word in words), caught.value


def pairs(date_name, dates=ISO, without=()):
    """Return a column of dates before the prices of each share, without the dates of some rows."""
    columns = {}
    for number, name in enumerate(NAMES):
        rows = [row for row in range(len(DAYS)) if (row, name) not in without]
        columns[date_name(name, number)] = pd.Series(np.asarray(dates)[rows])
        columns[name] = pd.Series(PRICES[name].to_numpy()[rows])
    return pd.DataFrame(columns)


DATE_NAMES = [lambda _, number: f"Date.{number}" if number else "Date", lambda name, _: f"{name} date"]


def written(path, frame, **keys):
    frame.to_csv(path, index=False)
    return {"kind": "prices", "path": str(path), **keys}


@pytest.mark.parametrize("date_name", DATE_NAMES)
def test_each_share_may_have_its_own_dates(tmp_path, date_name):
    gaps = {(20, "AAA"), (27, "BBB"), (5, "CCC")}
    block = written(tmp_path / "x.csv", pairs(date_name, without=gaps))
    refused(
        block,
        "write missing: drop_variables, missing: drop_samples, or calendar: common for the 37 of 40 dates",
    )
    expected = np.diff(np.log(np.delete(PRICES.to_numpy(), [20, 27, 5], axis=0)), axis=0)
    common = block | {"calendar": "common"}
    check(common, "each share has its own dates, in the column before it", expected=expected)
    check(common | {"variables": ["AAA", "CCC"], "exclude": ["BBB"]}, names=["AAA", "CCC"],
          expected=np.diff(np.log(np.delete(PRICES.to_numpy()[:, ::2], [20, 5], axis=0)), axis=0))  # fmt: skip
    first = date_name("AAA", 0)
    refused(block | {"date_column": first, "variables": NAMES}, "date_column names one: leave it out")


def test_pairs_of_equal_dates_may_be_numbers_or_have_one_name(tmp_path):
    numbers = (DAYS - pd.Timestamp("1899-12-30")).days
    block = written(tmp_path / "x.csv", pairs(DATE_NAMES[1], numbers))
    refused(block, "write date_format: excel")
    check(block | {"date_format": "excel"})
    frame = pairs(DATE_NAMES[0])
    block = written(
        tmp_path / "y.csv", frame.set_axis(["Date" if "Date" in name else name for name in frame], axis=1)
    )
    check(block, "columns called Date are distinguished as Date, Date.1, Date.2")


@pytest.mark.parametrize(
    "name", ["Volume_AAA", "AAA.Volume", "AAA_vol", "VolumeAAA", "SMA20", "RSI_14", "AAA EMA12"]
)
def test_what_is_computed_from_prices_is_no_share(tmp_path, name):
    block = wide(
        tmp_path / "x.csv", PRICES.assign(**{name: np.random.default_rng(1).integers(10, 99, len(PRICES))})
    )
    quoted = f'"{name}"' if " " in name and name[0] == '"' else name
    refused(block, f"{name} is none: write exclude: [{quoted}]")
    check(block | {"exclude": [name]})


@pytest.mark.parametrize("key", [{}, {"date_column": ["YEAR", "MO", "DA"]}])
def test_year_month_and_day_may_be_columns(tmp_path, key):
    frame = PRICES.reset_index(drop=True).assign(YEAR=DAYS.year, MO=DAYS.month, DA=DAYS.day)
    check(written(tmp_path / "x.csv", frame, **key), "(date_column: [YEAR, MO, DA])")
    beside = written(
        tmp_path / "y.csv", PRICES.reset_index().assign(Year=DAYS.year, Month=DAYS.month, Day=DAYS.day)
    )
    refused(beside, "Year, Month, Day is none: write exclude: [Year, Month, Day]")
    check(beside | {"exclude": ["Year", "Month", "Day"]})


@pytest.mark.parametrize("written_as", ["%Y%j", "%y%m%d", "%Y-%d-%m"])
def test_unusual_dates_are_named_with_their_format(tmp_path, written_as):
    block = dated(tmp_path / "x.csv", DAYS.strftime(written_as))
    refused(block, f"write date_format: '{written_as}'")
    check(block | {"date_format": written_as})


def test_dates_that_are_numbers_need_no_name(tmp_path):
    block = dated(tmp_path / "x.csv", DAYS.strftime("%Y%m%d").astype(int), name="")
    check(block, 'dates are in column Unnamed: 0 (date_column: "Unnamed: 0")')


def test_quarters_are_dates(tmp_path):
    quarters = pd.period_range("1990Q1", periods=40, freq="Q").astype(str)
    check(dated(tmp_path / "x.csv", quarters, name="q"), "log returns are quarterly")


def test_years_are_named_with_their_format(tmp_path):
    block = dated(tmp_path / "x.csv", np.arange(1980, 2020), name="Year")
    refused(block, "write date_format: '%Y'")
    check(block | {"date_format": "%Y"})


def test_a_column_of_text_beside_a_row_per_share_is_named(tmp_path):
    table = PRICES.T.rename_axis("Symbol")
    table.insert(0, "Sector", ["x", "y", "x"])
    block = wide(tmp_path / "x.csv", table, axes=["variable", "time"])
    refused(block, "Sector holds text: write index: [Sector]")
    check(block | {"index": ["Sector"]})


def test_a_share_is_followed_through_a_new_name(tmp_path):
    long = PRICES.reset_index().melt("date", var_name="ticker", value_name="prc")
    long["permno"] = long["ticker"].map({"AAA": 10, "BBB": 20, "CCC": 30})
    long.loc[long.index[25:40], "ticker"] = "AXX"
    block = written(tmp_path / "x.csv", long, array="prc")
    refused(
        block,
        "10 of column permno is called AAA, AXX in turn in column ticker: write ticker: permno to follow",
    )
    check(block | {"ticker": "permno"}, names=["10", "20", "30"])
    ended = block | {"ticker": "ticker", "missing": "drop_variables"}
    check(ended, "ends there (ticker: permno would follow it)", names=["BBB", "CCC"], expected=RETURNS[:, 1:])


def test_a_long_table_may_count_its_rows(tmp_path):
    long = PRICES.reset_index().melt("date", var_name="ticker", value_name="close")
    long.to_csv(tmp_path / "x.csv")
    check({"kind": "prices", "path": str(tmp_path / "x.csv")}, "left out Unnamed: 0: it counts the rows")


@pytest.mark.parametrize("file", ["x.csv", "x.parquet"])
def test_prices_carried_over_weekends_are_left_out_by_the_key(tmp_path, file):
    carried = PRICES.set_axis(DAYS.rename("date")).asfreq("D").ffill()
    block = wide(tmp_path / file, carried)
    refused(
        block, "no share moves on 16 of 16 Saturdays and Sundays", "write calendar: weekdays", "calendar: all"
    )
    check(block | {"calendar": "weekdays"}, "16 Saturdays and Sundays are left out (calendar: weekdays)")
    dataset = read_dataset("p", block | {"calendar": "all"})
    assert len(dataset.samples) == len(carried) - 1
    assert any("no share moves on 16 of 55 dates" in warning for warning in dataset.warnings)


def test_a_folder_of_prices_without_dates_is_read(tmp_path):
    for name in NAMES:
        PRICES[[name]].to_csv(tmp_path / f"{name}.csv", index=False)
    block = {"kind": "prices", "path": str(tmp_path)}
    refused(block, "must have a column of dates", "date_column: []")
    check(block | {"date_column": []})
    returns = {"kind": "returns", "path": str(tmp_path), "date_column": []}
    refused(returns, "must hold returns, of both signs", "write kind: prices")
    for name in NAMES:
        PRICES[[name]].diff().iloc[1:].to_csv(tmp_path / f"{name}.csv", index=False)
    assert read_dataset("r", returns).samples.shape == PRICES.iloc[1:].shape
