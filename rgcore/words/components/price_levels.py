"""What levels of prices give beside returns, and which random walks give the same."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.selection.components.windows import place_in_time
from rgcore.selection.names import plain
from rgcore.selection.rows import data_sets
from rgcore.words.wording import count, listing, number, with_error

__all__ = ["seen"]

_NULLS = ("independent_walks", "shuffled_walks", "gaussian_walks", "factor_walks", "resampled_days")
_PLACES = {"within": "within the range of", "above": "above", "below": "below"}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each data set of prices, its kurtosis as returns and as levels, and its place among random walks."""
    levels, windows = tables["price_levels"], tables["window_scan"]
    windows = windows[windows["scaling"] == "covariance"]
    sentences = [
        _data_set(name, *(table[table["dataset"] == name] for table in (levels, windows)))
        for name in data_sets(levels)
    ]
    return " ".join(sentences) or "No data set holds prices."


def _data_set(name: str, rows: DataFrame, windows: DataFrame) -> str:
    parts = [_ways(rows), _beside_walks(rows), _closed_form(rows), _in_time(windows)]
    return f"{name}: {' '.join(part for part in parts if part)}"


def _in_time(windows: DataFrame) -> str:
    """Return in which windows the share of the largest mode is largest and smallest."""
    if windows.empty:
        return ""
    shares = windows["largest_share"].to_numpy()
    ends = [
        f"{with_error(row['largest_share'], row['largest_share_err'])} in {place_in_time(row)}"
        for row in (windows.iloc[shares.argmax()], windows.iloc[shares.argmin()])
    ]
    return f"In {count(len(windows), 'window')} the share of the largest mode is between {ends[1]} and {ends[0]}."


def _row(rows: DataFrame, transform: str, source: str, place: int) -> Series:
    """Return the row with the fewest modes kept (place 0) or with all (place -1)."""
    found = rows[(rows["transform"] == transform) & (rows["source"] == source)]
    return found.sort_values("n_kept").iloc[place]


def _ways(rows: DataFrame) -> str:
    known = set(rows["transform"])
    parts = []
    for transform in (name for name in ("log_returns", "levels", "log_levels") if name in known):
        every, few = (_row(rows, transform, "data", place) for place in (-1, 0))
        parts.append(
            f"{plain(transform)} have the median kurtosis "
            f"{with_error(every['kurtosis_median'], every['kurtosis_median_err'])} with all modes and "
            f"{with_error(few['kurtosis_median'], few['kurtosis_median_err'])} with {few['n_kept']} of "
            f"{every['n_kept']}, and {with_error(every['largest_share'], every['largest_share_err'])} of their "
            "variance is in the largest mode"
        )
    return "; ".join(parts) + "."


def _beside_walks(rows: DataFrame) -> str:
    """Return where the kurtosis of log levels, with the fewest and with all modes, is among the draws of each null."""
    sentences = []
    for place, kept in ((0, "the fewest modes"), (-1, "all modes")):
        found = {null: _row(rows, "log_levels", null, place)["data_beside_draws"] for null in _NULLS}
        groups = [
            f"{words} {listing(plain(null) for null, place in found.items() if place == beside)}"
            for beside, words in _PLACES.items()
            if beside in found.values()
        ]
        sentences.append(f"with {kept}, {listing(groups)}")
    return f"The median kurtosis of log levels is, {'; '.join(sentences)}."


def _closed_form(rows: DataFrame) -> str:
    walks = _row(rows, "log_levels", "independent_walks", 0)
    kept = count(walks["n_kept"], "mode")
    return (
        f"Of independent walks without drift the largest mode has {number(walks['largest_share'])} of the variance "
        f"(closed form {number(walks['largest_share_expected'])}) and the mean kurtosis with {kept} is "
        f"{number(walks['kurtosis_mean'])} (closed form {number(walks['kurtosis_mean_expected'])})."
    )
