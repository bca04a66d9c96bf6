"""Sentences on the number of variables: exponents of the smallest and of all, and how well curves collapse."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.components.scans import EXPONENTS, of_measure
from rgcore.selection.rows import data_sets
from rgcore.words.wording import count, listing, number, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each data set, exponents against N and the deviations of the curves of its subsets."""
    scan = tables["n_dependence"]
    if scan.empty:
        return "The config names no data set of which subsets of variables are analysed."
    return " ".join(_data_set(name, scan) for name in data_sets(scan))


def _data_set(name: str, scan: DataFrame) -> str:
    parts = [_exponent(measure, of_measure(scan, name, measure)) for measure in EXPONENTS]
    parts = [part for part in parts if part] or ["no exponent has a value at two numbers of variables"]
    own = scan[scan["dataset"] == name]
    n_subsets = count(int(own["n_subsets"].max()), "random subset")
    return f"{name}: {'; '.join(parts)} (below all variables, means over {n_subsets}).{_collapse(own)}"


def _exponent(measure: str, rows: DataFrame) -> str:
    if len(rows) < 2:
        return ""
    rows = rows.sort_values("n_variables")
    first, last = rows.iloc[0], rows.iloc[-1]
    name = "alpha" if measure == "alpha" else f"{measure} exponent"
    return (
        f"{name} {with_error(first['value'], first['value_err'])} of {first['n_variables']} variables and "
        f"{with_error(last['value'], last['value_err'])} of {last['n_variables']}"
    )


def _collapse(rows: DataFrame) -> str:
    by_size = rows[rows["value"].notna()].pivot(
        index="n_variables", columns=["measure", "n_kept"], values="value"
    )
    if ("collapse_score", 0) not in by_size:
        return ""
    found = by_size.xs(0, axis=1, level="n_kept")
    found = found[np.isfinite(found["collapse_score"])].sort_index(ascending=False)
    parts = [
        f"{number(100 * row['collapse_deviation'], 2)} % for {size} variables ({row['collapse_score']:.1f} "
        "standard errors)"
        for size, row in found.iterrows()
    ]
    return f" The kurtosis at equal fractions kept deviates from that of all variables by {listing(parts)}."
