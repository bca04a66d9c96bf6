"""Prices as logarithmic returns.

The dates of all shares are joined (every date on which any of them has a price); a return is ln(p_t / p_(t-1)) between
**consecutive dates of the joined calendar**. A price that is missing on one date makes two returns missing; none is
bridged, unless ``calendar: common`` keeps the dates that all shares have. Prices are taken as they are: splits and
spin-offs that the source did not adjust appear as large returns; the report lists them, and they are not removed.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from rgcore.datasets.keys.prices import PriceKeys
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.keys.tables import TableKeys
from rgcore.datasets.kinds.cards import FileKindCard
from rgcore.datasets.kinds.price_tables.headers import check_panel_headers
from rgcore.datasets.kinds.price_tables.no_dates import (
    check_headers_without_dates,
    has_dates,
    read_without_dates,
)
from rgcore.datasets.kinds.price_tables.other_numbers import log_price_warnings, refuse_returns
from rgcore.datasets.kinds.price_tables.panel import read_panel, samples_of_panel
from rgcore.datasets.raw_samples import RawSamples, blocks_of_array
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["CARD"]


def read_prices(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Read prices and return their log returns (dimensionless), one sample fewer than dates.

    Accepted are tables with dates in any of the layouts of :mod:`rgcore.datasets.kinds.price_tables`, a folder of
    tables of one share each, or a plain matrix with named axes and no dates.

    Raises
    ------
    InputError
        If a price is not positive and finite; names share and date.
    """
    if not has_dates(files, settings):
        raw = read_without_dates(files, settings)
        rows = tuple(f"sample {number}" for number in range(1, raw.n_samples + 1))
        prices = np.concatenate(list(raw.blocks))
        returns = log_returns(prices, raw.variables, rows, raw.source)
        refuse_returns(prices, raw.source)
        read = replace(
            raw,
            blocks=blocks_of_array(returns),
            n_samples=len(returns),
            span="log returns",
            prices_before=prices[:-1],
        )
        return read.warned(log_price_warnings(prices))
    panel = read_panel(files, settings)
    prices = panel.values.to_numpy()
    returns = log_returns(prices, tuple(panel.values.columns), panel.dates, panel.source)
    refuse_returns(prices, panel.source)
    raw = samples_of_panel(panel, returns, settings, "log returns")
    return replace(raw, prices_before=prices[:-1]).warned(log_price_warnings(prices))


def check_price_headers(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if headers show that a column is not there, or that there are too few prices or variables."""
    check = check_panel_headers if has_dates(files, settings) else check_headers_without_dates
    check(files, settings, n_lost=1)


def log_returns(
    prices: np.ndarray, shares: tuple[str, ...], dates: tuple[str, ...], source: str
) -> np.ndarray:
    """Return ln(p_t / p_(t-1)) as (n_dates - 1, n_shares) float64.

    Parameters
    ----------
    prices : (n_dates, n_shares) float64 array
        Missing ones are NaN.
    shares, dates : tuples of str
        For messages.
    source : str
        Opens the message of an error.

    Raises
    ------
    InputError
        If a price is not positive and finite; names share and date.
    """
    wrong = ~np.isnan(prices) & ~((prices > 0) & (prices < np.inf))
    if wrong.any():
        sample, variable = np.argwhere(wrong)[0]
        how = _of_negative(prices[:, variable]) if prices[sample, variable] < 0 else ""
        raise InputError(
            f"{source} must hold positive prices, found {prices[sample, variable]:g} for {shares[variable]} on "
            f"{dates[sample]}{how}"
        )
    return np.diff(np.log(prices), axis=0)


def _of_negative(prices: np.ndarray) -> str:
    """Return what to write for prices of a share below zero, as the end of a sentence."""
    present = prices[np.isfinite(prices)]
    below = -present[present < 0]
    if below.size < present.size / 2 and below.min() > np.median(np.abs(present)) / 3:
        return ": in tables of CRSP a minus marks the mean of bid and ask, so write absolute values"
    return ": if they are logarithms of prices, write their differences as kind: returns"


CARD = FileKindCard(
    sentence="prices of shares with dates, which become log returns between consecutive dates",
    read=read_prices,
    check_headers=check_price_headers,
    keys=(TableKeys, PriceKeys, SelectionKeys),
    returns=True,
    log_returns=True,
    jump="daily log return",
)
