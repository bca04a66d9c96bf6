"""How near approximate renormalizations are to the exact exponents."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.selection.approximate_exponents import EXPONENTS, best_of_mcrg, by_accuracy
from rgcore.selection.names import plain
from rgcore.words.wording import count, number, with_error

__all__ = ["seen"]

_SYMBOLS = dict(zip(EXPONENTS, ("y_t", "y_h"), strict=True))


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the best and the worst approximation, the chain, and what is measured beside them."""
    table = tables["vrg_exponents"]
    critical = by_accuracy(table[np.isfinite(table["fixed_point_coupling"])])
    parts = [_critical(critical)] if len(critical) else []
    parts += [
        f"{plain(row.approximation).capitalize()} has no fixed point at a finite coupling."
        for row in table[np.isinf(table["fixed_point_coupling"])].itertuples()
    ]
    measured = best_of_mcrg(tables["mcrg"])
    if measured:
        both = (
            f"{_SYMBOLS[sector]} = {with_error(row['exponent'], row['exponent_err'])}"
            for sector, row in measured.items()
        )
        parts.append(f"Monte Carlo renormalization at its last step: {', '.join(both)}.")
    return " ".join(parts)


def _critical(rows: DataFrame) -> str:
    best, worst = rows.iloc[0], rows.iloc[-1]
    found = f"{count(len(rows), 'approximation')} with a critical point: the nearest to exact exponents is {_of(best)}"
    return f"{found}, the largest deviation that of {_of(worst)}." if len(rows) > 1 else f"{found}."


def _of(row: Series) -> str:
    values = (f"{_SYMBOLS[sector]} = {number(row[column], 4)}" for sector, column in EXPONENTS.items())
    return f"{plain(row['approximation'])} ({', '.join(values)})"
