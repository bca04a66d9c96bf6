"""Prices become daily log returns between consecutive dates of the joined calendar."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, open_dataset, read_dataset
from rgcore.errors import InputError

from .price_files import DAYS, PRICES, RETURNS, per_ticker, wide


@pytest.mark.parametrize("file", ["wide.csv", "wide.parquet"])
def test_a_wide_table_gives_log_returns(tmp_path, file):
    block = wide(tmp_path / file)
    check_before_run("p", block)
    dataset = read_dataset("p", block)
    assert dataset.variables == ("AAA", "BBB", "CCC")
    np.testing.assert_allclose(dataset.samples, RETURNS, rtol=0, atol=1e-14)


def test_rows_in_any_order_give_the_same_returns(tmp_path):
    shuffled = PRICES.sample(frac=1, random_state=1)
    np.testing.assert_allclose(
        read_dataset("p", wide(tmp_path / "x.csv", shuffled)).samples, RETURNS, atol=1e-14
    )


def test_one_table_per_ticker_gives_the_same_and_the_tickers_names(tmp_path):
    block = per_ticker(tmp_path / "stocks")
    check_before_run("p", block)
    dataset = read_dataset("p", block)
    assert dataset.variables == ("AAA", "BBB", "CCC")
    np.testing.assert_allclose(dataset.samples, RETURNS, rtol=0, atol=1e-14)


def test_a_matrix_of_prices_needs_no_dates(tmp_path):
    np.save(tmp_path / "p.npy", PRICES.to_numpy().T)
    block = {"kind": "prices", "path": str(tmp_path / "p.npy"), "axes": ["variable", "time"]}
    check_before_run("p", block)
    np.testing.assert_allclose(read_dataset("p", block).samples, RETURNS, atol=1e-14)


def test_a_missing_price_makes_two_returns_missing_and_none_is_bridged(tmp_path):
    gappy = PRICES.copy()
    gappy.iloc[20, 1] = np.nan
    block = per_ticker(tmp_path / "stocks", gappy)
    dataset = read_dataset("p", block | {"missing": "drop_samples"})
    np.testing.assert_allclose(dataset.samples, np.delete(RETURNS, [19, 20], axis=0), atol=1e-14)
    assert dataset.report.set_index("variable").n_missing.to_dict() == {"AAA": 0, "BBB": 2, "CCC": 0}
    with pytest.raises(InputError, match=f"variable BBB, {DAYS[20]:%Y-%m-%d}"):
        read_dataset("p", block)


def test_a_ticker_listed_late_does_not_stop_the_others(tmp_path):
    late = PRICES.copy()
    late.iloc[:36, 0] = np.nan
    block = per_ticker(tmp_path / "stocks", late) | {"missing": "drop_variables"}
    check_before_run("p", block)
    np.testing.assert_allclose(read_dataset("p", block).samples, RETURNS[:, 1:], atol=1e-14)


@pytest.mark.parametrize("value", [0.0, -3.0])
def test_a_price_that_is_not_positive_is_named_with_ticker_and_date(tmp_path, value):
    wrong = PRICES.copy()
    wrong.iloc[7, 2] = value
    with pytest.raises(InputError, match=f"positive prices, found {value:g} for CCC on {DAYS[7]:%Y-%m-%d}"):
        read_dataset("p", wide(tmp_path / "x.csv", wrong))


def test_a_date_that_comes_twice_is_named(tmp_path):
    block = wide(tmp_path / "x.csv", pd.concat([PRICES, PRICES.iloc[[5]]]))
    with pytest.raises(InputError, match=f"{DAYS[5]:%Y-%m-%d} comes twice"):
        read_dataset("p", block)


def test_dates_that_can_be_read_two_ways_are_refused(tmp_path):
    american = PRICES.set_index(DAYS.strftime("%m/%d/%Y").rename("date"))
    with pytest.raises(InputError, match=r"x\.csv must have dates as YYYY-MM-DD.*01/01/2020"):
        read_dataset("p", wide(tmp_path / "x.csv", american))


def test_numbers_in_place_of_dates_are_refused(tmp_path):
    counted = PRICES.set_index(pd.RangeIndex(40, name="day"))
    with pytest.raises(InputError, match=r"x\.csv must have dates as YYYY-MM-DD"):
        read_dataset("p", wide(tmp_path / "x.csv", counted))


def test_a_table_without_the_column_or_the_dates_is_refused(tmp_path):
    block = per_ticker(tmp_path / "stocks")
    with pytest.raises(InputError, match="must hold the array clsoe, but it holds close"):
        check_before_run("p", block | {"array": "clsoe"})
    (tmp_path / "stocks" / "AAA_data.csv").write_text("open,close\n1,3\n")
    with pytest.raises(InputError, match="must have a column of dates, but it holds open, close"):
        read_dataset("p", block)


def test_levels_are_the_first_price_times_the_exponential_of_summed_returns(tmp_path):
    dataset = read_dataset("p", per_ticker(tmp_path / "stocks"))
    levels = dataset.report["first_price"].to_numpy() * np.exp(np.cumsum(dataset.samples, axis=0))
    np.testing.assert_allclose(levels, PRICES.to_numpy()[1:], rtol=1e-12)


def test_the_first_price_is_that_before_the_first_sample_kept(tmp_path):
    late = PRICES.copy()
    late.iloc[:3, 1] = np.nan
    dataset = read_dataset("p", per_ticker(tmp_path / "stocks", late) | {"missing": "drop_samples"})
    np.testing.assert_array_equal(dataset.report["first_price"], PRICES.iloc[3])


def test_samples_have_the_dates_at_which_their_returns_end(tmp_path):
    gappy = PRICES.copy()
    gappy.iloc[20, 1] = np.nan
    dataset = open_dataset("p", per_ticker(tmp_path / "stocks", gappy) | {"missing": "drop_samples"})
    assert dataset.dates == tuple(f"{day:%Y-%m-%d}" for day in DAYS[1:].delete([19, 20]))
