"""Which fixed point is stable at which exponent, and where data lie."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.components.couplings import coupling_points, flow_exponents
from rgcore.selection.linear_ranges import COUPLING
from rgcore.words.wording import LEVEL_WORDS, count, number

__all__ = ["caption_numbers", "seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return which point is stable at the exponents drawn, and where g of the data agrees with it."""
    points = tables["pca_fixed_points"]
    parts = [_stability(points, alpha) for alpha in flow_exponents(tables["pca_recursion"])]
    parts += [_data_set(name, rows) for name, rows in coupling_points(tables["pca_coupling"])]
    return " ".join(parts)


def caption_numbers(_tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return the size of the coupling up to which its axis is linear."""
    return {"linear_to": f"{COUPLING:g}"}


def _stability(points: DataFrame, alpha: float) -> str:
    rows = points[np.isclose(points["alpha"], alpha)].set_index("kind")
    if "wilson_fisher" not in rows.index:
        return f"At alpha = {alpha:g} the Gaussian point is the only one."
    row = rows.loc["wilson_fisher"]
    where = f"r = {number(row['r'])}, g = {number(row['g'])} (leading order {number(row['g_leading'])})"
    if row["stable"]:
        relevant = number(row["eigenvalue_larger"])
        return (
            f"At alpha = {alpha:g} the stable point is at {where}, with the relevant eigenvalue {relevant}."
        )
    return (
        f"At alpha = {alpha:g} the Gaussian point is stable; the other fixed point, {where}, has g < 0 and bounds its "
        "basin of attraction."
    )


def _data_set(name: str, rows: DataFrame) -> str:
    if rows.empty:
        return f"{name}: no cutoff with an exponent."
    good = rows[rows["perturbative"]]
    if good.empty:
        return (
            f"{name}: first-order perturbation theory is self-consistent at none of {count(len(rows), 'cutoff')} with "
            "an exponent; its marks are open and are not compared with the fixed point."
        )
    agreeing = int(good["agrees_with_fixed_point"].sum())
    return (
        f"{name}: at the {len(good)} of {count(len(rows), 'cutoff')} with an exponent where first-order perturbation "
        "theory is self-consistent, g agrees with the leading-order fixed point of the measured alpha within "
        f"{LEVEL_WORDS} at {agreeing}."
    )
