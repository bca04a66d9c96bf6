"""Daily prices as daily logarithmic returns.

The calendars of all tickers are joined (every date on which any of them has a row); a return is
ln(p_t / p_(t-1)) between **consecutive dates of the joined calendar**. A price that is missing on one date
makes two returns missing; none is bridged. Prices are taken as they are: splits and spin-offs that the source
did not adjust appear as large returns, and are pointed out in the report, not removed.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.formats.csv_parquet import numeric_values, read_table_file
from rgcore.datasets.formats.interface import is_table
from rgcore.datasets.formats.opening import choose_array, variable_names
from rgcore.datasets.kinds.matrices import matrix_recording
from rgcore.datasets.kinds.recording import ArrayBlocks, Recording, make_recording
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DATE_COLUMN", "log_returns", "prices_recording"]

DATE_COLUMN = "date"


def prices_recording(files: list[Path], settings: DatasetSettings) -> Recording:
    """Read prices and return their daily log returns (dimensionless), one sample fewer than dates.

    Accepted are a wide table (dates in the first column, one column per ticker), a folder of tables with a
    column ``date`` and the column named by ``array``, or a plain matrix with named axes and no dates.
    """
    if not is_table(files[0]):
        prices = matrix_recording(files, settings)
        return log_returns(np.concatenate(list(prices.blocks)), prices)
    frame = _wide(files[0]) if len(files) == 1 else _joined(files, settings.array)
    dates = tuple(frame.index.strftime("%Y-%m-%d"))
    source = str(files[0] if len(files) == 1 else files[0].parent)
    values = frame.to_numpy()
    plain = make_recording((), values.shape, tuple(frame.columns), source)
    return log_returns(values, replace(plain, dates=dates))


def log_returns(prices: np.ndarray, recording: Recording) -> Recording:
    """Return ln(p_t / p_(t-1)), dated by t.

    Parameters
    ----------
    prices : (n_dates, n_tickers) float64 array
        Missing ones are NaN.
    recording : Recording
        Its names and dates are those of the prices.

    Raises
    ------
    InputError
        If a price is not positive and finite; names ticker and date.
    """
    wrong = ~np.isnan(prices) & ~((prices > 0) & (prices < np.inf))
    if wrong.any():
        sample, variable = np.argwhere(wrong)[0]
        raise InputError(
            f"{recording.source} must hold positive prices, found {prices[sample, variable]:g} for "
            f"{recording.variables[variable]} on {recording.sample_name(sample)}"
        )
    dates = None if recording.dates is None else recording.dates[1:]
    return replace(
        recording,
        blocks=ArrayBlocks(np.diff(np.log(prices), axis=0)),
        n_samples=len(prices) - 1,
        dates=dates,
        span=f"daily log returns of {dates[0]} to {dates[-1]}" if dates else "log returns",
    )


def _wide(path: Path) -> "pd.DataFrame":
    frame, _ = read_table_file(path)
    return _dated(frame, frame.columns[0], list(frame.columns[1:]), path).sort_index()


def _joined(files: list[Path], array: str | None) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    columns = []
    for file in files:
        frame, _ = read_table_file(file)
        date = choose_array(file, _date_column(list(frame.columns)), list(frame.columns))
        price = choose_array(file, array, [name for name in frame.columns if name != date])
        columns.append(_dated(frame, date, [price], file)[price])
    return pd.concat(columns, axis="columns", keys=variable_names(files), sort=True)


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
