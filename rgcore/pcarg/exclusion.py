"""Which nulls a flow excludes: rank tests against draws, corrected for cutoffs, flows and nulls."""

import numpy as np
import pandas as pd

__all__ = ["LEVEL", "exclusion_table", "leave_one_out_deviations", "rank_p_value"]

LEVEL = 0.05
"""Chance of excluding any true null of a data set, at most."""

_RESOLUTION = 1e-9  # of a kurtosis: below lies rounding, as where a null keeps the kurtosis of every variable


def leave_one_out_deviations(curves: np.ndarray) -> np.ndarray:
    """Return how far each curve lies from the mean of the others, in units of the others' standard deviation.

    Data and draws are treated alike: under the null the rows of the result are exchangeable, which makes any rank
    test of a function of a row exact. (Against mean and deviation of the draws alone a draw would lie nearer than the
    data, as it is one of them.)

    Parameters
    ----------
    curves : (n_curves, n_points) float64 array
        The data and at least two draws.

    Returns
    -------
    (n_curves, n_points) float64 array
        0 where all curves agree within 1e-9.
    """
    n_others = len(curves) - 1
    centred = curves - curves.mean(axis=0)
    total = np.sum(centred**2, axis=0)
    mean = -centred / n_others  # of the others
    variance = np.maximum(total - centred**2 - n_others * mean**2, 0) / (n_others - 1)
    spread = np.ptp(curves, axis=0)
    informative = spread > _RESOLUTION
    floor = np.where(informative, _RESOLUTION * spread, 1.0)
    return np.where(informative, (centred - mean) / np.maximum(np.sqrt(variance), floor), 0.0)


def rank_p_value(statistics: np.ndarray, threshold: float) -> float:
    """Return (1 + number of draws that reach the threshold) / (n_draws + 1).

    Parameters
    ----------
    statistics : (n_draws,) float64 array
        Of the draws.
    threshold : float
        The statistic of the data.
    """
    return float((1 + np.count_nonzero(statistics >= threshold)) / (len(statistics) + 1))


def exclusion_table(flow: pd.DataFrame, draws: pd.DataFrame) -> pd.DataFrame:
    """Test every flow of every data set against the draws of each null.

    The statistic of a flow is the largest deviation, over its cutoffs, of the log of the median kurtosis from its mean
    over the others (:func:`leave_one_out_deviations`), up or down. ``p_value`` compares it with that of the draws: it
    is exact under the null, and corrected for having looked at all cutoffs. ``p_corrected`` is corrected for the other
    flows too (draws enter with their largest statistic over all flows: Westfall and Young, Resampling-Based Multiple
    Testing (1993)), and for the other nulls of the data set (Holm, Scand. J. Stat. 6, 65 (1979)). ``excluded`` is
    p_corrected <= 0.05: with probability 95 % none of the excluded nulls of a data set is true. That takes draws:
    p_corrected cannot be below ``p_smallest`` = n_nulls / (n_draws + 1). ``deviation`` is then only descriptive.

    Parameters
    ----------
    flow : DataFrame
        Table ``pca_flow``; of it the rows of source "data".
    draws : DataFrame
        Table ``pca_nulls``.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_exclusion``.
    """
    data = flow[flow["source"] == "data"]
    tables = []
    for dataset, nulls in draws.groupby("dataset"):
        own = data[data["dataset"] == dataset].set_index(_POINT)["kurtosis_median"].sort_index()
        tests = {source: _test(own, rows) for source, rows in nulls.groupby("source")}
        corrected = _holm({source: test["p_all"].iloc[0] for source, test in tests.items()})
        for source, test in tests.items():
            factor, least = corrected[source]
            p_corrected = np.maximum(np.minimum(factor * test["p_flows"], 1.0), least)
            p_smallest = min(1.0, len(tests) / (test["n_draws"].iloc[0] + 1))
            tables.append(
                test.drop(columns=["p_all", "p_flows"]).assign(
                    dataset=dataset,
                    source=source,
                    p_corrected=p_corrected,
                    p_smallest=p_smallest,
                    excluded=p_corrected <= LEVEL,
                )
            )
    return pd.concat(tables, ignore_index=True)


_FLOW = ["scaling", "dropped_top"]
_POINT = [*_FLOW, "n_kept"]
_FITTED = ["degrees_of_freedom", "degrees_of_freedom_err", "n_factors"]


def _test(data: pd.Series, rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per flow; with the p-values over all flows together, p_flows of this one, p_all of the largest."""
    table = rows.pivot_table(index=_POINT, columns="draw", values="kurtosis_median").loc[data.index]
    deviations = leave_one_out_deviations(np.log(np.column_stack([data, table]).T))  # (1 + n_draws, n_points)
    flows = data.index.droplevel("n_kept")
    largest = (
        pd.DataFrame(np.abs(deviations).T).groupby([flows.get_level_values(name) for name in _FLOW]).max()
    )
    overall = largest.to_numpy().max(axis=0)  # (1 + n_draws,)
    fitted = rows.iloc[0][_FITTED].to_dict()
    fractions = rows.drop_duplicates(_POINT).set_index(_POINT)["kept_fraction"]
    found = []
    for flow, statistics in zip(largest.index, largest.to_numpy(), strict=True):
        own = np.flatnonzero(flows == flow)
        farthest = own[np.argmax(np.abs(deviations[0, own]))]
        found.append(
            {
                **dict(zip(_FLOW, flow, strict=True)),
                "deviation": deviations[0, farthest],
                "n_kept": data.index[farthest][-1],
                "kept_fraction": fractions[data.index[farthest]],
                "p_value": rank_p_value(statistics[1:], statistics[0]),
                "p_flows": rank_p_value(overall[1:], statistics[0]),
                "p_all": rank_p_value(overall[1:], overall[0]),
                "n_draws": len(overall) - 1,
                **fitted,
            }
        )
    return pd.DataFrame(found)


def _holm(p_values: dict[str, float]) -> dict[str, tuple[int, float]]:
    """Return Holm's factor of each null, and the corrected p-value of the nulls before it, which bounds its own."""
    least, found = 0.0, {}
    for place, source in enumerate(sorted(p_values, key=p_values.get)):
        factor = len(p_values) - place
        found[source] = factor, least
        least = max(least, min(1.0, factor * p_values[source]))
    return found
