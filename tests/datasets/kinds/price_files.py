"""Prices, and how tests write them into files."""

import numpy as np
import pandas as pd

DAYS = pd.date_range("2020-01-01", periods=40, freq="B")
PRICES = pd.DataFrame(
    100 * np.exp(np.cumsum(0.01 * np.random.default_rng(4).standard_normal((40, 3)), axis=0)),
    index=DAYS.strftime("%Y-%m-%d").rename("date"),
    columns=["AAA", "BBB", "CCC"],
)
RETURNS = np.log(PRICES.to_numpy()[1:] / PRICES.to_numpy()[:-1])


def wide(path, prices=PRICES, **keys):
    writer = prices.to_csv if path.suffix == ".csv" else prices.to_parquet
    writer(path)
    return {"kind": "prices", "path": str(path), **keys}


def dated(path, dates, name="date", **keys):
    """Write the prices with other dates, text or numbers, in a column of this name."""
    return wide(path, PRICES.set_axis(pd.Index(dates, name=name)), **keys)


def per_ticker(folder, prices=PRICES):
    folder.mkdir()
    for ticker in prices.columns:
        columns = pd.DataFrame({"open": 1.0, "close": prices[ticker].dropna(), "Name": ticker})
        columns.to_csv(folder / f"{ticker}_data.csv", index_label="date")
    return {"kind": "prices", "path": str(folder), "array": "close"}


def fields(prices=PRICES):
    """Return the prices as closes between volumes and highs, in columns of two levels as yfinance gives them."""
    each = {"Volume": (7 * prices).round(), "Close": prices, "High": 1.01 * prices}
    return pd.concat(each, axis="columns", names=["Price", "Ticker"])
