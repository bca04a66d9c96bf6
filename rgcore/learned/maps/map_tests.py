"""Exponents of maps over replicas: means, intervals, and tests against the exact values and other maps."""

import numpy as np
import pandas as pd
from scipy import stats

from rgcore.stats.holm import holm
from rgcore.stats.student import interval_reach

__all__ = ["TOLERANCE", "map_tests"]

TOLERANCE = {"even": 0.03, "odd": 0.01}
"""Distance from the exact exponent up to which a map passes; the majority rule is about a fifth of it away."""

_OF_MAP = ["side", "temperature", "hidden", "sector", "blocking_step"]
_KEPT = ["sharing", "source", "training_temperature", "l1", "units", "blocked_side", "exponent_exact"]
_MEANS = [
    "norm",
    "block_share",
    "positive_share",
    "share_outside",
    "tiling_distance",
    "share_variation",
    "neighbour_correlation",
]
_TESTED = {"exponent": "p_exact", "difference": "p_majority", "reference_difference": "p_reference"}


def map_tests(exponents: pd.DataFrame, reference: str) -> pd.DataFrame:
    """Return the table ``learned_map_tests``.

    Replicas differ in everything: configurations trained on, the training run, and configurations tested on. Their
    scatter is the only error that is used; differences are taken replica by replica. Each kind of test is corrected for
    all maps and both exponents of one step, by Holm's procedure.

    Parameters
    ----------
    exponents : DataFrame
        Table ``learned_map_exponents``.
    reference : str
        The map to compare the others with, beside the majority rule.
    """
    place = [*_OF_MAP, "replica"]
    of_reference = exponents[exponents["map"] == reference].set_index(place)["exponent"]
    paired = (
        exponents["exponent"].to_numpy()
        - of_reference.reindex(pd.MultiIndex.from_frame(exponents[place])).to_numpy()
    )
    paired[exponents["map"] == reference] = np.nan  # no test of a map against itself
    groups = exponents.assign(reference_difference=paired).groupby([*_OF_MAP, "map"], sort=True)
    table = groups[_KEPT].first().join(groups[_MEANS].mean()).join(groups.size().rename("n_replicas"))
    for name in _TESTED:
        values = groups[name].agg(lambda each: each.mean(skipna=False))
        table[name] = values
        table[f"{name}_err"] = groups[name].sem().where(values.notna())
    return _judged(_with_tests(table.reset_index()))


def _with_tests(table: pd.DataFrame) -> pd.DataFrame:
    """Add p-values, corrected within each step, and 95 % intervals of the exponent."""
    freedom = table["n_replicas"] - 1
    reach = interval_reach(table["n_replicas"]) * table["exponent_err"]
    table = table.assign(exponent_low=table["exponent"] - reach, exponent_high=table["exponent"] + reach)
    for name, p_name in _TESTED.items():
        away = table[name] - (table["exponent_exact"] if name == "exponent" else 0.0)
        table[p_name] = 2 * stats.t.sf(np.abs(away / table[f"{name}_err"]), freedom)
        table[p_name] = table.groupby(["side", "temperature", "blocking_step"])[p_name].transform(holm)
    return table


def _judged(table: pd.DataFrame) -> pd.DataFrame:
    tolerance = table["sector"].map(TOLERANCE)
    low, high = (table[name] - table["exponent_exact"] for name in ("exponent_low", "exponent_high"))
    verdict = np.select(
        [
            (low + high).isna(),
            (low >= -tolerance) & (high <= tolerance),
            (low > tolerance) | (high < -tolerance),
        ],
        ["undefined", "passes", "fails"],
        "open",
    )
    return table.assign(tolerance=tolerance, verdict=verdict)
