"""Tables of prices: a column per share, a row per date and share, a row per share, two levels of names, folders."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.errors import InputError

from .price_files import PRICES, RETURNS, fields, per_ticker, wide

LONG = PRICES.reset_index().melt("date", var_name="Name", value_name="close")
FULL = LONG.assign(open=1.0, volume=7)


def saved(path, table, **keys):
    if path.suffix == ".csv":
        table.to_csv(path, index=False)
    else:
        table.to_parquet(path)
    return {"kind": "prices", "path": str(path), **keys}


def check(block, decision="", names=("AAA", "BBB", "CCC")):
    check_before_run("p", block)
    dataset = read_dataset("p", block)
    assert dataset.variables == names
    np.testing.assert_allclose(dataset.samples, RETURNS, rtol=0, atol=1e-14)
    assert any(decision in made for made in dataset.decisions)


def refused(block, words, at_parse_time=True):
    for call in (check_before_run, read_dataset)[not at_parse_time :]:
        with pytest.raises(InputError, match=words):
            call("p", block)


@pytest.mark.parametrize("names", [("NA", "NULL", "X"), ("AAA", "NA", "NaN")])
def test_shares_may_be_called_as_missing_entries_are(tmp_path, names):
    renamed = dict(zip(("AAA", "BBB", "CCC"), names, strict=True))
    check(saved(tmp_path / "wide.csv", PRICES.rename(columns=renamed).reset_index()), names=names)
    long = saved(tmp_path / "long.csv", LONG.replace({"Name": renamed}))
    check(long, f"{', '.join(each for each in names if each[0] == 'N')} is taken", names)
    rows = PRICES.rename(columns=renamed).T.rename_axis("ticker").reset_index()
    check(saved(tmp_path / "rows.csv", rows, axes=["variable", "time"]), names=names)


@pytest.mark.parametrize("name", ["Name", "ticker", "Symbol", "<TICKER>", "which one"])
@pytest.mark.parametrize("file", ["x.csv", "x.parquet"])
def test_a_long_table_is_recognised_by_its_names(tmp_path, file, name):
    block = saved(tmp_path / file, LONG.rename(columns={"Name": name}))
    check(block, f"there is one row per date and {name} (ticker: {name})")


def test_a_long_table_may_be_sorted_by_date_or_by_nothing(tmp_path):
    check(saved(tmp_path / "x.csv", LONG.sort_values(["date", "Name"])))
    check(saved(tmp_path / "x.csv", LONG.sample(frac=1, random_state=2)))


def test_a_long_table_of_several_fields_needs_the_name_of_one(tmp_path):
    block = saved(tmp_path / "x.csv", FULL)
    refused(block, "array must name the array of .*; it holds close, open, volume", at_parse_time=False)
    refused(block | {"array": "clsoe"}, "must hold the array clsoe, but it holds close", at_parse_time=False)
    check(block | {"array": "close"}, "left out open, volume: array is close")


def test_numbers_may_be_names_of_shares(tmp_path):
    table = LONG.replace({"AAA": 10001, "BBB": 10002, "CCC": 93436}).rename(columns={"Name": "PERMNO"})
    check(saved(tmp_path / "x.parquet", table), names=("10001", "10002", "93436"))


def test_two_columns_of_names_need_the_key(tmp_path):
    block = saved(tmp_path / "x.csv", LONG.assign(company=LONG.Name.str.lower()))
    refused(block, "but Name, company may be: write ticker: Name or ticker: company$", at_parse_time=False)
    check(block | {"ticker": "Name"})
    refused(block | {"ticker": "Nam"}, "must hold the column Nam that ticker names, but it holds Name")


def test_columns_about_shares_are_no_names(tmp_path):
    sectors = LONG.Name.map({"AAA": "oil", "BBB": "oil", "CCC": "banks"})
    check(saved(tmp_path / "x.csv", LONG.rename(columns={"Name": "which"}).assign(sector=sectors)))


def test_a_date_that_comes_twice_for_a_share_is_named(tmp_path):
    block = saved(tmp_path / "x.csv", pd.concat([LONG, LONG.iloc[[45]]]))
    refused(
        block, "one row per date for BBB, but 2020-01-08 comes twice, in rows 46 and 121", at_parse_time=False
    )


def test_a_stored_index_of_date_and_share_is_a_long_table(tmp_path):
    check(saved(tmp_path / "x.parquet", LONG.set_index(["date", "Name"])))


def test_shares_of_a_long_table_can_be_chosen(tmp_path):
    block = saved(tmp_path / "x.csv", LONG)
    assert read_dataset("p", block | {"exclude": ["BBB"]}).variables == ("AAA", "CCC")
    assert read_dataset("p", block | {"variables": ["CCC", "AAA"]}).variables == ("AAA", "CCC")


def by_ticker():
    return fields().swaplevel(axis="columns").sort_index(axis="columns")


TABLES = [fields(), by_ticker(), fields().rename_axis(columns=[None, None]), fields().rename_axis(index=None)]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("file", ["x.csv", "x.parquet"])
def test_a_header_of_two_levels_is_read_by_its_field(tmp_path, file, table):
    block = wide(tmp_path / file, table)
    refused(block, "array must name which of .* is read, such as array: Close")
    refused(block | {"array": "close"}, "must hold close, which array names, but it holds Close")
    check(block | {"array": "Close"}, "columns of Close are read, one per share (array: Close)")


@pytest.mark.parametrize("pattern", ["{0}_{1}", "{1}.{0}", "{0} {1}", "('{0}', '{1}')"])
def test_field_and_share_in_one_name_are_recognised(tmp_path, pattern):
    table = fields()
    table.columns = [pattern.format(*pair) for pair in table.columns]
    block = wide(tmp_path / "x.csv", table)
    refused(block, "array must name which of Volume, Close, High")
    check(block | {"array": "Close"}, "left out Volume, High: array is Close")


def test_a_volume_in_a_wide_table_is_no_price(tmp_path):
    block = wide(tmp_path / "x.csv", PRICES.assign(Volume=1e6))
    refused(
        block, r"one column per share, but Volume is none: write exclude: \[Volume\]", at_parse_time=False
    )
    check(block | {"exclude": ["Volume"]}, "left out Volume: named under exclude")


@pytest.mark.parametrize("name", ["AAA Volume", "Volume_AAA", "AAA.vol", "AAA-Open"])
def test_the_volume_of_a_share_beside_its_price_is_no_share(tmp_path, name):
    block = wide(tmp_path / "x.csv", PRICES.assign(**{name: np.arange(1.0, len(PRICES) + 1) ** 2 % 7 + 1}))
    refused(block, rf"one column per share, but {name} is none: write exclude: \[", at_parse_time=False)
    check(block | {"exclude": [name]}, f"left out {name}: named under exclude")


def test_a_share_called_like_a_field_of_none_of_the_others_is_read(tmp_path):
    block = wide(tmp_path / "x.csv", PRICES.assign(**{"Low Cost": PRICES["AAA"] ** 2}))
    assert "Low Cost" in read_dataset("p", block).variables
    check(block | {"variables": ["AAA", "BBB", "CCC"]})


@pytest.mark.parametrize(
    "numbers", [np.arange(1, 41), np.arange(80, 40, -1), 1609718400 + 86_400 * np.arange(40)]
)
def test_numbers_of_rows_and_times_are_no_prices(tmp_path, numbers):
    block = wide(tmp_path / "x.csv", PRICES.assign(number=numbers))
    refused(block, r"but number (rises|falls) from each date to the next.* write exclude: \[number\]", False)
    check(block | {"exclude": ["number"]})
    assert read_dataset("p", block | {"index": []}).variables == ("AAA", "BBB", "CCC", "number")


def test_the_fields_of_one_share_are_no_shares(tmp_path):
    table = PRICES.set_axis(["Open", "High", "Adj Close"], axis="columns")
    refused(
        wide(tmp_path / "x.csv", table),
        "must hold several shares, but its columns Open, High, Adj Close are those of one: .* array: Adj Close",
        at_parse_time=False,
    )


def test_shares_called_low_and_open_are_shares(tmp_path):
    table = PRICES.set_axis(["LOW", "OPEN", "A"], axis="columns")
    check(wide(tmp_path / "x.csv", table), names=("LOW", "OPEN", "A"))


def test_array_names_nothing_where_each_share_has_a_column(tmp_path):
    refused(
        wide(tmp_path / "x.csv", array="Close"),
        "array: Close names nothing: leave it out",
        at_parse_time=False,
    )


def test_a_row_per_share_needs_the_axes(tmp_path):
    block = wide(tmp_path / "x.csv", PRICES.T.rename_axis("Ticker"))
    refused(
        block, r"one row per date, but 2020-01-01 is the name of a column: .* axes: \[variable, time\]", False
    )
    check(block | {"axes": ["variable", "time"]}, "each row is a share, which column Ticker names")


def test_a_folder_with_two_columns_of_prices_needs_the_name_of_one(tmp_path):
    folder = tmp_path / "yahoo"
    folder.mkdir()
    for ticker, prices in PRICES.items():
        table = pd.DataFrame(
            {"Date": PRICES.index, "Close": prices.to_numpy(), "Adj Close": prices.to_numpy() / 2}
        )
        table.to_csv(folder / f"{ticker}.csv", index=False)
    block = {"kind": "prices", "path": str(folder)}
    refused(block, "array must name the array of .*; it holds Close, Adj Close", at_parse_time=False)
    check(block | {"array": "Adj Close"}, "left out Close: array is Adj Close")


def test_a_folder_of_volumes_alone_is_refused(tmp_path):
    folder = tmp_path / "volumes"
    folder.mkdir()
    for ticker, prices in PRICES.items():
        prices.rename("Volume").to_csv(folder / f"{ticker}.csv")
    refused(
        {"kind": "prices", "path": str(folder)},
        "which holds Volume: write array: Volume if it is meant",
        False,
    )


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_files_of_one_share_with_two_levels_are_read(tmp_path, suffix):
    folder = tmp_path / "yfinance"
    folder.mkdir()
    for ticker in PRICES.columns:
        wide(folder / f"{ticker}{suffix}", fields()[[(field, ticker) for field in ("Close", "Volume")]])
    check({"kind": "prices", "path": str(folder), "array": "Close"})
    wide(folder / f"AAA{suffix}", fields())
    refused(
        {"kind": "prices", "path": str(folder), "array": "Close"}, "must hold one share, as every file", False
    )


def test_dates_and_times_in_two_columns_are_joined_by_the_key(tmp_path):
    clock = ["093000", "103000"] * 20
    days = np.repeat(PRICES.index[:20].str.replace("-", ""), 2)
    table = PRICES.reset_index(drop=True)
    table.insert(0, "<TIME>", clock)
    table.insert(0, "<DATE>", days)
    block = saved(tmp_path / "x.csv", table, date_column=["<DATE>", "<TIME>"], exclude=["<TIME>"])
    block = {key: value for key, value in block.items() if key != "exclude"}
    check(
        block | {"date_format": "%Y%m%d %H%M%S", "resolution": "time"},
        "dates are in column <DATE> and <TIME>",
    )


def test_a_folder_of_stocks_with_a_name_column_needs_only_its_array(tmp_path):
    check(per_ticker(tmp_path / "stocks"), "left out open, Name: array is close")


def test_a_currency_is_no_number(tmp_path):
    for pattern, remedy in [("${:.2f}", "the sign of a currency"), ("{:.2f} EUR", "units")]:
        block = wide(tmp_path / "x.csv", PRICES.map(pattern.format))
        words = rf"must hold numbers, found \S+( EUR)? in column AAA, row 1: write numbers .*without {remedy}"
        refused(block, words, at_parse_time=False)


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".pkl", "a pickle may contain any program, so save the table as .parquet"),
        (".xlsx", "save the sheet as .csv"),
        (".dat", "if it is a table of text, call it .txt"),
    ],
)
def test_files_of_other_programs_are_refused_with_the_way_to_save_them(tmp_path, suffix, words):
    PRICES.to_pickle(tmp_path / f"x{suffix}")
    refused({"kind": "prices", "path": str(tmp_path / f"x{suffix}")}, f"found '{suffix}': {words}")
