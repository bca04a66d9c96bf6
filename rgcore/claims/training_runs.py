"""What claims on networks take from tables with a row per training run."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.claims.claim import NotInThisRunError

__all__ = ["critical_temperature", "mean_of_runs", "nearest"]


def nearest(values: Series, wanted: float) -> float:
    """Return that of the values which is nearest to a number."""
    return float(values.iloc[int((values - wanted).abs().argmin())])


def critical_temperature(tables: Mapping[str, DataFrame]) -> float:
    """Return T_c in J/k_B, from ``ising_exact``."""
    return float(tables["ising_exact"]["critical_temperature"].iloc[0])


def mean_of_runs(values: Series) -> tuple[float, float]:
    """Return mean and standard error over training runs, without NaN; the error of a single one is NaN.

    Raises
    ------
    NotInThisRunError
        If no run has a number.
    """
    values = values.dropna()
    if values.empty:
        raise NotInThisRunError("a localized width")
    return float(values.mean()), float(values.std() / np.sqrt(len(values)))
