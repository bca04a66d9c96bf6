"""How the dates and names of prices and returns are found."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, Strict

from rgcore.settings import Settings

__all__ = ["NUMBER_FORMATS", "PriceKeys"]

NUMBER_FORMATS = ("excel", "unix_s", "unix_ms", "unix_us", "unix_ns")


def _known_format(text: str) -> str:
    if text not in NUMBER_FORMATS and "%" not in text:
        raise ValueError(
            f"must be one of {', '.join(NUMBER_FORMATS)}, or a format such as '%d/%m/%Y', but it is {text!r}"
        )
    return text


Columns = str | Annotated[tuple[str, ...], Strict(False)]


class PriceKeys(Settings):
    """How the dates and names of prices and returns are found."""

    date_column: Columns | None = Field(
        default=None,
        description="column of the dates, or columns of date and time; [] for a table without dates, whose rows are "
        "consecutive; may be left out where a single column holds dates",
    )
    date_format: Annotated[str, AfterValidator(_known_format)] | None = Field(
        default=None,
        description="how dates are written, as in Python's strptime, such as '%d/%m/%Y'; excel for days since "
        "1899-12-30, unix_s, unix_ms, unix_us or unix_ns for time since 1970; not needed for dates whose year comes "
        "first or whose month is a word",
    )
    ticker: str | None = Field(
        default=None,
        min_length=1,
        description="column with the name of the share in a long table, which has one row per date and name",
    )
    resolution: Literal["day", "time"] = Field(
        default="day",
        description="day: one row per calendar day, as it is written, whatever the time of day and the time zone; "
        "time: rows are moments, such as minutes, and returns are taken between consecutive ones, also over a night",
    )
    calendar: Literal["all", "common", "weekdays"] = Field(
        default="all",
        description="all: every date on which any name has an entry; common: those on which all names have one, so "
        "that returns of prices reach over the other dates; weekdays: all except Saturdays and Sundays",
    )
