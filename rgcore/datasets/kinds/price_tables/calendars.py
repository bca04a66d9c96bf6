"""The dates of several shares as one calendar."""

from typing import TYPE_CHECKING

import numpy as np

from rgcore.datasets.decisions import Decisions
from rgcore.datasets.keys.missing import MissingShare
from rgcore.datasets.messages import listing
from rgcore.datasets.settings import DatasetSettings
from rgcore.datasets.size_limits import MINIMUM_SAMPLES
from rgcore.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["date_names", "one_calendar", "refuse_missing"]

SATURDAY = 5  # counted from 0 on Monday
FEWEST_STILL = 3  # dates on which no share moves, which are no accident


def one_calendar(
    values: "pd.DataFrame", settings: DatasetSettings, source: str
) -> tuple["pd.DataFrame", Decisions]:
    """Return the values in the order of time: on all dates that have any, or on those that all shares have.

    Parameters
    ----------
    values : (n_dates, n_shares) float64 DataFrame
        In any order, missing ones NaN.
    settings : DatasetSettings
        Its key ``calendar`` chooses.
    source : str
        For messages.

    Raises
    ------
    InputError
        If prices are carried forward over weekends; under ``calendar: common``, if fewer than 21 dates are common:
        names the shares that begin last and end first.
    """
    made = []
    if not values.index.is_monotonic_increasing:
        order = "latest first" if values.index.is_monotonic_decreasing else "in no order of time"
        made.append(f"rows come {order} and are put in the order of time")
        values = values.sort_index()
    empty = values.isna().all(axis=1).to_numpy()
    if empty.any():
        dates = "1 date has" if empty.sum() == 1 else f"{empty.sum()} dates have"
        made.append(f"{dates} no entry at all, as on holidays, and returns reach over them")
        values = values[~empty]
    values, of_weekends = _without_weekends(values, settings, source)
    made += of_weekends
    kept = _kept_shares(values, settings)
    common = values.loc[:, kept].notna().all(axis=1).to_numpy()
    of_those = "" if kept.all() else f" that missing: {settings.missing} keeps"
    all_shares = f"{common.sum()} of {len(values)} dates are common to all {kept.sum()} shares{of_those}"
    if settings.calendar == "common":
        if common.sum() <= MINIMUM_SAMPLES:
            raise InputError(_too_few(values.loc[:, kept], int(common.sum()), source))
        left_out = "" if common.all() else ", the others are left out"
        made.append(f"{all_shares}{left_out} (calendar: common)")
        values = values[common]
    elif not common.all():
        made.append(f"{all_shares} (calendar: common would leave out the others)")
    return values, Decisions(made=tuple(made))


def _without_weekends(
    values: "pd.DataFrame", settings: DatasetSettings, source: str
) -> tuple["pd.DataFrame", list[str]]:
    """Return the values without Saturdays and Sundays under ``calendar: weekdays``, and the decisions.

    Raises
    ------
    InputError
        If no share moves on most of them, and the key ``calendar`` is not given.
    """
    weekend = values.index.day_of_week >= SATURDAY
    if settings.calendar == "weekdays":
        made = [f"{weekend.sum()} Saturdays and Sundays are left out (calendar: weekdays)"]
        return values[~weekend], made if weekend.any() else []
    n_still = int((weekend & _dates_without_moves(values)).sum())
    if (
        "calendar" not in settings.model_fields_set
        and n_still >= FEWEST_STILL
        and 2 * n_still > weekend.sum()
    ):
        raise InputError(
            f"{source} must hold days of trade, but no share moves on {n_still} of {weekend.sum()} Saturdays and "
            "Sundays, as where prices are carried forward: write calendar: weekdays to leave them out, or calendar: "
            "all to keep them"
        )
    return values, []


def _dates_without_moves(values: "pd.DataFrame") -> np.ndarray:
    """Return the mask of the dates with the prices of the date before for all shares, or with returns of zero."""
    carried = (values.ffill().diff().fillna(0) == 0).all(axis=1).to_numpy(copy=True)
    carried[:1] = False
    return carried | (values.fillna(0) == 0).all(axis=1).to_numpy()


def _kept_shares(values: "pd.DataFrame", settings: DatasetSettings) -> np.ndarray:
    """Return the mask of the shares that do not have too many gaps for ``missing``; the others shorten no calendar."""
    if not isinstance(settings.missing, MissingShare):
        return np.ones(values.shape[1], dtype=bool)
    return values.isna().mean().to_numpy() <= settings.missing.drop_variables_above


def refuse_missing(values: "pd.DataFrame", settings: DatasetSettings, source: str) -> None:
    """Raise InputError if an entry is missing under ``missing: error``."""
    gaps = values.isna().to_numpy()
    if settings.missing != "error" or not gaps.any():
        return
    row, column = np.argwhere(gaps)[0]
    common = (~gaps).all(axis=1).sum()
    raise InputError(
        f"{source} must have no missing entry under missing: error, found {gaps.sum()} in {gaps.any(axis=0).sum()} of "
        f"{gaps.shape[1]} shares, the first in variable {values.columns[column]}, {date_names(values.index)[row]}: "
        f"write missing: drop_variables, missing: drop_samples, or calendar: common for the {common} of {len(gaps)} "
        "dates that all shares have"
    )


def date_names(index: "pd.DatetimeIndex") -> tuple[str, ...]:
    """Return dates as text, with the time of day where there is one."""
    days = (index == index.normalize()).all()
    return tuple(index.strftime("%Y-%m-%d" if days else "%Y-%m-%d %H:%M:%S"))


def _too_few(values: "pd.DataFrame", n_common: int, source: str) -> str:
    first = values.apply(lambda share: share.first_valid_index())
    last = values.apply(lambda share: share.last_valid_index())
    late, early = first.idxmax(), last.idxmin()
    return (
        f"{source} must have at least {MINIMUM_SAMPLES + 1} dates that all shares have under calendar: common, found "
        f"{n_common} of {len(values)}: {late} begins on {first[late]:%Y-%m-%d} and {early} ends on "
        f"{last[early]:%Y-%m-%d}, exclude: {listing(list(dict.fromkeys([late, early])))} may help"
    )
