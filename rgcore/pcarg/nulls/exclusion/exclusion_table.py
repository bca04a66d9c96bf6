"""Which nulls the flows of each data set exclude, as a table."""

from dataclasses import fields

import numpy as np
import pandas as pd

from rgcore.arguments.objects import a_table, columns_of_numbers
from rgcore.cards import load_card
from rgcore.errors import InputError
from rgcore.pcarg.nulls.cards import FitReport
from rgcore.pcarg.nulls.exclusion.rank_tests import FlowTests, corrected_p_values, flow_tests
from rgcore.pcarg.nulls.exclusion.residual_time import keeps_autocorrelation

__all__ = ["FLOW", "LEVEL", "POINT", "exclusion_table"]

LEVEL = 0.05
"""Largest probability that any true null of a data set is excluded."""

FLOW = ["scaling", "dropped_top"]
POINT = [*FLOW, "n_kept"]
_REPRODUCES = ("reproduces_kurtosis", "reproduces_autocorrelation")
_FITTED = [each.name for each in fields(FitReport)]


def exclusion_table(flow: pd.DataFrame, draws: pd.DataFrame) -> pd.DataFrame:
    """Test every flow of every data set against the draws of each null.

    A curve is the log of the median kurtosis against the number of modes kept. ``p_value`` is corrected for the number
    of cutoffs (:func:`flow_tests`), ``p_corrected`` for the other flows and nulls of the data set too
    (:func:`corrected_p_values`). ``excluded`` is p_corrected <= ``LEVEL``, of a null whose draws bracket the kurtosis
    that it is fitted to, if it is, and have the autocorrelation that a drive leaves in the data
    (:func:`rgcore.pcarg.nulls.exclusion.residual_time.residual_time`): the probability that any true null of a data
    set is excluded is at most ``LEVEL``, approximately so for nulls with fitted parameters. p_corrected cannot be below
    ``p_smallest`` = n_nulls / (n_draws + 1), which sets how many draws are needed. ``deviation``, in standard
    deviations of the draws, is only descriptive.

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

    Raises
    ------
    InputError
        If these are other tables, or flow and draws are not of the same data sets and cutoffs.
    """
    needed = ["dataset", "source", *POINT, "kept_fraction", "kurtosis_median"]
    columns_of_numbers("flow", a_table("flow", flow, needed), needed[3:])
    columns_of_numbers("draws", a_table("draws", draws, [*needed, "draw", *_FITTED]), needed[3:])
    data = flow[flow["source"] == "data"]
    missing = sorted(set(draws["dataset"]) - set(data["dataset"]))
    if missing:
        raise InputError(
            f"flow must have rows of source data for {', '.join(map(str, missing))}, it has none"
        )
    tables = [
        _of_dataset(data[data["dataset"] == dataset].sort_values(POINT), nulls).assign(dataset=dataset)
        for dataset, nulls in draws.groupby("dataset")
    ]
    return pd.concat(tables, ignore_index=True)


def _of_dataset(data: pd.DataFrame, nulls: pd.DataFrame) -> pd.DataFrame:
    flows = data.groupby(FLOW).ngroup().to_numpy()
    own = np.log(data["kurtosis_median"].to_numpy())
    groups = {source: rows.sort_values(["draw", *POINT]) for source, rows in nulls.groupby("source")}
    tests = {
        source: flow_tests(np.vstack([own, np.log(_medians(rows, data))]), flows)
        for source, rows in groups.items()
    }
    corrected = corrected_p_values(tests)
    reports = {source: _report(source, groups[source], data) for source in tests}
    return pd.concat(
        [
            _rows(data, flows, test).assign(
                source=source,
                **_declared(source),
                p_corrected=corrected[source],
                p_smallest=min(1.0, len(tests) / (test.n_draws + 1)),
                level=LEVEL,
                excluded=(corrected[source] <= LEVEL) & all(reports[source][each] for each in _REPRODUCES),
                draws_needed=round(len(tests) / LEVEL) - 1,
                **reports[source],
            )
            for source, test in tests.items()
        ]
    )


def _declared(source: str) -> dict[str, str]:
    """Return label and sentence of the card of a null, for figures and words."""
    card = load_card("rgcore.pcarg.nulls", source)
    return {"source_label": card.label, "source_sentence": card.sentence}


def _report(source: str, draws: pd.DataFrame, data: pd.DataFrame) -> dict[str, object]:
    """Return what is fitted, and whether the draws of a null reproduce what they must."""
    fitted, times = draws.iloc[0][_FITTED].to_dict(), draws["null_residual_time"]
    return {
        **fitted,
        "null_residual_time": float(times.mean()),
        "null_residual_time_high": float(times.max()),
        "reproduces_kurtosis": _reproduces_kurtosis(source, draws, data),
        "reproduces_autocorrelation": keeps_autocorrelation(fitted["residual_time"], times),
    }


def _reproduces_kurtosis(source: str, draws: pd.DataFrame, data: pd.DataFrame) -> bool:
    """Return whether the draws of a null with all modes kept lie on both sides of the kurtosis it is fitted to."""
    if not load_card("rgcore.pcarg.nulls", source).fits_kurtosis:
        return True
    whole = ["scaling", "dropped_top", "n_kept"]
    row = data[data["dropped_top"] == data["dropped_top"].min()].sort_values(["scaling", "n_kept"]).iloc[-1]
    medians = draws.loc[(draws[whole] == row[whole]).all(axis=1), "kurtosis_median"]
    return bool(medians.min() <= row["kurtosis_median"] <= medians.max())


def _medians(rows: pd.DataFrame, data: pd.DataFrame) -> np.ndarray:
    """Return the (n_draws, n_points) medians of draws at the points of the data, both sorted."""
    whole = len(rows) % len(data) == 0
    if (
        not whole
        or not (rows[POINT].to_numpy().reshape(-1, len(data), len(POINT)) == data[POINT].to_numpy()).all()
    ):
        raise InputError("flow and draws must have the same scalings, dropped_top and n_kept, they differ")
    return rows["kurtosis_median"].to_numpy().reshape(-1, len(data))


def _rows(data: pd.DataFrame, flows: np.ndarray, test: FlowTests) -> pd.DataFrame:
    """Return one row per flow, with the cutoff of the largest deviation."""
    order = np.lexsort((-np.abs(test.deviations), flows))
    largest = order[np.searchsorted(flows[order], np.arange(len(test.p_values)))]
    table = data.iloc[largest][[*POINT, "kept_fraction"]]
    return table.assign(deviation=test.deviations[largest], p_value=test.p_values, n_draws=test.n_draws)
