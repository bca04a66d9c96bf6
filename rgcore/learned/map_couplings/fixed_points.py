"""Fixed points of the flow of couplings: where the coupling does not change in a step, and how fast it leaves there."""

import numpy as np
import pandas as pd

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.learned.map_couplings.coupling_rows import ALONE, BEFORE, MAP, NO_MAP, SUM
from rgcore.learned.map_couplings.settings import POINTS
from rgcore.stats.student import mean_interval

__all__ = ["crossing", "fixed_points"]

TRUNCATIONS = {"nearest_neighbour": ALONE, "all_four": SUM}
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

    ``sides`` "equal": the coupling after a step is compared with that before it on a lattice of half the side, which
    has the same number of coarse spins, so that the finite size is the same on both; "unequal": with that before it on
    the same lattice, which has four times that number.

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
            place = dict(zip(MAP, keys, strict=True)) | {"step": step}
            for truncation, column in TRUNCATIONS.items():
                later = _by_replica(after, column)
                for sides, earlier in (
                    ("unequal", _by_replica(before, column)),
                    ("equal", _by_replica(after, BEFORE[column])),
                ):
                    rows.append(place | {"truncation": truncation, "sides": sides} | _row(earlier, later))
    exact = {"critical_coupling_exact": CRITICAL_COUPLING, "thermal_exponent_exact": EXACT_EXPONENT}
    return pd.DataFrame(rows).assign(**exact)


def _by_replica(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a coupling by replica, a row each, and by that of the configurations, ascending."""
    return rows.pivot(index="replica", columns="coupling", values=column).sort_index(axis=1)


def _row(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, float | int]:
    """Return critical coupling and exponent, means over replicas with intervals, and how many replicas have them."""
    couplings = before.columns.to_numpy(dtype=float)
    pairs = zip(before.to_numpy(), after.to_numpy(), strict=True)
    found = np.array([crossing(couplings, first, second) for first, second in pairs])
    means = _with_interval("critical_coupling", found[:, 0]) | _with_interval("thermal_exponent", found[:, 1])
    return means | {"n_replicas": len(found), "n_crossings": int(np.isfinite(found[:, 0]).sum())}


def _with_interval(name: str, values: np.ndarray) -> dict[str, float]:
    """Return the mean over replicas with its 95 % interval by Student's t; NaN unless all replicas have a value."""
    return dict(zip((name, f"{name}_low", f"{name}_high"), mean_interval(values), strict=True))
