"""From the dates of a table to the days, or moments, that its rows are about."""

from pathlib import Path
from typing import TYPE_CHECKING

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.kinds.price_tables.dates.times import Times
from rgcore.datasets.messages import listing
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["dated_index", "refuse_repeated"]


def dated_index(times: Times, resolution: str, path: Path) -> tuple["pd.DatetimeIndex", Decisions]:
    """Return the day of every row as it is written, or under ``resolution: time`` its moment: in UTC, or without zone.

    Raises
    ------
    InputError
        Under ``resolution: time``, if some dates have zones and others have none.
    """
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    zones = listing(times.zones)
    if resolution == "time":
        if times.zones and times.universal is None:
            raise InputError(
                f"{path} must give all times with a zone or none under resolution: time, but some have {zones}: "
                "write all with one or none"
            )
        made = (f"times of zone {zones} are compared in UTC",) if times.zones else ()
        if times.universal is None:
            return pd.DatetimeIndex(times.written), Decisions(made=made)
        return pd.DatetimeIndex(times.universal).tz_localize("UTC"), Decisions(made=made)
    moments = times.written.to_numpy()
    days = moments.astype("datetime64[D]").astype(
        moments.dtype
    )  # faster than what pandas infers a frequency for
    index = pd.DatetimeIndex(days)
    made = []
    if times.zones:
        made.append(f"dates of zone {zones} are taken as the days that are written (resolution: day)")
    clock = times.written[moments != days]
    if len(clock):
        made.append(f"times of day, such as {clock.iloc[0]:%H:%M:%S}, are not used (resolution: day)")
    return index, Decisions(made=tuple(made))


def refuse_repeated(index: "pd.DatetimeIndex", times: Times, path: Path, name: str = "") -> None:
    """Raise InputError if a date comes several times; ``name`` is that of the share whose rows these are.

    Parameters
    ----------
    index : (n_rows,) DatetimeIndex
        Days or moments.
    times : Times
        Of the same rows.
    path : Path
    name : str
        "" where all rows are about all shares.
    """
    if index.is_unique:
        return
    first = index[index.duplicated()][0]
    rows = (index == first).nonzero()[0]
    clocks = times.written.iloc[rows]
    of_name = f" for {name}" if name else ""
    if clocks.is_unique and index.duplicated().sum() > index.nunique() / 2:
        raise InputError(
            f"{path} must have one row per day{of_name}, but {first:%Y-%m-%d} has {len(rows)}, at "
            f"{listing([f'{clock:%H:%M:%S}' for clock in clocks], limit=3)}: to take returns between rows, also over "
            "nights, write resolution: time"
        )
    raise InputError(
        f"{path} must have one row per date{of_name}, but {_shown(first)} comes twice, in rows "
        f"{times.written.index[rows[0]] + 1} and {times.written.index[rows[1]] + 1}: keep one of them"
    )


def _shown(moment: "pd.Timestamp") -> str:
    return f"{moment:%Y-%m-%d}" if moment == moment.normalize() else f"{moment:%Y-%m-%d %H:%M:%S}"
