"""Which rows of ``vrg_exponents`` and ``mcrg`` stand side by side, in figure and words."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.selection.critical_exponents import SECTORS

__all__ = ["EXPONENTS", "best_of_mcrg", "by_accuracy"]

EXPONENTS = dict(zip(SECTORS, ("thermal_exponent", "magnetic_exponent"), strict=True))
"""Column of ``vrg_exponents`` by sector of ``mcrg``."""


def by_accuracy(approximations: DataFrame) -> DataFrame:
    """Return the rows in the order of the larger of both distances from the exact exponents, the best first."""
    far = [np.abs(approximations[name] - approximations[f"{name}_exact"]) for name in EXPONENTS.values()]
    return approximations.iloc[np.argsort(np.fmax(*far), kind="stable")].reset_index(drop=True)


def best_of_mcrg(mcrg: DataFrame) -> Mapping[str, Series]:
    """Return, by sector, the last step with all operators; none where the configurations are not critical."""
    critical = mcrg[mcrg["exponent_exact"].notna()]
    ordered = critical.sort_values(["blocking_step", "n_operators"])
    return {sector: rows.iloc[-1] for sector, rows in ordered.groupby("sector")}
