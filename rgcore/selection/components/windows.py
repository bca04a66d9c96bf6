"""Windows in time: which rows of the scan are shown, and where each window lies."""

from pandas import DataFrame, Series, to_datetime

__all__ = ["dated", "middles", "place_in_time", "windows_of"]

_SHOWN = "covariance"


def windows_of(scan: DataFrame, dataset: str) -> DataFrame:
    """Return the windows of one data set with modes of the covariance, in the order of time."""
    chosen = (scan["dataset"] == dataset) & (scan["scaling"] == _SHOWN)
    return scan[chosen].sort_values("start")


def dated(windows: DataFrame) -> bool:
    """Return whether all windows, of which there is one at least, have dates."""
    return bool((windows["first_date"] != "").all())


def middles(windows: DataFrame) -> Series:
    """Return the middle of each window: a date if all have dates, else a number of samples."""
    if dated(windows):
        first, last = to_datetime(windows["first_date"]), to_datetime(windows["last_date"])
    else:
        first, last = windows["start"], windows["end"]
    return first + (last - first) / 2


def place_in_time(window: Series) -> str:
    """Return "first to last date" or, of data without dates, "samples start to end"."""
    if window["first_date"]:
        return f"{window['first_date']} to {window['last_date']}"
    return f"samples {window['start']} to {window['end']}"
