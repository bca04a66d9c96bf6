"""Daily prices as daily logarithmic returns.

The calendars of all tickers are joined (every date on which any of them has a row); a return is
ln(p_t / p_(t-1)) between **consecutive dates of the joined calendar**. A price that is missing on one date
makes two returns missing; none is bridged. Prices are taken as they are: splits and spin-offs that the source
did not adjust appear as large returns; the report lists them, and they are not removed.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.axes import axis_lengths
from rgcore.datasets.decisions import NO_DECISIONS
from rgcore.datasets.folders.find_files import selected_files
from rgcore.datasets.formats.arrays.choose_array import choose_array
from rgcore.datasets.formats.open_file import is_table, matrix_shape, read_table, table_layout, vector_length
from rgcore.datasets.formats.tables.named_columns import numeric_values
from rgcore.datasets.keys.prices import PriceKeys
from rgcore.datasets.keys.selection import SelectionKeys
from rgcore.datasets.keys.tables import TableKeys
from rgcore.datasets.kinds.cards import FileKindCard
from rgcore.datasets.kinds.matrix import read_matrix
from rgcore.datasets.raw_samples import RawSamples, blocks_of_array
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import GLANCE_ROWS, check_size
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD"]

DATE_COLUMN = "date"


def read_prices(files: list[Path], settings: DatasetSettings) -> RawSamples:
    """Read prices and return their daily log returns (dimensionless), one sample fewer than dates.

    Accepted are a wide table (dates in the first column, one column per ticker), a folder of tables with a
    column ``date`` and the column named by ``array``, or a plain matrix with named axes and no dates.
    """
    if not is_table(files[0]):
        prices = read_matrix(files, settings)
        return log_returns(np.concatenate(list(prices.blocks)), prices)
    if len(files) == 1:
        frame, decisions = _wide(files[0], settings), NO_DECISIONS
    else:
        selected, decisions = selected_files(files, settings)
        frame = _joined(selected, settings)
    prices = RawSamples(
        blocks=(),
        n_samples=len(frame),
        variables=tuple(frame.columns),
        source=str(files[0] if len(files) == 1 else files[0].parent),
        dates=tuple(frame.index.strftime("%Y-%m-%d")),
        decisions=decisions,
    )
    return log_returns(frame.to_numpy(), prices)


def check_price_headers(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if headers show that a column is not there, or that there are too few prices or variables."""
    if not is_table(files[0]):
        if len(files) > 1:
            vector_length(files[0], settings)
            return
        n_dates, n_tickers = axis_lengths(matrix_shape(files[0], settings), settings.axes, str(files[0]))
        check_size(n_dates - 1, n_tickers, str(files[0]))
        return
    layout = table_layout(files[0], settings, GLANCE_ROWS)
    if len(files) == 1:
        check_size(layout.n_rows - 1, len(layout.columns) - 1, str(files[0]))
        return
    choose_array(files[0], DATE_COLUMN, [column.lower() for column in layout.columns])
    vector_length(files[0], settings, GLANCE_ROWS)  # may be short: a ticker may be listed late


def log_returns(prices: np.ndarray, described: RawSamples) -> RawSamples:
    """Return ln(p_t / p_(t-1)), dated by t.

    Parameters
    ----------
    prices : (n_dates, n_tickers) float64 array
        Missing ones are NaN.
    described : RawSamples
        Names, dates and source of the prices; its blocks are not used.

    Raises
    ------
    InputError
        If a price is not positive and finite; names ticker and date.
    """
    wrong = ~np.isnan(prices) & ~((prices > 0) & (prices < np.inf))
    if wrong.any():
        sample, variable = np.argwhere(wrong)[0]
        raise InputError(
            f"{described.source} must hold positive prices, found {prices[sample, variable]:g} for "
            f"{described.variables[variable]} on {described.sample_name(sample)}"
        )
    dates = None if described.dates is None else described.dates[1:]
    return replace(
        described,
        blocks=blocks_of_array(np.diff(np.log(prices), axis=0)),
        n_samples=len(prices) - 1,
        dates=dates,
        span=f"daily log returns of {dates[0]} to {dates[-1]}" if dates else "log returns",
    )


def _wide(path: Path, settings: DatasetSettings) -> "pd.DataFrame":
    frame, _ = read_table(path, settings)
    return _dated(frame, frame.columns[0], list(frame.columns[1:]), path).sort_index()


def _joined(selected: dict[str, Path], settings: DatasetSettings) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    columns = []
    for file in selected.values():
        frame, _ = read_table(file, settings)
        date = choose_array(file, _date_column(list(frame.columns)), list(frame.columns))
        price = choose_array(file, settings.array, [name for name in frame.columns if name != date])
        columns.append(_dated(frame, date, [price], file)[price])
    return pd.concat(columns, axis="columns", keys=tuple(selected), sort=True)


def _date_column(columns: list[str]) -> str:
    return next((name for name in columns if name.lower() == DATE_COLUMN), DATE_COLUMN)


def _dated(frame: "pd.DataFrame", date: str, tickers: list[str], path: Path) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415

    days = _days(frame[date], path)
    if days.duplicated().any():
        twice = days[days.duplicated()].iloc[0].strftime("%Y-%m-%d")
        raise InputError(f"{path} must have one row per date, but {twice} comes twice")
    return pd.DataFrame(numeric_values(frame[tickers], path), index=pd.DatetimeIndex(days), columns=tickers)


def _days(entries: "pd.Series", path: Path) -> "pd.Series":
    import pandas as pd  # noqa: PLC0415

    dates = pd.to_datetime(entries.astype(str), format="ISO8601", errors="coerce").dt.normalize()
    wrong = np.flatnonzero(dates.isna() | pd.api.types.is_float_dtype(entries))
    if wrong.size:
        row = int(wrong[0])
        raise InputError(
            f"{path} must have dates as YYYY-MM-DD in column {entries.name}, found {entries.iloc[row]} in row {row + 1}"
        )
    return dates


CARD = FileKindCard(
    sentence="daily prices, which become daily log returns",
    read=read_prices,
    check_headers=check_price_headers,
    keys=(TableKeys, PriceKeys, SelectionKeys),
    returns=True,
    jump="daily log return",
)
