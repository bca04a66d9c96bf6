"""Dates are read in one way only: as they are written if that has a single meaning, else as the config states."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, read_dataset
from rgcore.datasets.kinds.price_tables.dates.times import read_times
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

from .price_files import DAYS, PRICES, RETURNS, dated, per_ticker, wide

SECONDS = (DAYS - pd.Timestamp(0)) // pd.Timedelta("1s")


def check(block, decision=""):
    check_before_run("p", block)
    dataset = read_dataset("p", block)
    np.testing.assert_allclose(dataset.samples, RETURNS, rtol=0, atol=1e-14)
    assert f"of {DAYS[1]:%Y-%m-%d} to {DAYS[-1]:%Y-%m-%d}" in dataset.summary
    assert any(decision in made for made in dataset.decisions)


@pytest.mark.parametrize(
    "written",
    ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%d %b %Y", "%B %d, %Y", "%a %d %b %Y"],
)
def test_dates_with_a_single_meaning_need_no_key(tmp_path, written):
    check(dated(tmp_path / "x.csv", DAYS.strftime(written)))


ORDERS = (
    "%Y {}%m {}%d",
    "%d {}%m {}%Y",
    "%m {}%d {}%Y",
    "%d {}%m {}%y",
    "%y {}%m {}%d",
    "%d {}%b {}%Y",
    "%b {}%d {}%y",
)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("clock", ["", " %H:%M:%S"])
@pytest.mark.parametrize("mark", ["-", "/", ".", " "])
def test_dates_written_in_any_usual_way_are_read_right_or_refused(order, mark, clock):
    first_days = pd.date_range("2003-01-02", periods=12, freq="MS")
    written = order.replace(" {}", mark) + clock
    with suppress(InputError):
        times = read_times(pd.Series(first_days.strftime(written), name="date"), None, Path("x.csv"))
        assert list(times.written) == list(first_days)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("%d/%m/%Y", "'%d/%m/%Y', which reads all rows"),
        ("%m/%d/%Y", "'%m/%d/%Y', which reads all rows"),
        ("%d.%m.%y", "'%d.%m.%y' or '%y.%m.%d'"),
        ("%d-%b-%y", "'%d-%b-%y', which reads all rows"),
        ("%m/%d/%Y %H:%M:%S", "'%m/%d/%Y %H:%M:%S', which reads all rows"),
        ("%d%m%Y", "'%d%m%Y', which reads all rows"),
    ],
)
def test_the_sentence_on_other_dates_contains_the_format_that_reads_them(tmp_path, written, named):
    block = dated(tmp_path / "x.parquet", DAYS.strftime(written))
    with pytest.raises(InputError) as caught:
        read_dataset("p", block)
    assert f"date_format: {named}" in str(caught.value)
    check(block | {"date_format": written})


def test_dates_of_the_first_days_of_months_can_be_read_in_two_ways(tmp_path):
    first_days = pd.date_range("2021-01-01", periods=40, freq="MS").strftime("%d/%m/%Y")
    block = dated(tmp_path / "x.csv", first_days)
    with pytest.raises(
        InputError, match=r"found 01/01/2021 in row 1: write date_format: '%d/%m/%Y' or '%m/%d/%Y'$"
    ):
        read_dataset("p", block)
    assert "monthly log returns" in read_dataset("p", block | {"date_format": "%d/%m/%Y"}).summary
    assert "daily log returns" in read_dataset("p", block | {"date_format": "%m/%d/%Y"}).summary


@pytest.mark.parametrize(
    ("numbers", "date_format"),
    [
        (SECONDS // 86_400 + 25_569, "excel"),
        (SECONDS, "unix_s"),
        (SECONDS * 1_000, "unix_ms"),
        (SECONDS * 1_000_000_000, "unix_ns"),
    ],
)
def test_numbers_that_are_dates_need_the_key_that_the_sentence_contains(tmp_path, numbers, date_format):
    block = dated(tmp_path / "x.csv", numbers)
    with pytest.raises(
        InputError, match=f"found the number {numbers[0]} in row 1: write date_format: {date_format}$"
    ):
        read_dataset("p", block)
    check(block | {"date_format": date_format})


def test_a_date_that_does_not_have_the_format_is_named(tmp_path):
    block = dated(tmp_path / "x.csv", DAYS.strftime("%d/%m/%Y"), date_format="%m/%d/%Y")
    with pytest.raises(
        InputError, match=r"date_format: '%m/%d/%Y' in column date, found 13/01/2020 in row 9"
    ):
        read_dataset("p", block)


def test_a_format_must_be_one():
    with pytest.raises(
        InputError, match=r"date_format must be one of excel, unix_s.*'%d/%m/%Y', but it is 'dmy'"
    ):
        DatasetSettings(kind="prices", path="x.csv", date_format="dmy")


@pytest.mark.parametrize("last", ["Source", "mean of all", "31/12/2020"])
def test_a_last_row_without_a_date_is_named(tmp_path, last):
    block = dated(tmp_path / "x.csv", [*DAYS.strftime("%Y-%m-%d")[:-1], last])
    with pytest.raises(
        InputError, match=f"found {last} in row 40: write all dates in the same way, and leave"
    ):
        read_dataset("p", block)


def test_a_row_without_a_date_is_named(tmp_path):
    block = dated(tmp_path / "x.csv", [*DAYS.strftime("%Y-%m-%d")[:-1], None])
    with pytest.raises(InputError, match="a date in every row, but column date has none in row 40"):
        read_dataset("p", block)


def test_names_of_days_are_no_dates(tmp_path):
    with pytest.raises(InputError, match="found Wednesday in row 1: write date_format as in"):
        read_dataset("p", dated(tmp_path / "x.csv", DAYS.strftime("%A")))


@pytest.mark.parametrize("name", ["timestamp", "Datum", "<DATE>", "Trade Date", "caldt", "quoted on"])
def test_the_column_of_dates_may_have_any_usual_name_or_be_the_only_one_with_dates(tmp_path, name):
    written = f'"{name}"' if name.startswith("<") else name
    check(
        dated(tmp_path / "x.csv", DAYS.strftime("%Y-%m-%d"), name), f"column {name} (date_column: {written})"
    )


def test_the_column_of_dates_need_not_come_first(tmp_path):
    columns = PRICES.reset_index()[["AAA", "BBB", "CCC", "date"]].rename(columns={"date": "time"})
    columns.to_csv(tmp_path / "x.csv", index=False)
    check({"kind": "prices", "path": str(tmp_path / "x.csv")})


def test_two_columns_of_dates_need_the_key(tmp_path):
    columns = PRICES.reset_index()
    columns.assign(day="2020-01-01").to_csv(tmp_path / "x.csv", index=False)
    block = {"kind": "prices", "path": str(tmp_path / "x.csv")}
    with pytest.raises(
        InputError, match=r"but date, day may be: write date_column: date or date_column: day$"
    ):
        check_before_run("p", block)
    check(block | {"date_column": "date", "exclude": ["day"]})


def test_the_key_index_names_columns_that_are_no_shares(tmp_path):
    table = PRICES.reset_index(names="row of the file")
    table["row of the file"] = np.arange(40)
    table.insert(1, "quoted on", PRICES.index)
    table.to_csv(tmp_path / "x.csv", index=False)
    check({"kind": "prices", "path": str(tmp_path / "x.csv"), "index": ["row of the file", "quoted on"]})
    dated(tmp_path / "y.csv", SECONDS, "since 1970")
    check(
        {"kind": "prices", "path": str(tmp_path / "y.csv"), "index": ["since 1970"], "date_format": "unix_s"}
    )


def test_a_share_called_day_is_no_date(tmp_path):
    block = wide(tmp_path / "x.csv", PRICES.rename(columns={"AAA": "DAY"}))
    assert read_dataset("p", block).variables == ("DAY", "BBB", "CCC")


def test_dates_in_a_stored_index_of_parquet_are_found(tmp_path):
    for index in (DAYS, DAYS.tz_localize("Asia/Tokyo"), DAYS.date):
        check(wide(tmp_path / "x.parquet", PRICES.set_index(pd.Index(index, name=None))))


def test_a_stored_index_that_counts_rows_is_neither_date_nor_share(tmp_path):
    PRICES.reset_index().set_index(np.arange(40) * 2).to_parquet(tmp_path / "x.parquet")
    check({"kind": "prices", "path": str(tmp_path / "x.parquet")})


@pytest.mark.parametrize(
    "zones", [("", "+09:00", "+09:00"), ("-05:00", "+09:00", "Z"), ("+0530", "", " UTC")]
)
def test_a_date_is_the_calendar_day_that_is_written_whatever_its_zone(tmp_path, zones):
    block = per_ticker(tmp_path / "stocks")
    for file, zone in zip(sorted((tmp_path / "stocks").iterdir()), zones, strict=True):
        table = pd.read_csv(file)
        table["date"] = table["date"] + (f" 00:00:00{zone}" if zone else "")
        table.to_csv(file, index=False)
    check(
        block, f"dates of zone {zones[1].strip() or zones[2].strip()} are taken as the days that are written"
    )


def test_summer_time_within_a_file_shifts_no_day(tmp_path):
    zoned = [f"{day:%Y-%m-%d} 00:00:00{'-04:00' if day.month > 1 else '-05:00'}" for day in DAYS]
    check(
        dated(tmp_path / "x.csv", zoned),
        "dates of zone -04:00, -05:00 are taken as the days that are written",
    )


def test_times_of_day_of_daily_prices_are_not_used_and_that_is_said(tmp_path):
    check(
        dated(tmp_path / "x.csv", DAYS.strftime("%Y-%m-%d 16:00:00")),
        "times of day, such as 16:00:00, are not used",
    )


@pytest.mark.parametrize("day", ["2020-02-29", "2020-03-01"])
def test_a_few_weekends_are_suspicious(tmp_path, day):
    shifted = [*DAYS.strftime("%Y-%m-%d")[:-1], day]
    warnings = read_dataset("p", dated(tmp_path / "x.csv", shifted)).warnings
    assert warnings == (
        f"1 of 40 dates are Saturdays or Sundays, the first {day}: are zone and date_format right?",
    )


def test_arrays_have_no_dates(tmp_path):
    np.save(tmp_path / "p.npy", PRICES.to_numpy())
    with pytest.raises(InputError, match="date_format has a meaning for tables with dates alone"):
        check_before_run("p", {"kind": "prices", "path": str(tmp_path / "p.npy"), "date_format": "excel"})


def test_a_table_without_dates_needs_the_key_that_states_it(tmp_path):
    PRICES.to_csv(tmp_path / "x.csv", index=False)
    block = {"kind": "prices", "path": str(tmp_path / "x.csv")}
    with pytest.raises(
        InputError, match=r"but it holds AAA, BBB, CCC: .* write date_column: \[\] if there is none"
    ):
        read_dataset("p", block)
    block |= {"date_column": []}
    check_before_run("p", block)
    np.testing.assert_allclose(read_dataset("p", block).samples, RETURNS, rtol=0, atol=1e-14)
    with pytest.raises(InputError, match="calendar has a meaning for tables with dates alone"):
        check_before_run("p", block | {"calendar": "common"})
    PRICES.assign(Volume=100 + 10 * PRICES.AAA).to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(InputError, match=r"but Volume is none: write exclude: \[Volume\]"):
        read_dataset("p", block)
