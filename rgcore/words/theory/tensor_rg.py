"""What tensor renormalization gives at the critical point, and how far that is from exact."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.tensor_networks import METHODS, critical_rows
from rgcore.words.wording import listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return free energy, central charge and dimensions of the largest bond dimension of each method at T_c."""
    best = critical_rows(tables["tensor_rg"]).drop_duplicates("method", keep="last")
    if best.empty:
        return "The critical temperature is not among those computed: there are no critical data."
    return " ".join(_sentence(row) for _, row in best.iterrows())


def _sentence(row: DataFrame) -> str:
    values = {
        "c": row["central_charge"],
        "Delta_sigma": row["delta_sigma"],
        "Delta_epsilon": row["delta_epsilon"],
    }
    found = [f"{name} = {number(value, 5)}" for name, value in values.items() if np.isfinite(value)]
    critical = f", {listing(found)} at side {number(row['side'])}" if found else ""
    return (
        f"{METHODS[row['method']]} with bond dimension {row['bond_dimension']} at T_c: relative error of the free "
        f"energy {number(row['relative_error'], 2)}{critical}."
    )
