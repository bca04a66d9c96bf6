"""Calendars of several shares, rows that are no days, and shares that do not move."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset
from rgcore.datasets.kinds.price_tables.still_prices import longest_run
from rgcore.errors import InputError

from .price_files import DAYS, PRICES, RETURNS, dated, per_ticker, wide

HOURS = pd.date_range("2021-01-04 09:30", periods=7, freq="h")
MOMENTS = [f"{hour + pd.Timedelta(days=day):%Y-%m-%d %H:%M:%S}" for day in range(6) for hour in HOURS][:40]


def two_markets():
    """Return prices of which the last share has other holidays than the first two."""
    prices = PRICES.copy()
    prices.iloc[[5, 20], 2] = np.nan
    prices.iloc[[9], :2] = np.nan
    return prices


def test_common_days_of_two_markets_are_kept_and_counted(tmp_path):
    prices = two_markets()
    block = per_ticker(tmp_path / "stocks", prices)
    with pytest.raises(InputError, match="or calendar: common for the 37 of 40 dates that all shares have"):
        read_dataset("p", block)
    dataset = read_dataset("p", block | {"calendar": "common"})
    np.testing.assert_allclose(dataset.samples, np.diff(np.log(prices.dropna()), axis=0), atol=1e-14)
    made = "37 of 40 dates are common to all 3 shares, the others are left out (calendar: common)"
    assert made in dataset.decisions
    whole = read_dataset("p", block | {"missing": "drop_samples"})
    assert len(whole.samples) == 39 - 6
    assert any(text.startswith("37 of 40 dates are common") for text in whole.decisions)


def test_too_few_common_days_name_the_share_that_begins_last(tmp_path):
    late = PRICES.copy()
    late.iloc[:30, 1] = np.nan
    block = wide(tmp_path / "x.csv", late, calendar="common")
    with pytest.raises(InputError, match=f"found 10 of 40: BBB begins on {DAYS[30]:%Y-%m-%d}"):
        read_dataset("p", block)


def test_a_share_with_too_many_gaps_shortens_no_common_calendar(tmp_path):
    prices = two_markets().assign(DDD=np.where(np.arange(40) < 30, np.nan, PRICES.AAA**2))
    block = wide(tmp_path / "x.csv", prices, calendar="common", missing={"drop_variables_above": 0.1})
    dataset = read_dataset("p", block)
    assert dataset.variables == ("AAA", "BBB", "CCC")
    np.testing.assert_allclose(
        dataset.samples, np.diff(np.log(prices.iloc[:, :3].dropna()), axis=0), atol=1e-14
    )
    words = "37 of 40 dates are common to all 3 shares that missing: {drop_variables_above: 0.1} keeps"
    assert any(text.startswith(words) for text in dataset.decisions)


def test_a_row_without_any_price_is_no_date(tmp_path):
    holidays = PRICES.copy()
    holidays.iloc[[7, 8]] = np.nan
    dataset = read_dataset("p", wide(tmp_path / "x.csv", holidays))
    np.testing.assert_allclose(dataset.samples, np.diff(np.log(holidays.dropna()), axis=0), atol=1e-14)
    assert "2 dates have no entry at all, as on holidays, and returns reach over them" in dataset.decisions


@pytest.mark.parametrize("kind", ["prices", "returns"])
def test_a_table_without_any_value_is_refused(tmp_path, kind):
    letters = pd.DataFrame("D", index=DAYS.rename("date"), columns=["A", "B"])
    letters.to_csv(tmp_path / "x.csv")
    block = {"kind": kind, "path": str(tmp_path / "x.csv"), "na_values": ["D"]}
    with pytest.raises(InputError, match="at least two dates, found 0"):
        read_dataset("x", block)


def test_rows_latest_first_are_put_in_order_and_that_is_said(tmp_path):
    dataset = read_dataset("p", wide(tmp_path / "x.csv", PRICES.iloc[::-1]))
    np.testing.assert_allclose(dataset.samples, RETURNS, atol=1e-14)
    assert "rows come latest first and are put in the order of time" in dataset.decisions


def test_rows_of_hours_are_refused_with_the_key_that_reads_them(tmp_path):
    block = dated(tmp_path / "x.csv", MOMENTS, "Datetime")
    words = "2021-01-04 has 7, at 09:30:00, 10:30:00, 11:30:00 and 4 more: .* write resolution: time"
    with pytest.raises(InputError, match=words):
        read_dataset("p", block)
    dataset = read_dataset("p", block | {"resolution": "time"})
    np.testing.assert_allclose(dataset.samples, RETURNS, atol=1e-14)
    assert "dates are 1 hour apart (median), so that log returns are 1-hour" in dataset.decisions
    assert "5 of 39 steps between rows reach over a night (resolution: time)" in dataset.decisions
    assert "(1-hour log returns of 2021-01-04 10:30:00 to 2021-01-09 13:30:00)" in dataset.summary


def test_moments_of_two_zones_are_compared_in_universal_time(tmp_path):
    block = per_ticker(tmp_path / "stocks") | {"resolution": "time"}
    files = sorted((tmp_path / "stocks").iterdir())
    for file, hours in zip(files, (0, 9, -5), strict=True):
        table = pd.read_csv(file)
        local = pd.to_datetime(MOMENTS) + pd.Timedelta(hours=hours)
        table["date"] = local.strftime(f"%Y-%m-%d %H:%M:%S{hours:+03d}:00")
        table.to_csv(file, index=False)
    np.testing.assert_allclose(read_dataset("p", block).samples, RETURNS, atol=1e-14)
    table["date"] = [MOMENTS[0], *table["date"][1:]]
    table.to_csv(file, index=False)
    with pytest.raises(InputError, match="must give all times with a zone or none"):
        read_dataset("p", block)
    table["date"] = MOMENTS
    table.to_csv(file, index=False)
    with pytest.raises(InputError, match=r"AAA_data\.csv have one and those of .*CCC_data\.csv have none"):
        read_dataset("p", block)


def test_one_day_that_comes_twice_is_named_with_its_rows(tmp_path):
    dates = [*DAYS.strftime("%Y-%m-%d")[:-1], f"{DAYS[-2]:%Y-%m-%d} 15:59:00"]
    with pytest.raises(
        InputError, match=f"{DAYS[-2]:%Y-%m-%d} comes twice, in rows 39 and 40: keep one of them"
    ):
        read_dataset("p", dated(tmp_path / "x.csv", dates))


@pytest.mark.parametrize(
    ("step", "word", "apart"),
    [("W-FRI", "weekly", "7 days"), ("ME", "monthly", "31 days"), ("3D", "3-day", "3 days")],
)
def test_the_spacing_of_dates_is_said_where_it_is_no_day(tmp_path, step, word, apart):
    dates = pd.date_range("2015-01-01", periods=40, freq=step).strftime("%Y-%m-%d")
    dataset = read_dataset("p", dated(tmp_path / "x.csv", dates))
    assert f"({word} log returns of " in dataset.summary
    assert f"dates are {apart} apart (median), so that log returns are {word}" in dataset.decisions


def test_a_jump_is_called_by_the_spacing_of_dates(tmp_path):
    prices = pd.concat([PRICES] * 10)
    prices.iloc[210:, 1] /= 30  # a split
    dates = pd.date_range("2015-01-02", periods=400, freq="W-FRI").strftime("%Y-%m-%d")
    dataset = read_dataset("p", wide(tmp_path / "x.csv", prices.set_axis(pd.Index(dates, name="date"))))
    assert dataset.report.warning[1].startswith("weekly log return of -3.4")


def test_a_long_gap_between_dates_is_reported(tmp_path):
    dates = [*DAYS[:30], *(DAYS[30:] + pd.Timedelta(days=21))]
    dataset = read_dataset("p", dated(tmp_path / "x.csv", [f"{date:%Y-%m-%d}" for date in dates]))
    assert dataset.warnings == (
        "1 gap is much longer than the others, the longest of 22 days from 2020-02-11 to 2020-03-04: a return "
        "reaches over it",
    )


def warnings_of(tmp_path, prices):
    block = wide(tmp_path / "x.csv", prices) | {"missing": "drop_variables"}
    return dict(zip(PRICES.columns, read_dataset("p", block).report.warning, strict=True))


def test_prices_that_stand_still_are_reported_with_dates(tmp_path):
    still = PRICES.copy()
    still.iloc[25:, 0] = still.iloc[24, 0]
    still.iloc[:12, 1] = still.iloc[12, 1]
    still.iloc[5:16, 2] = still.iloc[5, 2]
    warnings = warnings_of(tmp_path, still)
    assert warnings == {
        "AAA": f"does not move from {DAYS[25]:%Y-%m-%d} on, 15 dates to the end: delisted, or padded?",
        "BBB": f"does not move up to {DAYS[12]:%Y-%m-%d}, 12 dates from the beginning: listed late, or padded?",
        "CCC": f"does not move from {DAYS[6]:%Y-%m-%d} to {DAYS[15]:%Y-%m-%d}, 10 dates: suspended, or padded?",
    }
    still.iloc[15, 2] *= 1.01
    assert warnings_of(tmp_path, still)["CCC"] == ""


def test_late_listing_and_delisting_are_reported_with_dates(tmp_path):
    gappy = pd.concat([PRICES, PRICES[["AAA"]].set_axis(["DDD"], axis="columns") * 1.5], axis="columns")
    gappy.iloc[:3, 0] = np.nan
    gappy.iloc[30:, 1] = np.nan
    block = wide(tmp_path / "x.csv", gappy) | {"missing": "drop_variables"}
    warnings = read_dataset("p", block).report.warning
    assert warnings[0].startswith(f"has no entry before {DAYS[3]:%Y-%m-%d}, 3 dates: listed late?")
    assert warnings[1] == f"has no entry after {DAYS[29]:%Y-%m-%d}, 10 dates: delisted?"


def test_the_longest_run_is_that_of_the_string():
    rng = np.random.default_rng(8)
    for mask in rng.random((50, 30)) < 0.6:
        text = "".join("x" if each else " " for each in mask)
        start, length = longest_run(mask)
        assert length == max(map(len, text.split()), default=0)
        assert mask[start : start + length].all()
    assert longest_run(np.zeros(4, dtype=bool)) == (0, 0)
