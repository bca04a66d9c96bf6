"""How often the tests would exclude each null if the data were draws of another, as a table."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from rgcore.arguments.objects import a_table, columns_of_numbers
from rgcore.cards import load_card
from rgcore.pcarg.nulls.exclusion.exclusion_table import FLOW, LEVEL, POINT
from rgcore.pcarg.nulls.exclusion.rank_tests import flow_tests
from rgcore.stats.shares import interval_of_share

__all__ = ["power_table"]

MOST_SETS = 200  # draws of an alternative that are taken as data


def power_table(draws: pd.DataFrame) -> pd.DataFrame:
    """Return the power of the tests of :func:`rgcore.pcarg.exclusion_table` against known alternatives.

    Each draw of an alternative is taken as data and tested against the draws of the null. ``power`` is the share of
    these data sets for which the null would be excluded: p, corrected for cutoffs and flows and multiplied by the
    number of nulls as in the first step of Holm's correction, is at most ``LEVEL``. Nulls are not fitted anew to the
    draws: the power is that of the null as fitted to the data. It costs no draw, and about 0.1 ms per data set and
    null.

    Parameters
    ----------
    draws : DataFrame
        Table ``pca_nulls``.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_power``; no row for data sets with one null only.

    Raises
    ------
    InputError
        If it is another table.
    """
    needed = ["dataset", "source", *POINT, "kurtosis_median", "draw"]
    columns_of_numbers("draws", a_table("draws", draws, needed), needed[3:])
    rows = [row for dataset, own in draws.groupby("dataset") for row in _of_dataset(dataset, own)]
    columns = ["dataset", "source", "source_label", "alternative", "alternative_label", *FLOW]
    return pd.DataFrame(rows, columns=[*columns, "power", "power_low", "power_high", "n_sets", "level"])


def _of_dataset(dataset: str, draws: pd.DataFrame) -> Iterator[tuple]:
    """Yield a row for each null, each alternative and each flow."""
    first = draws[(draws["source"] == draws["source"].iloc[0]) & (draws["draw"] == draws["draw"].min())]
    points = first.sort_values(POINT)
    flows, names = points.groupby(FLOW).ngroup().to_numpy(), points[FLOW].drop_duplicates()
    curves = {source: _curves(own, len(points)) for source, own in draws.groupby("source")}
    labels = {source: load_card("rgcore.pcarg.nulls", source).label for source in curves}
    for source, alternative in ((a, b) for a in curves for b in curves if a != b):
        sets = curves[alternative][:MOST_SETS]
        excluded = [len(curves) * _p_values(each, curves[source], flows) <= LEVEL for each in sets]
        for flow, n_excluded in zip(names.itertuples(index=False), np.sum(excluded, axis=0), strict=True):
            yield (
                *(dataset, source, labels[source], alternative, labels[alternative], *flow),
                *(n_excluded / len(sets), *interval_of_share(int(n_excluded), len(sets)), len(sets), LEVEL),
            )


def _curves(draws: pd.DataFrame, n_points: int) -> np.ndarray:
    """Return the log medians of each draw, (n_draws, n_points)."""
    return np.log(draws.sort_values(["draw", *POINT])["kurtosis_median"].to_numpy()).reshape(-1, n_points)


def _p_values(curve: np.ndarray, draws: np.ndarray, flows: np.ndarray) -> np.ndarray:
    return flow_tests(np.vstack([curve, draws]), flows).p_together
