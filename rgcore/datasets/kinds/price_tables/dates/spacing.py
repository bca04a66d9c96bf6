"""How far apart in time the rows of a calendar are."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["calendar_warnings", "nights", "spacing"]

WORDS = {
    (1, 1): "daily",
    (5, 9): "weekly",
    (28, 31): "monthly",
    (89, 92): "quarterly",
    (365, 366): "yearly",
}  # days
UNITS = (
    (86_400, "day"),
    (3_600, "hour"),
    (60, "minute"),
    (1, "second"),
    (1e-3, "millisecond"),
    (1e-9, "nanosecond"),
)
LONG_GAP = 15  # days between daily dates: longer than the holidays of any exchange
LONG_GAPS = 3  # times the median spacing of dates that are further apart
FEW_WEEKENDS = 0.15  # of the dates: less than 2 of 7 days, so that days of trade are meant


def spacing(index: "pd.DatetimeIndex") -> tuple[str, str]:
    """Return what returns between successive rows are called, such as "weekly", and the median spacing, "7 days"."""
    days = _days_apart(index)
    middle = float(np.median(days))
    word = next((word for (low, high), word in WORDS.items() if low <= middle <= high), None)
    seconds = middle * 86_400
    number, unit = next((seconds / length, unit) for length, unit in UNITS if seconds >= length)
    apart = f"{number:.3g} {unit}{'' if number == 1 else 's'}"
    return word or f"{number:.3g}-{unit}", apart


def nights(index: "pd.DatetimeIndex") -> int:
    """Return the number of steps between rows that end on a later day than they begin."""
    days = index.normalize()
    return int((days[1:] != days[:-1]).sum())


def calendar_warnings(index: "pd.DatetimeIndex") -> tuple[str, ...]:
    """Return what is unusual about dates: few weekends among days of trade, long gaps."""
    texts = []
    weekend = index.day_of_week >= 5
    if 0 < weekend.mean() < FEW_WEEKENDS:
        texts.append(
            f"{weekend.sum()} of {len(index)} dates are Saturdays or Sundays, the first {index[weekend][0]:%Y-%m-%d}: "
            "are zone and date_format right?"
        )
    days = _days_apart(index)
    middle = float(np.median(days))
    long = days > (LONG_GAP if middle <= 1 else LONG_GAPS * middle)
    if long.any():
        place = int(days.argmax())
        many = "gaps are" if long.sum() > 1 else "gap is"
        texts.append(
            f"{long.sum()} {many} much longer than the others, the longest of {days[place]:.3g} days from "
            f"{index[place]:%Y-%m-%d} to {index[place + 1]:%Y-%m-%d}: a return reaches over it"
        )
    return tuple(texts)


def _days_apart(index: "pd.DatetimeIndex") -> np.ndarray:
    return np.diff(index.to_numpy()) / np.timedelta64(1, "D")
