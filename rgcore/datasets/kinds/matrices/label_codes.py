"""Variables of few whole numbers among others that have none, which may be labels of samples."""

from collections.abc import Sequence

import numpy as np

from rgcore.datasets.raw_samples import ReaderWarnings
from rgcore.series.label_variables import coded_variables

__all__ = ["LabelCodes"]


class LabelCodes:
    """The whole numbers of such variables in the first block of samples."""

    def __init__(self, n_variables: int) -> None:
        self._codes: dict[int, np.ndarray] | None = None

    def add(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables) float64."""
        if self._codes is None:
            self._codes = {place: np.unique(block[:, place]) for place in coded_variables(block)[0]}

    def warnings(self, variables: Sequence[str]) -> ReaderWarnings:
        """Return a phrase on each of them."""
        return ReaderWarnings(
            by_variable={
                variables[place]: (
                    f"holds whole numbers from {codes[0]:g} to {codes[-1]:g} alone, {len(codes)} different ones, and "
                    "the others do not: if they label the samples, leave it out (exclude)",
                )
                for place, codes in (self._codes or {}).items()
            }
        )
