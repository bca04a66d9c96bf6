"""Files of prices or returns as one table of dates times shares."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import Decisions, all_of
from rgcore.datasets.folders.find_files import selected_files
from rgcore.datasets.kinds.price_tables.calendars import date_names, one_calendar, refuse_missing
from rgcore.datasets.kinds.price_tables.dates.spacing import calendar_warnings, nights, spacing
from rgcore.datasets.kinds.price_tables.layouts import one_share, several_shares
from rgcore.datasets.kinds.price_tables.still_prices import holiday_warnings, still_warnings
from rgcore.datasets.raw_samples import RawSamples, ReaderWarnings, blocks_of_array
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import check_size
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Panel", "read_panel", "samples_of_panel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Prices or returns of several shares.

    Attributes
    ----------
    values : (n_dates, n_shares) float64 DataFrame
        In the order of time, missing ones NaN.
    source : str
        The file or the folder.
    decisions : Decisions
    """

    values: "pd.DataFrame"
    source: str
    decisions: Decisions

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates as text."""
        return date_names(self.values.index)


def read_panel(files: list[Path], settings: DatasetSettings) -> Panel:
    """Read a table of several shares, or a folder of tables of one share each.

    Raises
    ------
    InputError
        If what the files hold is ambiguous or too little, or an entry is missing under ``missing: error``.
    """
    if len(files) == 1:
        source = str(files[0])
        values, decisions = several_shares(files[0], settings)
    else:
        source = str(files[0].parent)
        values, decisions = _joined(files, settings)
    values = values.set_axis(values.index.tz_localize(None))
    check_size(len(values), values.shape[1], source)
    values, of_calendar = one_calendar(values, settings, source)
    if len(values) < 2:
        raise InputError(
            f"{source} must have values on at least two dates, found {len(values)}: take a longer table"
        )
    refuse_missing(values, settings, source)
    return Panel(values=values, source=source, decisions=decisions.and_then(of_calendar))


def _joined(files: list[Path], settings: DatasetSettings) -> tuple["pd.DataFrame", Decisions]:
    """Return the shares of all files on all of their dates."""
    import pandas as pd  # noqa: PLC0415  (slow to import; parsing a workflow need not pay)

    selected, decisions = selected_files(files, settings)
    columns, each = zip(*(one_share(file, settings) for file in selected.values()), strict=True)
    _refuse_zones_in_some(dict(zip(selected.values(), columns, strict=True)))
    ordered = [column.iloc[:, 0].sort_index() for column in columns]
    joined = pd.concat(ordered, axis="columns", keys=list(selected), sort=True)
    return joined, decisions.and_then(all_of(each))


def _refuse_zones_in_some(columns: dict[Path, "pd.DataFrame"]) -> None:
    """Raise InputError if the moments of some files are in UTC and those of others without zone."""
    zoned = {file: column.index.tz is not None for file, column in columns.items()}
    if len(set(zoned.values())) > 1:
        with_zone = next(file for file, has_zone in zoned.items() if has_zone)
        without = next(file for file, has_zone in zoned.items() if not has_zone)
        raise InputError(
            f"all times must have a zone or none under resolution: time, but those of {with_zone} have one and those "
            f"of {without} have none"
        )


def samples_of_panel(panel: Panel, returns: np.ndarray, settings: DatasetSettings, noun: str) -> RawSamples:
    """Return returns of a panel, dated by their ends, with what deserves a closer look.

    Parameters
    ----------
    panel : Panel
    returns : (n_samples, n_shares) float64 array
        Of the last dates of the panel.
    settings : DatasetSettings
    noun : str
        What they are, such as "log returns".
    """
    index = panel.values.index
    dates = panel.dates[len(index) - len(returns) :]
    word, apart = spacing(index)
    made = []
    if word != "daily":
        made.append(f"dates are {apart} apart (median), so that {noun} are {word}")
    if settings.resolution == "time":
        made.append(
            f"{nights(index)} of {len(index) - 1} steps between rows reach over a night (resolution: time)"
        )
    by_share = still_warnings(returns, dates, panel.values.notna().to_numpy(), panel.dates)
    return RawSamples(
        blocks=blocks_of_array(returns),
        n_samples=len(returns),
        variables=tuple(map(str, panel.values.columns)),
        source=panel.source,
        dates=dates,
        span=f"{word} {noun} of {dates[0]} to {dates[-1]}",
        decisions=panel.decisions.and_then(Decisions(made=tuple(made))),
        warnings=ReaderWarnings(
            whole=(*calendar_warnings(index), *holiday_warnings(returns, dates)),
            by_variable=dict(zip(map(str, panel.values.columns), by_share, strict=True)),
        ),
        value_name=f"{word} {noun.removesuffix('s')}",
    )
