"""The data sets, temperatures and rows that are shown, and deviations of measured numbers from exact ones."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

__all__ = [
    "ESSAY_SETS",
    "SCALINGS",
    "TRAINING_RUN",
    "balanced_rows",
    "critical_temperature",
    "data_sets",
    "deviations",
    "exact_values",
    "few_temperatures",
    "nearest",
    "nearest_each",
    "published_temperature",
]

_PUBLISHED_TEMPERATURE = 1 / 0.408
"""Temperature, in J/k_B, of the receptive fields in Mehta and Schwab, arXiv:1410.3831."""

_BELOW, _ABOVE = 0.95, 1.05
"""Temperatures near the critical one, in units of it, where training is shown."""

ESSAY_SETS = ("neural_like", "stock_like")
"""The generated data sets, after those of the essay's figure."""

SCALINGS = ("covariance", "correlation")
"""Values of ``scaling``, in the order in which they are shown."""

TRAINING_RUN = ["temperature", "replica"]
"""Columns that identify a training run."""


def nearest(values: Sequence[float], target: float) -> float:
    """Return the entry of ``values`` nearest to ``target``, the smaller one of two equally near."""
    return min(sorted(set(values)), key=lambda value: abs(value - target))


def nearest_each(values: Sequence[float], targets: Sequence[float]) -> list[float]:
    """Return, ascending and once each, the entries of ``values`` that are :func:`nearest` to the targets."""
    return sorted({float(nearest(values, target)) for target in targets})


def published_temperature(frame: pd.DataFrame) -> float:
    """Return the temperature of a table that is nearest to the published one, 1/0.408 J/k_B."""
    return float(nearest(frame["temperature"].tolist(), _PUBLISHED_TEMPERATURE))


def few_temperatures(training: pd.DataFrame, critical: float) -> pd.DataFrame:
    """Return the rows at the lowest and highest temperature, and at those nearest to 0.95 and 1.05 times ``critical``.

    Lines of up to four temperatures can be distinguished in grey.
    """
    found = training["temperature"].tolist()
    wanted = (min(found), _BELOW * critical, _ABOVE * critical, max(found))
    return training[training["temperature"].isin(nearest_each(found, wanted))]


def critical_temperature(exact: pd.DataFrame) -> float:
    """Return the exact critical temperature, J/k_B, that the table ``ising_exact`` holds in every row."""
    return float(exact["critical_temperature"].iloc[0])


def exact_values(rows: pd.DataFrame) -> bool:
    """Return whether exact energies stand beside measured ones: not so for configurations of another model."""
    return bool(rows["energy_exact"].notna().any())


def data_sets(frame: pd.DataFrame) -> list[str]:
    """Return the names in column ``dataset``: the essay's two first, then the others by name."""
    found = set(frame["dataset"])
    return [name for name in ESSAY_SETS if name in found] + sorted(found.difference(ESSAY_SETS))


def deviations(measured: pd.Series, exact: pd.Series, error: pd.Series) -> np.ndarray:
    """Return (measured - exact) / error, NaN where the error is not positive or a number is not finite."""
    values = [np.asarray(column, dtype=float) for column in (measured, exact, error)]
    usable = np.all(np.isfinite(values), axis=0) & (values[2] > 0)
    scores = np.full(usable.shape, np.nan)
    scores[usable] = (values[0] - values[1])[usable] / values[2][usable]
    return scores


def balanced_rows(items: Sequence, longest: int) -> list[Sequence]:
    """Return ``items`` in as few rows as ``longest`` allows, all of one length but perhaps the last."""
    n_rows = -(-len(items) // longest)
    length = -(-len(items) // n_rows)
    return [items[start : start + length] for start in range(0, len(items), length)]
