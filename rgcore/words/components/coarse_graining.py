"""What coarse-graining gives: exponents beside those of independent variables, and where the kurtosis ends."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.selection.rows import data_sets
from rgcore.words.wording import beside_gaussian, change, listing, number, with_error

__all__ = ["caption_numbers", "seen"]

_NOTES = {"dynamic": "-1/ln C(1), which mixes correlation time and white noise"}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each data set, its exponents beside those of shifted data, and the change of the kurtosis."""
    exponents, levels = tables["coarse_graining_exponents"], tables["coarse_graining"]
    return " ".join(_data_set(name, exponents, levels) for name in data_sets(exponents))


def caption_numbers(tables: Mapping[str, DataFrame]) -> dict[str, str]:
    """Return from how many standard errors on a power law is excluded."""
    return {"resolved_from": number(tables["coarse_graining_exponents"]["resolved_from"].iloc[0])}


def _data_set(name: str, exponents: DataFrame, levels: DataFrame) -> str:
    rows = exponents[exponents["dataset"] == name].set_index(["source", "exponent"])
    parts = [_exponent(exponent, rows) for source, exponent in rows.index if source == "data"]
    return f"{name}: {'; '.join(parts)}. {_kurtosis(levels[levels['dataset'] == name])}"


def _exponent(name: str, rows: DataFrame) -> str:
    data = rows.loc[("data", name)]
    if np.isnan(data["value"]):
        return f"no {name} exponent ({data['note'] or 'not defined'})"
    note = f" ({_NOTES[name]})" if name in _NOTES else ""
    kind = f"{name} exponent{note}" if data["power_law"] else f"fitted {name} exponent{note}"
    text = f"{kind} {with_error(data['value'], data['value_err'])}, {_straight(data)}"
    if not data["beside_shuffled"]:
        return text
    shifted = number(rows.loc[("shuffled", name), "value"])
    return f"{text}, {data['beside_shuffled']} that of the shifted data, {shifted}"


def _straight(row: Series) -> str:
    """Return whether a power law is excluded, and by how much the local exponent changes if it is."""
    if row["power_law"]:
        return "a power law is not excluded"
    moved = with_error(row["slope_change"], row["slope_change_err"])
    return f"not a power law (local exponent changes by {moved} over the range of the fit)"


def _kurtosis(levels: DataFrame) -> str:
    data = levels[levels["source"] == "data"].sort_values("cluster_size")
    data = data[np.isfinite(data["kurtosis"])]
    if data.empty:
        return "Its kurtosis is not defined."
    first, last = data.iloc[0], data.iloc[-1]
    error = np.nan_to_num(np.hypot(first["kurtosis_err"], last["kurtosis_err"]))
    path = change(first["kurtosis"], last["kurtosis"], error)
    value = with_error(last["kurtosis"], last["kurtosis_err"])
    beside = beside_gaussian(last["kurtosis_beside_gaussian"])
    sizes = listing([f"K = {first['cluster_size']}", str(last["cluster_size"])])
    return f"Its kurtosis (geometric mean over clusters) {path} between {sizes}, where it is {value}{beside}."
