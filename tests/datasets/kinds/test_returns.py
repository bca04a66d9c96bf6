"""Tables of returns with dates are taken as they are; what cannot be returns is refused."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import check_before_run, kind_card, read_dataset
from rgcore.errors import InputError

from .price_files import DAYS, PRICES, RETURNS, fields, per_ticker, wide

TABLE = pd.DataFrame(RETURNS, index=PRICES.index[1:], columns=PRICES.columns)


def of_returns(path, table=TABLE, **keys):
    return wide(path, table) | {"kind": "returns", **keys}


def check(block, factor=1.0):
    check_before_run("r", block)
    dataset = read_dataset("r", block)
    assert dataset.variables == ("AAA", "BBB", "CCC")
    np.testing.assert_allclose(dataset.samples, factor * RETURNS, rtol=1e-13)
    return dataset


@pytest.mark.parametrize("file", ["x.csv", "x.parquet"])
def test_dates_are_no_variable_and_every_row_is_a_sample(tmp_path, file):
    dataset = check(of_returns(tmp_path / file))
    assert f"(daily returns of {DAYS[1]:%Y-%m-%d} to {DAYS[-1]:%Y-%m-%d})" in dataset.summary


def test_dates_that_are_numbers_are_no_variable(tmp_path):
    numbers = pd.Index(TABLE.index.str.replace("-", "").astype(int), name="date")
    check(of_returns(tmp_path / "x.csv", TABLE.set_axis(numbers)))


def test_arrays_without_dates_are_of_both_signs_and_two_axes(tmp_path):
    block = {"kind": "returns", "path": str(tmp_path / "x.npy")}
    np.save(tmp_path / "x.npy", RETURNS)
    np.testing.assert_array_equal(read_dataset("r", block).samples, RETURNS)
    np.save(tmp_path / "x.npy", np.abs(RETURNS))
    with pytest.raises(
        InputError, match="of both signs, but no number is negative: if they are prices, write kind"
    ):
        read_dataset("r", block)
    np.save(tmp_path / "x.npy", np.stack([RETURNS, RETURNS]))
    for kind in ("returns", "prices"):
        with pytest.raises(
            InputError, match=r"a share has one history.*write kind: matrix if there are repeats"
        ):
            check_before_run("r", block | {"kind": kind, "axes": ["repeat", "time", "variable"]})


def test_the_layouts_are_those_of_prices(tmp_path):
    long = TABLE.reset_index().melt("date", var_name="ticker", value_name="ret")
    long.to_csv(tmp_path / "long.csv", index=False)
    check({"kind": "returns", "path": str(tmp_path / "long.csv")})
    check(of_returns(tmp_path / "two.parquet", fields(TABLE), array="Close"))
    check(per_ticker(tmp_path / "folder", TABLE) | {"kind": "returns"})


def test_percent_are_taken_as_they_are(tmp_path):
    check(of_returns(tmp_path / "x.csv", 100 * TABLE), factor=100)


def test_returns_are_compared_with_their_nulls():
    assert kind_card("returns").returns


def test_prices_are_no_returns(tmp_path):
    with pytest.raises(InputError, match="no number is negative: if they are prices, write kind: prices"):
        read_dataset("r", of_returns(tmp_path / "x.csv", PRICES))


def test_an_interest_rate_is_no_return(tmp_path):
    block = of_returns(tmp_path / "x.csv", TABLE.assign(RF=0.01))
    with pytest.raises(InputError, match=r"but no number of RF is negative: write exclude: \[RF\]"):
        read_dataset("r", block)
    check(block | {"exclude": ["RF"]})


@pytest.mark.parametrize(("code", "factor"), [(-99.99, 100), (-999.0, 100), (-66.0, 1), (-99.0, 1)])
def test_a_number_that_stands_for_a_missing_return_is_named(tmp_path, code, factor):
    coded = factor * TABLE
    coded.iloc[4, 1] = code
    with pytest.raises(
        InputError, match=f"found {code:g} in variable BBB, {DAYS[5]:%Y-%m-%d}, which stands for"
    ):
        read_dataset("r", of_returns(tmp_path / "x.csv", coded))


def test_minus_66_percent_is_a_return(tmp_path):
    crash = 100 * TABLE
    crash.iloc[4, 1] = -66.0
    assert read_dataset("r", of_returns(tmp_path / "x.csv", crash)).samples[4, 1] == -66


def test_a_share_without_returns_for_two_weeks_is_reported(tmp_path):
    still = TABLE.copy()
    still.iloc[20:, 0] = 0.0
    warning = read_dataset("r", of_returns(tmp_path / "x.csv", still)).report.warning[0]
    assert warning == f"does not move from {DAYS[21]:%Y-%m-%d} on, 19 dates to the end: delisted, or padded?"


def test_an_array_of_returns_needs_no_dates(tmp_path):
    np.save(tmp_path / "r.npy", RETURNS)
    block = {"kind": "returns", "path": str(tmp_path / "r.npy")}
    check_before_run("r", block)
    np.testing.assert_array_equal(read_dataset("r", block).samples, RETURNS)
