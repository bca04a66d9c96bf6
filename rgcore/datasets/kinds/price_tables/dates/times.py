"""The dates of a table.

**One rule for zones**: a date is the calendar day that the file shows, whatever zone stands beside it, so that
2021-01-04 00:00:00+09:00 and 2021-01-04 are the same day. Where rows are moments (``resolution: time``) they are
compared in UTC.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from rgcore.datasets.keys.prices import NUMBER_FORMATS
from rgcore.datasets.kinds.price_tables.dates.date_formats import (
    UNIX_UNITS,
    formats_of_numbers,
    readings,
    unambiguous_times,
    usual_times,
)
from rgcore.datasets.messages import shortened
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Times", "read_times"]

ZONE = r"^(?P<time>.*\d:\d\d.*?)\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)$"
EXCEL_ORIGIN = "1899-12-30"
DAYS_FIRST = "%Y-%d-%m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The dates of a table in the order of its rows.

    Attributes
    ----------
    written : Series of datetime64
        As the file shows them, without zone.
    universal : Series of datetime64 or None
        In UTC; None where there are no zones.
    zones : tuple of str
        As written, such as "+09:00" or "Asia/Tokyo".
    """

    written: "pd.Series"
    universal: "pd.Series | None" = None
    zones: tuple[str, ...] = ()

    def rows(self, chosen: np.ndarray) -> Self:
        """Return the dates of some rows, a mask; their labels stay the rows of the file, counted from 0."""
        universal = None if self.universal is None else self.universal[chosen]
        return type(self)(written=self.written[chosen], universal=universal, zones=self.zones)


def read_times(entries: "pd.Series", date_format: str | None, path: Path) -> Times:
    """Return the dates of a column, whose name is that of the series.

    Parameters
    ----------
    entries : Series
        Dates, text or numbers.
    date_format : str or None
        The key of the config; None for what can be read in one way only.
    path : Path
        For messages.

    Raises
    ------
    InputError
        If an entry is missing or no date, or can be read in several ways; names its row and the key to write.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    if entries.empty:
        raise InputError(f"{path} must have rows below its names, but it has none: leave this file out")
    if entries.isna().any():
        row = int(entries.isna().to_numpy().argmax())
        raise InputError(
            f"{path} must have a date in every row, but column {entries.name} has none in row {row + 1}: delete "
            "that row, or fill its date in"
        )
    codes, _ = pd.factorize(entries)
    first_rows = np.unique(codes, return_index=True)[1]
    each = entries.iloc[first_rows].set_axis(first_rows)  # a date of a long table comes once for every name
    times = _times_of(each, date_format, path)
    return Times(
        written=times.written.iloc[codes].reset_index(drop=True),
        universal=None if times.universal is None else times.universal.iloc[codes].reset_index(drop=True),
        zones=times.zones,
    )


def _times_of(entries: "pd.Series", date_format: str | None, path: Path) -> Times:
    """Return the dates of different entries, whose index is their row counted from 0."""
    import pandas as pd  # noqa: PLC0415

    if isinstance(entries.dtype, pd.CategoricalDtype):
        entries = entries.astype(entries.cat.categories.dtype)
    if isinstance(entries.dtype, pd.PeriodDtype):
        return Times(written=entries.dt.to_timestamp())
    if isinstance(entries.dtype, pd.DatetimeTZDtype):
        written = entries.dt.tz_localize(None)
        return Times(written=written, universal=entries.dt.tz_convert(None), zones=(str(entries.dt.tz),))
    if pd.api.types.is_datetime64_dtype(entries):
        return Times(written=entries)
    if pd.api.types.is_numeric_dtype(entries) and not pd.api.types.is_bool_dtype(entries):
        return Times(written=_from_numbers(entries, date_format, path))
    return _from_texts(entries.astype(str).str.strip(), date_format, path)


def _from_texts(texts: "pd.Series", date_format: str | None, path: Path) -> Times:
    import pandas as pd  # noqa: PLC0415

    if date_format in NUMBER_FORMATS:
        return Times(written=_from_numbers(pd.to_numeric(texts, errors="coerce"), date_format, path))
    if date_format is None and (written := usual_times(texts)) is not None:
        _refuse_days_before_months(texts, written, path)
        return Times(written=written)
    parts = _parts(texts)
    zoned = parts["zone"].notna()
    plain = texts.where(~zoned, parts["time"])
    if date_format is None:
        written = unambiguous_times(plain)
        if written is None and texts.str.fullmatch(r"\d{5,7}|\d{9,}").all():
            written = _from_numbers(pd.to_numeric(texts), None, path)
        if written is None:
            raise InputError(_unread(plain, texts, path))
    else:
        if "%z" in date_format.lower():
            date_format = re.sub(r"\s*%[zZ]", "", date_format)
        else:
            plain = texts
        written = pd.to_datetime(plain, format=date_format, errors="coerce")
        if written.isna().any():
            row = written.index[written.isna()][0]
            raise InputError(
                f"{path} must have dates as date_format: '{date_format}' in column {texts.name}, found "
                f"{shortened(texts[row])} in row {row + 1}"
            )
    zones = tuple(sorted(set(parts["zone"].dropna())))
    universal = written - parts["zone"].map(_offset, na_action="ignore") if zoned.all() else None
    return Times(written=written, universal=universal, zones=zones)


def _refuse_days_before_months(texts: "pd.Series", times: "pd.Series", path: Path) -> None:
    """Raise InputError if dates come in no order as YYYY-MM-DD, and in order as YYYY-DD-MM."""
    import pandas as pd  # noqa: PLC0415

    if _in_order(times):
        return
    exchanged = pd.to_datetime(texts, format=DAYS_FIRST, errors="coerce")
    if exchanged.notna().all() and _in_order(exchanged):
        raise InputError(
            f"{path} must have dates that can be read in one way only, but those of column {texts.name}, first "
            f"{texts.iloc[0]}, are in order as YYYY-DD-MM alone: write date_format: '{DAYS_FIRST}' or '%Y-%m-%d'"
        )


def _in_order(times: "pd.Series") -> bool:
    return times.is_monotonic_increasing or times.is_monotonic_decreasing


def _parts(texts: "pd.Series") -> "pd.DataFrame":
    """Return time and zone of texts that end in a zone; missing for others."""
    import pandas as pd  # noqa: PLC0415

    if texts.str.contains(":", regex=False).any():
        return texts.str.extract(ZONE)
    return pd.DataFrame({"time": None, "zone": None}, index=texts.index)


def _offset(zone: str) -> "pd.Timedelta":
    import pandas as pd  # noqa: PLC0415

    if zone[0] not in "+-":
        return pd.Timedelta(0)
    minutes = int(zone[1:3]) * 60 + int(zone[-2:] if len(zone) > 3 else 0)
    return pd.Timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def _from_numbers(numbers: "pd.Series", date_format: str | None, path: Path) -> "pd.Series":
    """Return the dates that numbers are: those of a format, or else 20210105."""
    import pandas as pd  # noqa: PLC0415

    values = numbers.to_numpy(dtype=np.float64, na_value=np.nan)
    if date_format in UNIX_UNITS and np.isfinite(values).all():
        return pd.to_datetime(numbers, unit=UNIX_UNITS[date_format], errors="coerce")
    if date_format == "excel" and np.isfinite(values).all():
        return pd.to_datetime(numbers, unit="D", origin=EXCEL_ORIGIN, errors="coerce").dt.round("s")
    if date_format in NUMBER_FORMATS:
        row = numbers.index[~np.isfinite(values)][0]
        raise InputError(
            f"{path} must hold numbers in column {numbers.name} under date_format: {date_format}, but row {row + 1} "
            "holds none"
        )
    if (values == np.floor(values)).all():
        texts = pd.Series(values.astype(np.int64).astype(str), index=numbers.index, name=numbers.name)
        if date_format is not None:
            return _from_texts(texts, date_format, path).written
        times = unambiguous_times(texts) if texts.str.fullmatch(r"\d{8}").all() else None
        if times is not None:
            return times
    found = formats_of_numbers(values)
    write = f": write date_format: {_alternatives(found)}" if found else ""
    raise InputError(
        f"{path} must have dates as YYYY-MM-DD in column {numbers.name}, found the number {_plain(values[0])} in "
        f"row 1{write or ', which is no date: name the column of the dates under date_column'}"
    )


def _plain(number: float) -> str:
    """Return a number without an exponent if it is whole."""
    return f"{number:.0f}" if number == np.floor(number) else f"{number:.15g}"


def _unread(plain: "pd.Series", texts: "pd.Series", path: Path) -> str:
    """Return the sentence on dates that are not written in one way that has a single meaning."""
    formats, row = readings(plain)
    if row is not None:
        write = "write all dates in the same way, and leave out rows that have none, such as totals"
    elif len(formats) == 1:
        write = f"write date_format: {_alternatives(formats)}, which reads all rows"
    elif formats:
        write = f"write date_format: {_alternatives(formats)}"
    else:
        write = "write date_format as in '%d/%m/%Y', or name their column under date_column"
    row = plain.index[0] if row is None else row
    return (
        f"{path} must have dates as YYYY-MM-DD in column {plain.name}, found {shortened(texts[row])} in row {row + 1}: "
        f"{write}"
    )


def _alternatives(formats: list[str]) -> str:
    return " or ".join(f"'{each}'" if "%" in each else each for each in formats)
