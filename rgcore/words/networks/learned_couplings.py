"""Fixed points of the couplings under maps, and how much of the largest information each map keeps."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.selection.networks.map_couplings import MAP, critical_information, map_name
from rgcore.words.wording import count, number, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the fixed points and exponents of the last step by map, and the shares of information."""
    points = tables["map_fixed_points"]
    last = points[(points["step"] == points["step"].max()) & (points["sides"] == "equal")]
    sentences = [_fixed_points(keys, rows) for keys, rows in last.groupby(MAP)]
    rows = critical_information(tables["map_information"])
    shares = [
        f"{map_name(tuple(row[name] for name in MAP))} "
        f"{with_error(row['share_of_best_block'], row['share_of_best_block_err'])}"
        for _, row in rows.iterrows()
    ]
    first = rows.iloc[0]
    return (
        f"Where the coupling does not change in step {int(last['step'].iloc[0])}, beside lattices of half the side and "
        f"the same number of coarse spins, for nearest neighbours alone and for the sum of four couplings: "
        f"{'; '.join(sentences)}. Information at T = {number(first['temperature'], 7)} J/k_B with "
        f"{int(first['buffer'])} rows between block and surroundings, as a share of that of the best odd map of the "
        f"block: {'; '.join(shares)}. "
        f"There are {count(int(last['n_replicas'].max()), 'replica')}."
    )


def _fixed_points(keys: tuple[str, str, str], rows: DataFrame) -> str:
    """Return the fixed points of one map, that of nearest neighbours alone first."""
    by_truncation = rows.set_index("truncation")
    found = [_fixed_point(by_truncation.loc[name]) for name in ("nearest_neighbour", "all_four")]
    return f"{map_name(keys)}: {' and '.join(dict.fromkeys(found))}"


def _fixed_point(row: Series) -> str:
    if np.isnan(row["critical_coupling"]):
        return f"at no K in {row['n_replicas'] - row['n_crossings']} of {row['n_replicas']} replicas"
    parts = [
        f"{symbol} = {number(row[name], digits)} ({number(row[f'{name}_low'], digits)} to "
        f"{number(row[f'{name}_high'], digits)})"
        for symbol, name, digits in (("K", "critical_coupling", 5), ("y_t", "thermal_exponent", 3))
    ]
    return ", ".join(parts)
