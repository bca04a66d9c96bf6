"""What Monte Carlo renormalization gives for both exponents."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.critical_exponents import SECTORS
from rgcore.words.wording import count, number, with_error

__all__ = ["seen"]

_SYMBOLS = dict(zip(SECTORS, ("y_t", "y_h"), strict=True))


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the exponents at every step with all operators, and how far the last step is from exact."""
    rows = tables["mcrg"]
    sectors = [_sector(rows[rows["sector"] == sector], symbol) for sector, symbol in _SYMBOLS.items()]
    return (
        f"{' '.join(sectors)}{_far_from_critical(rows)} The errors are statistical and contain neither the bias of few "
        "blocking steps nor that of few operators."
    )


def _far_from_critical(rows: DataFrame) -> str:
    """Return why nothing is compared with exact exponents, where the temperature is not critical."""
    if rows["exponent_exact"].notna().any():
        return ""
    row = rows.iloc[0]
    return (
        f" At T = {number(row['temperature'], 7)} J/k_B the correlation length of the Ising model is below the side of "
        f"{row['side']}, or the configurations are of another model: these are not its critical exponents, and are not "
        "compared with exact ones."
    )


def _sector(rows: DataFrame, symbol: str) -> str:
    best = rows[rows["n_operators"] == rows["n_operators"].max()].sort_values("blocking_step")
    steps = ", ".join(
        f"{with_error(row.exponent, row.exponent_err)} at step {row.blocking_step}"
        for row in best.itertuples()
    )
    first = rows[(rows["n_operators"] == 1) & (rows["blocking_step"] == 1)].iloc[0]
    return (
        f"With {count(int(best['n_operators'].iloc[0]), 'operator')}, {symbol} = {steps}{_beside_exact(best)}. One "
        f"operator at the first step gives {with_error(first['exponent'], first['exponent_err'])}."
    )


def _beside_exact(best: DataFrame) -> str:
    """Return the exact exponent and the deviation of the last step, if there is one at this temperature."""
    last = best.iloc[-1]
    if np.isnan(last["exponent_exact"]):
        return ""
    score = abs(last["exponent"] - last["exponent_exact"]) / last["exponent_err"]
    return (
        f" (exact {number(last['exponent_exact'], 4)}); the last step differs from the exact value by {score:.1f} "
        "standard errors"
    )
