"""Deviations of the numbers in one column from those of a reference."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rgcore.repeatability import Repeatability
from rgcore.stats.comparison import ERRORS_IN_INTERVAL
from rgcore.verification.cells import column_of
from rgcore.verification.references.reference_files import rounded, rounding_of_first
from rgcore.verification.scatter import excess, normal_equivalent, standard_errors
from rgcore.verification.ways import SHARE_OF_STANDARD_ERROR

__all__ = ["errors_of_column", "in_standard_errors", "in_tolerances", "printed_errors"]

_SAME = 1e-6  # relative: reference numbers are rounded to single precision
_SMALLEST = 1e-3  # of the median: a standard error below counts as one of that size


def in_tolerances(
    numbers: Mapping[str, pd.DataFrame], column: str, new: pd.Series, repeatability: Repeatability
) -> pd.Series:
    """Return by how many tolerances the numbers of a column deviate from those of the first run, by row.

    Parameters
    ----------
    numbers : mapping of str to DataFrame
        Of the reference, by column: by row, with a column per run.
    column : str
    new : Series
        Numbers in this column of the run that is compared, by row.
    repeatability : Repeatability
        Of their table.
    """
    first = numbers[column].iloc[:, 0]
    tolerance = repeatability.atol + repeatability.rtol * first.abs() + rounding_of_first(numbers[column])
    if repeatability.kind != "exact" and column_of(column) not in repeatability.fixed:
        share = SHARE_OF_STANDARD_ERROR * errors_of_column(numbers, column).reindex(first.index).fillna(0.0)
        tolerance += share * first.abs() if _is_error(column) else share
    return ((new.reindex(first.index) - first).abs() / tolerance).dropna()


def in_standard_errors(
    numbers: Mapping[str, pd.DataFrame], column: str, new: pd.Series, printed: pd.Series | None = None
) -> pd.Series:
    """Return by how many standard errors the numbers of a column deviate from the mean of all runs, by row.

    A row whose new number has a larger standard error of its own, ``printed`` by row, counts with that one. Where
    nothing in the column scatters, numbers that are others now are counted like labels. Other parameters are those of
    :func:`in_tolerances`.
    """
    values = rounded(new).reindex(numbers[column].dropna().index).dropna()
    runs, error = (each.loc[values.index] for each in (numbers[column], errors_of_column(numbers, column)))
    if printed is not None:
        own = printed.reindex(values.index) * np.sqrt(1 + 1 / runs.shape[1])
        error = error.where(~(own > error) | (error == 0), own)
    before, now = _measured(column, runs), _measured(column, values.to_frame()).iloc[:, 0]
    distance = (now - before.mean(axis=1)).abs()
    differs = distance > _SAME * before.iloc[:, 0].abs()  # in the digits that are stored
    changed = differs & (error == 0)
    ratio = (distance / error.where(error > 0)).fillna(0.0).where(differs, 0.0)
    if printed_errors(numbers, column) is None:
        ratio[:] = normal_equivalent(ratio.to_numpy(), before.to_numpy())
    return ratio.where(~changed, excess(changed.sum(), len(changed)))


def errors_of_column(numbers: Mapping[str, pd.DataFrame], column: str) -> pd.Series:
    """Return the standard error of (another run - mean of the runs) by row, of rows with a number in every run.

    Of columns that are standard errors themselves, that of their logarithm.
    """
    runs, printed = numbers[column].dropna(), printed_errors(numbers, column)
    beside = None if printed is None else printed.reindex(runs.index).to_numpy()
    return pd.Series(
        standard_errors(_measured(column, runs).to_numpy(), beside), index=runs.index, dtype=float
    )


def printed_errors(numbers: Mapping[str, pd.DataFrame], column: str) -> pd.DataFrame | None:
    """Return the standard errors that a table states for a column, by row, or None.

    Of a column with a 95 % interval, and of both ends, half the width of the interval counts as 1.96 of them.
    """
    if f"{column}_err" in numbers:
        return numbers[f"{column}_err"]
    start = column.removesuffix("_low").removesuffix("_high")
    if {f"{start}_low", f"{start}_high"} <= set(numbers):
        return (numbers[f"{start}_high"] - numbers[f"{start}_low"]) / ERRORS_IN_INTERVAL
    return None


def _measured(column: str, runs: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers in which runs are compared: of standard errors the logarithms."""
    if not _is_error(column):
        return runs
    smallest = _SMALLEST * float(np.median(runs.to_numpy())) if len(runs) else 0.0
    return np.log(runs.clip(lower=smallest)) if smallest > 0 else runs


def _is_error(column: str) -> bool:
    return column_of(column).endswith("_err")
