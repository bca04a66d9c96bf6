"""Results of finite-size scaling: the quoted values, and those of the two largest sides alone."""

from collections.abc import Mapping

from pandas import DataFrame, Series

from rgcore.selection.critical_exponents import FINITE_SIZE_EXPONENTS
from rgcore.selection.finite_size import pairs, quoted
from rgcore.words.wording import listing, number, with_error

__all__ = ["seen"]

_EXPONENTS = {quantity: quantity.replace("_over_", "/") for quantity in FINITE_SIZE_EXPONENTS}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the quoted values beside exact ones, what enters the extrapolation, and what needs no such input."""
    estimates = tables["finite_size_scaling"]
    sides = sorted({*estimates["side_small"], *estimates["side_large"]})
    temperature = _beside_exact(quoted(estimates, "critical_temperature"), 7, " J/k_B")
    exponents = listing(
        f"{name} = {_beside_exact(quoted(estimates, quantity))}" for quantity, name in _EXPONENTS.items()
    )
    return (
        f"Sides {listing(str(side) for side in sides)} together give T_c = {temperature}, {exponents}. The "
        "extrapolation assumes the leading correction of the two-dimensional Ising class, nu = 1 and omega = 7/4: the "
        f"exponents are a consistency check, not an independent measurement. "
        f"{_largest_pair(estimates)}{_other_nu(estimates)}"
    )


def _largest_pair(estimates: DataFrame) -> str:
    """Return the values of the two largest sides alone."""
    values = []
    for quantity, name in {"critical_temperature": "T_c", **_EXPONENTS}.items():
        row = pairs(estimates, quantity).iloc[-1]
        unit = " J/k_B" if quantity == "critical_temperature" else ""
        values.append(f"{name} = {with_error(row['value'], row['value_err'])}{unit}")
    return f"From the two largest sides alone, without extrapolation: {listing(values)}."


def _beside_exact(row: Series, digits: int = 3, unit: str = "") -> str:
    """Return value, standard error, and the exact value with the deviation from it."""
    percent = 100 * abs(row["value"] / row["value_exact"] - 1)
    scores = abs(row["value"] - row["value_exact"]) / row["value_err"]
    return (
        f"{with_error(row['value'], row['value_err'])}{unit} (exact {number(row['value_exact'], digits)}; deviation "
        f"{number(percent, 2)} %, {scores:.1f} standard errors)"
    )


def _other_nu(estimates: DataFrame) -> str:
    """Return nu by the methods that are not quoted."""
    rows = estimates[
        (estimates["quantity"] == "nu") & (estimates["estimate"] == "extrapolated") & ~estimates["quoted"]
    ]
    values = (
        listing(with_error(row["value"], row["value_err"]) for _, row in rows.iterrows()) if len(rows) else ""
    )
    return f" The logarithmic derivatives of |m| and m^2 give nu = {values}." if values else ""
