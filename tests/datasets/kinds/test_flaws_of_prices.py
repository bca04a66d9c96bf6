"""Flaws that histories of prices often have: a wrong price, days and months exchanged, a file that was not filled."""

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

from .price_files import RETURNS, dated, per_ticker, wide

MONTHS = [f"{year}-{month:02d}" for year in (2001, 2002) for month in range(1, 11)]
DAYS_FIRST = [f"{month[:4]}-{day}-{month[5:]}" for month in MONTHS for day in ("03", "09")]


@pytest.mark.parametrize("n_days", [60, 200, 440])
def test_one_wrong_price_of_a_short_history_is_warned_of(tmp_path, n_days):
    """It makes two wrong returns, each of which hides the other."""
    steps = 0.01 * np.random.default_rng(14).standard_normal((n_days, 3))
    days = pd.date_range("2020-01-01", periods=n_days, freq="B", name="date")
    prices = pd.DataFrame(100 * np.exp(steps.cumsum(axis=0)), index=days, columns=["AAA", "BBB", "CCC"])
    assert read_dataset("p", wide(tmp_path / "right.csv", prices)).warnings == ()
    prices.iloc[n_days // 2, 1] *= 10
    [warning] = read_dataset("p", wide(tmp_path / "wrong.csv", prices)).warnings
    assert warning.startswith("BBB: daily log return of ")
    assert "and 1 more beyond 15" in warning


@pytest.mark.parametrize("step", [1, -1])
def test_days_before_months_are_suspected_by_the_order_of_rows(tmp_path, step):
    block = dated(tmp_path / "x.csv", DAYS_FIRST[::step])
    with pytest.raises(InputError, match=r"in order as YYYY-DD-MM alone: write date_format: '%Y-%d-%m' or"):
        read_dataset("p", block)
    right = read_dataset("p", block | {"date_format": "%Y-%d-%m"})
    np.testing.assert_allclose(right.samples, step * RETURNS[::step], rtol=0, atol=1e-14)
    believed = read_dataset("p", block | {"date_format": "%Y-%m-%d"})
    assert "rows come in no order of time and are put in the order of time" in believed.decisions


def test_a_file_without_a_row_in_a_folder_is_named(tmp_path):
    block = per_ticker(tmp_path / "shares")
    names = (tmp_path / "shares" / "AAA_data.csv").read_text().split("\n")[0]
    (tmp_path / "shares" / "ZZZ_data.csv").write_text(names + "\n")
    with pytest.raises(
        InputError, match=r"ZZZ_data\.csv must have rows below its names, but it has none: leave"
    ):
        read_dataset("p", block)
