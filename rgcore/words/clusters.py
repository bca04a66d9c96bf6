"""What the numbers of coarse-graining say, in sentences composed from the tables."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.figures.kit.selection import data_sets
from rgcore.words.wording import change, listing, number, with_error

__all__ = ["seen"]

_NAMES = ("variance", "silence", "eigenvalue", "dynamic")
_DISTANCE = 3.0  # standard errors, or deviations of independent sets, from which on two numbers differ


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say, for each data set, its exponents beside those of independent variables, and where the kurtosis goes."""
    exponents, levels = tables["coarse_graining_exponents"], tables["coarse_graining"]
    return " ".join(_data_set(name, exponents, levels) for name in data_sets(exponents))


def _data_set(name: str, exponents: DataFrame, levels: DataFrame) -> str:
    rows = exponents[exponents["dataset"] == name].set_index(["source", "exponent"])
    parts = [_exponent(exponent, rows) for exponent in _NAMES if ("data", exponent) in rows.index]
    return f"{name}: {'; '.join(parts)}. {_shape(levels[levels['dataset'] == name])}"


def _exponent(name: str, rows: DataFrame) -> str:
    data = rows.loc[("data", name)]
    if np.isnan(data["value"]):
        return f"no {name} exponent ({data['note'] or 'not defined'})"
    text = f"{name} exponent {with_error(data['value'], data['value_err'])}, {_straight(data)}"
    if ("shuffled", name) not in rows.index or np.isnan(rows.loc[("shuffled", name), "value"]):
        return text
    null = rows.loc[("shuffled", name)]
    distance = data["value"] - null["value"]
    resolved = abs(distance) > _DISTANCE * np.hypot(data["value_err"], null["value_err"])
    where = ("above" if distance > 0 else "below") if resolved else "not resolved from"
    return f"{text}, {where} {number(null['value'])} of independent variables"


def _straight(row) -> str:
    """Say whether the fit is straight, or by how much the local exponent changes."""
    if row["power_law"]:
        return "a power law not excluded"
    return f"no pure power law (local exponent changes by {with_error(row['slope_change'], row['slope_change_err'])})"


def _shape(levels: DataFrame) -> str:
    data = levels[levels["source"] == "data"].sort_values("cluster_size")
    data = data[np.isfinite(data["kurtosis"])]
    if data.empty:
        return "Its kurtosis is not defined."
    first, last = data.iloc[0], data.iloc[-1]
    error = np.nan_to_num(np.hypot(first["kurtosis_err"], last["kurtosis_err"]))
    path = change(first["kurtosis"], last["kurtosis"], 2 * error)
    near = abs(last["kurtosis"] - 3) < 2 * last["kurtosis_err"]
    end = "within 2 standard errors of a Gaussian's 3" if near else "not the 3 of a Gaussian"
    value = with_error(last["kurtosis"], last["kurtosis_err"])
    sizes = listing([f"K = {first['cluster_size']}", str(last["cluster_size"])])
    return f"Its kurtosis {path} between {sizes}, where it is {value}, {end}."
