"""Tables in which a column of dates stands before the values of each share, as terminals for traders export them."""

from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.decisions import Decisions, all_of
from rgcore.datasets.formats.tables.named_columns import numeric_values
from rgcore.datasets.kinds.price_tables.dates.date_columns import holds_dates
from rgcore.datasets.kinds.price_tables.dates.days import dated_index, refuse_repeated
from rgcore.datasets.kinds.price_tables.dates.times import read_times
from rgcore.datasets.kinds.price_tables.share_columns import numeric_columns
from rgcore.datasets.messages import listing
from rgcore.datasets.select_variables import VariableTable, select_variables
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["columns_of_dates", "values_of_pairs"]

FEWEST_COLUMNS = 4  # two shares


def columns_of_dates(frame: "pd.DataFrame", settings: DatasetSettings, path: Path) -> dict[str, str]:
    """Return the column of dates of each share, by the column of its values; empty if the table is no such one.

    Raises
    ------
    InputError
        If it is one, but ``date_column`` names one of several columns of dates that differ.
    """
    names = list(frame.columns)
    dates, values = names[::2], names[1::2]
    if settings.ticker is not None or len(names) < FEWEST_COLUMNS or len(dates) != len(values):
        return {}
    numeric = set(numeric_columns(frame, names))
    if any(name not in numeric or _called_date(name) for name in values):
        return {}
    if not all(holds_dates(frame[name]) or (name in numeric and _called_date(name)) for name in dates):
        return {}
    if settings.date_column is not None:
        if all(frame[name].equals(frame[dates[0]].rename(name)) for name in dates):
            return {}
        raise InputError(
            f"{path} has a column of dates before the values of each share, {listing(dates, 3)}, of which date_column "
            "names one: leave it out, each share is read by its own dates"
        )
    return dict(zip(values, dates, strict=True))


def _called_date(name: str) -> bool:
    return "date" in name.lower()


def values_of_pairs(
    frame: "pd.DataFrame", dates: dict[str, str], settings: DatasetSettings, path: Path
) -> tuple["pd.DataFrame", Decisions]:
    """Return the values of all shares by date, and the decisions.

    Parameters
    ----------
    frame : DataFrame
        The table.
    dates : dict of str
        The column of dates of each share.
    settings : DatasetSettings
    path : Path
        For messages.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    kept, of_names = select_variables(VariableTable(names=tuple(dates)), settings, str(path))
    shares = [list(dates)[place] for place in kept]
    columns, each = zip(
        *(_one_pair(frame, dates[name], name, settings, path) for name in shares), strict=True
    )
    made = Decisions(made=("each share has its own dates, in the column before it",))
    joined = pd.concat(columns, axis="columns", keys=shares, sort=True)
    return joined, made.and_then(all_of(each)).and_then(of_names)


def _one_pair(
    frame: "pd.DataFrame", dates: str, values: str, settings: DatasetSettings, path: Path
) -> tuple["pd.Series", Decisions]:
    import pandas as pd  # noqa: PLC0415

    rows = frame[dates].notna() | frame[values].notna()  # shorter columns end in empty entries
    times = read_times(frame.loc[rows, dates].reset_index(drop=True), settings.date_format, path)
    index, decisions = dated_index(times, settings.resolution, path)
    refuse_repeated(index, times, path, values)
    numbers = numeric_values(frame.loc[rows, [values]], path)[:, 0]
    return pd.Series(numbers, index=index), decisions
