"""How dates are written: what can be read in one way only, and which ``date_format`` to write for the rest."""

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["UNIX_UNITS", "formats_of_numbers", "readings", "unambiguous_times", "usual_times"]

UNIX_UNITS = {"unix_s": "s", "unix_ms": "ms", "unix_us": "us", "unix_ns": "ns"}
FIRST_YEAR, LAST_YEAR = 1800, 2200  # of a date that was read in the right way
CLOCK = r"([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?)?"
MARKED = r"\d{4}-\d{2}(-\d{2})?|\d{4}/\d{2}(/\d{2})?|\d{4}\.\d{2}(\.\d{2})?"
ISO = rf"({MARKED}|\d{{8}}){CLOCK}"  # without references to groups, which pyarrow's expressions do not have
QUARTERS = r"\d{4}-?Q[1-4]"
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
SINGLE_MEANING = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
    *("%d %b %Y", "%d-%b-%Y", "%d/%b/%Y", "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%B %d, %Y", "%Y-%b-%d"),
    *("%a %d %b %Y", "%a, %d %b %Y", "%a %b %d %Y", "%A, %B %d, %Y", "%b %Y", "%B %Y"),
)
ORDERS = ("%d %m %Y", "%m %d %Y", "%d %m %y", "%m %d %y", "%y %m %d")
SEVERAL_MEANINGS = (
    *(order.replace(" ", mark) for order, mark in product(ORDERS, "/.-")),
    *("%d-%b-%y", "%d %b %y", "%b-%y", "%d%m%Y", "%m%d%Y", "%m/%Y", "%Y%m"),
    *("%Y-%d-%m", "%Y/%d/%m", "%Y.%d.%m"),
)


def usual_times(texts: "pd.Series") -> "pd.Series | None":
    """Return dates that are all written as YYYY-MM-DD, else None: faster than :func:`unambiguous_times`."""
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    times = pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")
    return times if _plausible(times) else None


def unambiguous_times(texts: "pd.Series") -> "pd.Series | None":
    """Return dates whose year comes first, or whose month is a word and whose year has four digits; else None."""
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    if texts.str.fullmatch(QUARTERS).all():
        times = (
            pd.PeriodIndex(texts.str.replace("-", ""), freq="Q").to_timestamp().to_series(index=texts.index)
        )
        return times if _plausible(times) else None
    if texts.str.fullmatch(ISO).all():
        times = pd.to_datetime(texts.str.replace(",", "."), format="ISO8601", errors="coerce")
        return times if _plausible(times) else None
    formats = _that_read(texts, _that_read(texts.iloc[:1], _with_clocks(SINGLE_MEANING)))
    return pd.to_datetime(texts, format=formats[0], errors="coerce") if formats else None


def readings(texts: "pd.Series") -> tuple[list[str], int | None]:
    """Return the formats that read all texts; if there are none, the first row that those of the first row do not read.

    The row is a label of the index; None where some format reads all, or none reads the first.
    """
    import pandas as pd  # noqa: PLC0415

    of_first = _that_read(texts.iloc[:1], _with_clocks((*SEVERAL_MEANINGS, *SINGLE_MEANING)))
    if formats := _that_read(texts, of_first):
        return formats, None
    if unambiguous_times(texts.iloc[:1]) is not None:
        of_first.append("ISO8601")
    wrong = [pd.to_datetime(texts, format=each, errors="coerce").isna().to_numpy() for each in of_first]
    return [], max((int(texts.index[each.argmax()]) for each in wrong), default=None)


def _with_clocks(dates: tuple[str, ...]) -> list[str]:
    return [date + clock for date, clock in product(dates, CLOCKS)]


def _that_read(texts: "pd.Series", formats: list[str]) -> list[str]:
    """Return the formats that read all of the texts as dates of a plausible year."""
    import pandas as pd  # noqa: PLC0415

    return [each for each in formats if _plausible(pd.to_datetime(texts, format=each, errors="coerce"))]


def formats_of_numbers(numbers: np.ndarray) -> list[str]:
    """Return the ways in which finite numbers may be dates: ``excel``, ``unix_...``, %Y%m, %Y%j, %y%m%d, %Y."""
    low, high = float(numbers.min()), float(numbers.max())
    whole = bool((numbers == np.floor(numbers)).all())
    found = [name for name, unit in UNIX_UNITS.items() if _in_range(low, high, unit, 1980, 2100)]
    if low >= 20_000 and high <= 80_000:  # 1954 to 2119
        found.append("excel")
    if whole and low >= 1800_01 and high <= 2200_12 and ((numbers % 100 >= 1) & (numbers % 100 <= 12)).all():
        found.append("%Y%m")
    if (
        whole
        and low >= 1800_001
        and high <= 2200_366
        and ((numbers % 1000 >= 1) & (numbers % 1000 <= 366)).all()
    ):
        found.append("%Y%j")
    months, days = numbers // 100 % 100, numbers % 100
    six_digits = whole and low >= 100_000 and high <= 999_999
    if six_digits and ((months >= 1) & (months <= 12) & (days >= 1) & (days <= 31)).all():
        found.append("%y%m%d")
    if whole and low >= FIRST_YEAR and high <= LAST_YEAR:
        found.append("%Y")
    return found


def _in_range(low: float, high: float, unit: str, first: int, last: int) -> bool:
    per_year = 365.2425 * 86_400 * {"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}[unit]
    return (first - 1970) * per_year <= low and high <= (last - 1970) * per_year


def _plausible(times: "pd.Series") -> bool:
    if times.isna().any() or times.empty:
        return False
    return times.min().year >= FIRST_YEAR and times.max().year <= LAST_YEAR
