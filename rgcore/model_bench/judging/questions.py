"""The questions that the bench asks, and the realizations with their truth as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rgcore.model_bench.battery.measures import MEASURES

__all__ = ["BINS", "COARSE", "QUESTIONS", "Realizations", "realizations_of"]

COARSE = "coarse"
"""The question whose answer differs between two analyses of one realization."""

QUESTIONS: Mapping[str, str] = {
    "interacting": "do the cells interact?",
    "critical": "is the model at a critical point?",
    "driven": "do the cells share a drive?",
    COARSE: "are several steps summed in a bin?",
}
"""By the column of ``bench_measures`` that contains the truth."""

BINS = ("both", "fine", "coarse")
"""Which realizations an area is about, by their bins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Realizations:
    """Analysed realizations; every array has one row for each.

    Attributes
    ----------
    table : DataFrame
        model, replica, bin_width, family and the truths.
    values : DataFrame
        The measures, by name; NaN where one has no value.
    """

    table: pd.DataFrame
    values: pd.DataFrame

    def of_bins(self, bins: str) -> "Realizations":
        """Return those with fine or coarse bins, or both."""
        if bins == "both":
            return self
        chosen = (self.table["coarse"] == (bins == "coarse")).to_numpy()
        return Realizations(
            table=self.table[chosen].reset_index(drop=True),
            values=self.values[chosen].reset_index(drop=True),
        )

    def truth(self, question: str) -> np.ndarray:
        """Return the answer, (n,) bool."""
        return self.table[question].to_numpy(dtype=bool)

    def codes(self, column: str) -> np.ndarray:
        """Return the values of a column as numbers from 0 on, (n,)."""
        return np.unique(self.table[column].to_numpy(), return_inverse=True)[1]

    def features(self) -> np.ndarray:
        """Return the measures that are no controls for the combined score, (n, n_measures) float64.

        Logarithms where declared, standardized over all realizations whatever their truth, at most 3 standard
        deviations in size; 0 for what has no value.
        """
        names = [name for name, measure in MEASURES.items() if not measure.control]
        logged = [
            np.log(self.values[name]) if MEASURES[name].logarithm else self.values[name] for name in names
        ]
        columns = np.array(logged, dtype=np.float64).T
        present = np.isfinite(columns)
        filled, number = np.where(present, columns, 0.0), np.maximum(present.sum(axis=0), 1)
        centred = np.where(present, filled - filled.sum(axis=0) / number, 0.0)
        deviation = np.sqrt((centred**2).sum(axis=0) / number)
        return np.clip(centred / np.where(deviation > 0, deviation, 1.0), -3, 3)


def realizations_of(measures: pd.DataFrame) -> Realizations:
    """Return the realizations of the table ``bench_measures``."""
    keys = ["model", "replica", "bin_width"]
    truths = ["family", *QUESTIONS]
    table = measures.drop_duplicates(keys)[[*keys, *truths]].sort_values(keys).reset_index(drop=True)
    values = measures.pivot(index=keys, columns="measure", values="value").sort_index()
    return Realizations(table=table, values=values.reset_index(drop=True)[list(MEASURES)])
