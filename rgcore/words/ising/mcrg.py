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
        f"{' '.join(sectors)} The errors are statistical and contain neither the bias of few blocking steps nor that "
        "of few operators."
    )


def _sector(rows: DataFrame, symbol: str) -> str:
    best = rows[rows["n_operators"] == rows["n_operators"].max()].sort_values("blocking_step")
    steps = ", ".join(
        f"{with_error(row.exponent, row.exponent_err)} at step {row.blocking_step}"
        for row in best.itertuples()
    )
    first = rows[(rows["n_operators"] == 1) & (rows["blocking_step"] == 1)].iloc[0]
    scores = np.abs(best["exponent"] - best["exponent_exact"]) / best["exponent_err"]
    return (
        f"With {count(int(best['n_operators'].iloc[0]), 'operator')}, {symbol} = {steps} (exact "
        f"{number(first['exponent_exact'], 4)}); the last step differs from the exact value by "
        f"{scores.iloc[-1]:.1f} standard errors. One operator at the first step gives "
        f"{with_error(first['exponent'], first['exponent_err'])}."
    )
