"""Columns of the table of vertices at every cutoff, with standard errors, and objections to reading them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rgcore.pcarg.coupling.objections import is_spread, objection_columns
from rgcore.pcarg.coupling.vertices.vertex_readings import VertexReading
from rgcore.pcarg.flow.median_error import median_replicates
from rgcore.stats.comparison import LEVEL, agrees, beside
from rgcore.stats.jackknife import jackknife_error

__all__ = ["vertex_columns"]

SKEWED_SHARE = 0.1  # of the symmetric u: from there on the cubic vertex is not left out
LARGE_LOOP = 0.5  # of a variance
ROUNDING = 1e-6  # standard errors: at the largest cutoff the vertices reproduce the cumulants exactly
BREAKING = ("spread", "cubic loop", "quartic loop", "nonlocal")

_POWERS = {"w": 1.5, "u": 2.0, "u_symmetric": 2.0, "cubic_part": 2.0}  # of the unit
_QUARTILES = ("skewness", "w", "u")
_DIFFERENCES = {
    "cubic_part": ("u", "u_symmetric"),
    "skewness_deviation": ("skewness", "skewness_local"),
    "kurtosis_deviation": ("kurtosis", "kurtosis_local"),
}


def vertex_columns(
    whole: VertexReading,
    left: Sequence[VertexReading],
    present: np.ndarray,
    loops: tuple[np.ndarray, np.ndarray],
    unit: float,
) -> pd.DataFrame:
    """Return medians over the variables with standard errors, quartiles, shares and verdicts; one row per cutoff.

    - ``w``, ``u`` by :func:`rgcore.pcarg.coupling.vertices.local_vertices.vertices_of_legs`, in u with the squared
      standard error of the skewness taken off its square; ``u_symmetric`` without a w.
    - ``cubic_part``: u - u_symmetric, with the standard error of the difference.
    - ``skewness_in_errors``: median over the variables of abs(skewness) over its standard error; about 0.7 if there
      is none.
    - ``positive_share``, ``negative_share`` of the variables whose u differs from 0 by more than 2 standard errors.
    - ``skewness_local``, ``kurtosis_local``: what w_j and u_j on each variable, read at the largest cutoff, give here;
      ``agrees_with_local``: both medians within 2 standard errors of the difference.
    - ``cubic_loop``, ``quartic_loop``: the parts of the variance that one loop of vertices makes, medians.

    ============  ==================================================================================================
    objection     condition
    ============  ==================================================================================================
    skewness      ``skewness_in_errors`` >= 2 and ``cubic_part`` >= abs(u_symmetric)/10: no symmetric reading
    negative      u + 2 standard errors < 0
    spread        distance of the quartiles of u above abs(u), and above 1.5 times that from standard errors
    cubic loop    ``cubic_loop`` >= 1/2
    quartic loop  ``quartic_loop`` >= 1/2
    nonlocal      not ``agrees_with_local``: the vertices are not local
    ============  ==================================================================================================

    ``perturbative``: none of the last four.

    Parameters
    ----------
    whole, left : VertexReading
        Of all samples, and with each block of time left out.
    present : (n_cutoffs, n_variables) bool array
        False where a variable has no variance and is ignored.
    loops : two (n_cutoffs, n_variables) arrays
        From :func:`rgcore.pcarg.coupling.vertices.vertex_readings.loops_at`.
    unit : float
        Of the readings, in variable^2.
    """
    noise = jackknife_error(np.array([part.skewness for part in left]))
    values, replicates = whole.values(noise), [part.values(noise) for part in left]
    values |= {"cubic_loop": values["w"] ** 2 * loops[0], "quartic_loop": np.abs(values["u"]) * loops[1]}
    rows = []
    for row, here in enumerate(present):
        of_all = {name: each[row, here] for name, each in values.items()}
        rows.append(_row(of_all, {name: _of(replicates, name, row, here) for name in replicates[0]}))
    table = pd.DataFrame(rows)
    in_units = {
        column: table[column] / unit**power
        for name, power in _POWERS.items()
        for column in (name, f"{name}_err", f"{name}_q25", f"{name}_q75")
        if column in table
    }
    table = table.assign(**_criteria(table), **in_units)
    return table.drop(columns=[name for name in table if "deviation" in name or name == "u_single_err"])


def _of(replicates: list[dict[str, np.ndarray]], name: str, row: int, here: np.ndarray) -> np.ndarray:
    return np.array([part[name][row, here] for part in replicates])


def _row(values: dict[str, np.ndarray], replicates: dict[str, np.ndarray]) -> dict[str, float]:
    """Return the numbers of one cutoff, from (n,) values and (n_blocks, n) replicates by name."""
    row = {name: np.median(each) for name, each in values.items()}
    row |= {f"{name}_q{q}": np.quantile(values[name], q / 100) for name in _QUARTILES for q in (25, 75)}
    medians = {
        name: (_vertex_medians if name in ("w", "u") else median_replicates)(values[name], each)
        for name, each in replicates.items()
    }
    row |= {f"{name}_err": float(jackknife_error(each)) for name, each in medians.items()}
    for name, (first, second) in _DIFFERENCES.items():
        row[name] = row[first] - row[second]
        row[f"{name}_err"] = float(jackknife_error(medians[first] - medians[second]))
    errors, own = jackknife_error(replicates["u"]), jackknife_error(replicates["skewness"])
    return row | {
        "skewness_in_errors": np.median(np.abs(values["skewness"]) / np.where(own > 0, own, np.inf)),
        "positive_share": np.mean(values["u"] > LEVEL * errors),
        "negative_share": np.mean(values["u"] < -LEVEL * errors),
        "u_single_err": np.median(errors),
    }


def _vertex_medians(values: np.ndarray, replicates: np.ndarray) -> np.ndarray:
    """Return :func:`median_replicates` of the arsinh of vertices, back in their unit to first order.

    Vertices of cells of different rates span ten decades, and so do their standard errors: the linear error of the
    median would be that of the rarest cells. The unit of the arsinh is the median standard error; without one, as of
    data that repeat from block to block, the scale is linear.
    """
    unit = float(np.median(jackknife_error(replicates)))
    if not unit > 0:
        return median_replicates(values, replicates)
    middle = np.median(values)
    flat = median_replicates(np.arcsinh(values / unit), np.arcsinh(replicates / unit))
    return middle + (flat - np.arcsinh(middle / unit)) * np.hypot(unit, middle)


def _criteria(table: pd.DataFrame) -> dict[str, object]:
    """Return the verdicts of :func:`vertex_columns`."""
    local = [
        (table[f"{name}_deviation"].abs() <= ROUNDING * table[f"{name}_err"])
        | agrees(table[f"{name}_deviation"], table[f"{name}_deviation_err"])
        for name in ("skewness", "kurtosis")
    ]
    skewed = table["skewness_in_errors"] >= LEVEL
    found = {
        "skewness": skewed & (table["cubic_part"] >= SKEWED_SHARE * table["u_symmetric"].abs()),
        "negative": table["u"] + LEVEL * table["u_err"] < 0,
        "spread": is_spread(table),
        "cubic loop": table["cubic_loop"] >= LARGE_LOOP,
        "quartic loop": table["quartic_loop"] >= LARGE_LOOP,
        "nonlocal": ~np.logical_and(*local),
    }
    return {
        "u_beside_zero": beside(table["u"], table["u_err"]),
        "agrees_with_local": np.logical_and(*local),
        **objection_columns(found, BREAKING),
    }
