"""Prices before the first sample, of whose unit levels of prices are."""

import numpy as np
import pandas as pd

from rgcore.arguments.arrays import real_array
from rgcore.arguments.objects import a_frame, an_instance
from rgcore.errors import InputError
from rgcore.tables.sample_files import StoredSamples

__all__ = ["checked_first_prices", "first_prices_of"]


def checked_first_prices(prices: np.ndarray | None, n_stocks: int) -> np.ndarray:
    """Return one price per stock, float64, all of them 1 if they are not known; InputError unless positive."""
    if prices is None:
        return np.ones(n_stocks)
    first = real_array("first_prices", prices, ("n_variables",), finite=False)
    if np.isnan(first).any():
        first = np.ones(len(first))
    if len(first) != n_stocks or first.min() <= 0 or np.isinf(first).any():
        raise InputError(f"first_prices must be a positive price of each of {n_stocks} stocks")
    return first


def first_prices_of(samples: StoredSamples, report: pd.DataFrame) -> np.ndarray:
    """Return those of the variables of a data set, from its rows of the table ``dataset_report``.

    Raises
    ------
    InputError
        If the report has no row of a variable.
    """
    an_instance("samples", samples, StoredSamples)
    prices = a_frame("report", report, ("variable", "first_price")).set_index("variable")["first_price"]
    missing = [name for name in samples.variables if name not in prices.index]
    if missing:
        raise InputError(f"report must have a row of each variable of samples, got none of {missing[0]}")
    return prices.loc[list(samples.variables)].to_numpy()
