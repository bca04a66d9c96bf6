"""Fixed points of the flow of couplings: where the coupling does not change in a step, and how fast it leaves there."""

import numpy as np
import pandas as pd

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.learned.map_couplings.coupling_rows import ALONE, NO_MAP, SUM
from rgcore.learned.map_couplings.settings import POINTS
from rgcore.stats.student import interval_reach

__all__ = ["crossing", "fixed_points"]

MAP = ["map", "hidden", "trained_at"]
EXACT_EXPONENT = 1.0  # y_t of the two-dimensional Ising model


def crossing(couplings: np.ndarray, before: np.ndarray, after: np.ndarray) -> tuple[float, float]:
    """Return where the coupling is the same before and after a step, and y = log2 of the ratio of the slopes there.

    Parameters
    ----------
    couplings : (n,) float array
        K of the configurations that the flow begins with, ascending; at least 4.
    before, after : (n,) float arrays
        Couplings before and after a step; points that are NaN are left out.

    Returns
    -------
    coupling, exponent : float
        K at which the parabolas through the 4 points nearest to the crossing meet: the coupling falls in the step below
        it and rises above it. NaN if there is not one such crossing; the exponent, too, if the ratio is not positive.
    """
    usable = np.isfinite(after) & np.isfinite(before)
    couplings, before, after = couplings[usable], before[usable], after[usable]
    difference = after - before
    rises = np.flatnonzero((difference[:-1] < 0) & (difference[1:] >= 0))
    if len(rises) != 1 or len(couplings) < POINTS:
        return np.nan, np.nan
    place = int(rises[0])
    first = int(np.clip(place + 1 - POINTS // 2, 0, len(couplings) - POINTS))
    near = slice(first, first + POINTS)
    middle = couplings[place]
    lines = [
        np.polynomial.Polynomial.fit(couplings[near] - middle, values[near], 2) for values in (before, after)
    ]
    roots = (lines[1] - lines[0]).roots()
    inside = [
        root.real
        for root in roots
        if abs(root.imag) < 1e-12 and 0 <= root.real <= couplings[place + 1] - middle
    ]
    if len(inside) != 1:
        return np.nan, np.nan
    slopes = [float(line.deriv()(inside[0])) for line in lines]
    ratio = slopes[1] / slopes[0] if slopes[0] else np.nan
    return middle + inside[0], float(np.log2(ratio)) if ratio > 0 else np.nan


def fixed_points(table: pd.DataFrame) -> pd.DataFrame:
    """Return the fixed point and the thermal exponent of each map, step and truncation, with intervals over replicas.

    Parameters
    ----------
    table : DataFrame
        The table ``learned_couplings``.

    Returns
    -------
    DataFrame
        The table ``map_fixed_points``.
    """
    rows = []
    begin = table[table["map"] == NO_MAP]
    for keys, of_map in table[table["map"] != NO_MAP].groupby(MAP):
        for step in range(1, int(of_map["step"].max()) + 1):
            after = of_map[of_map["step"] == step]
            before = begin if step == 1 else of_map[of_map["step"] == step - 1]
            for truncation, column in (("nearest_neighbour", ALONE), ("all_four", SUM)):
                found = _of_replicas(before, after, column)
                rows.append(
                    dict(zip(MAP, keys, strict=True))
                    | {"step": step, "truncation": truncation}
                    | _with_interval("critical_coupling", found[:, 0])
                    | _with_interval("thermal_exponent", found[:, 1])
                    | {"n_replicas": len(found), "n_crossings": int(np.isfinite(found[:, 0]).sum())}
                )
    exact = {"critical_coupling_exact": CRITICAL_COUPLING, "thermal_exponent_exact": EXACT_EXPONENT}
    return pd.DataFrame(rows).assign(**exact)


def _of_replicas(before: pd.DataFrame, after: pd.DataFrame, column: str) -> np.ndarray:
    """Return crossing and exponent of each replica, (n_replicas, 2)."""
    both = [
        rows.pivot(index="replica", columns="coupling", values=column).sort_index(axis=1)
        for rows in (before, after)
    ]
    couplings = both[0].columns.to_numpy(dtype=float)
    pairs = zip(both[0].to_numpy(), both[1].to_numpy(), strict=True)
    return np.array([crossing(couplings, first, second) for first, second in pairs])


def _with_interval(name: str, values: np.ndarray) -> dict[str, float]:
    """Return the mean over replicas with its 95 % interval by Student's t; NaN unless all replicas have a value."""
    n, mean = len(values), float(values.mean())
    half = float(interval_reach(n) * values.std(ddof=1) / np.sqrt(n)) if n > 1 else np.nan
    return {name: mean, f"{name}_low": mean - half, f"{name}_high": mean + half}
