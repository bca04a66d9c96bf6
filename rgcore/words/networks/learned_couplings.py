"""Fixed points of the couplings under maps, and how much of the largest information each map keeps."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.networks.map_couplings import MAP, critical_information, map_name
from rgcore.words.wording import count, number, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the fixed point and exponent of the last step by map, and the shares of information."""
    points = tables["map_fixed_points"]
    last = points[(points["step"] == points["step"].max()) & (points["truncation"] == "nearest_neighbour")]
    sentences = [_fixed_point(row) for row in last.itertuples()]
    rows = critical_information(tables["map_information"])
    shares = [
        f"{map_name(tuple(row[name] for name in MAP))} "
        f"{with_error(row['share_of_best_block'], row['share_of_best_block_err'])}"
        for _, row in rows.iterrows()
    ]
    first = rows.iloc[0]
    return (
        f"Where the nearest-neighbour coupling does not change in step {int(last['step'].iloc[0])}: "
        f"{'; '.join(sentences)}. Information at T = {number(first['temperature'], 7)} J/k_B with "
        f"{int(first['buffer'])} rows between block and surroundings, as a share of that of the best map of the block: "
        f"{'; '.join(shares)}. There are {count(int(last['n_replicas'].max()), 'replica')}."
    )


def _fixed_point(row: tuple) -> str:
    name = map_name((row.map, row.hidden, row.trained_at))
    if np.isnan(row.critical_coupling):
        return f"{name}: at no K in {row.n_replicas - row.n_crossings} of {row.n_replicas} replicas"
    exponent = (
        f"y_t = {number(row.thermal_exponent)} ({number(row.thermal_exponent_low)} to "
        f"{number(row.thermal_exponent_high)})"
    )
    return (
        f"{name}: K = {number(row.critical_coupling, 5)} ({number(row.critical_coupling_low, 5)} to "
        f"{number(row.critical_coupling_high, 5)}), {exponent}"
    )
