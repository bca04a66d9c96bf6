"""Variables that may be none: few whole numbers among others that have none, or called like a measure of behaviour."""

import re
from collections.abc import Sequence

import numpy as np

from rgcore.datasets.raw_samples import ReaderWarnings
from rgcore.series.label_variables import coded_variables

__all__ = ["LabelCodes"]

BEHAVIOUR = re.compile(
    r"(running|run|wheel|head|body)?[ _.-]?(speed|velocity|position|direction|angle)|pos(ition)?[ _.-]?[xyz]|"
    r"pupil([ _.-]?(area|size|diameter|x|y))?|licks?|licking|lick[ _.-]rate|rewards?|whisking|motion([ _.-]?energy)?|"
    r"temperature|ttl|sync|trigger|hd|theta[ _.-]?phase",
    re.IGNORECASE,
)


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
        measured = [name for name in variables if BEHAVIOUR.fullmatch(name)]
        if 2 * len(measured) >= len(variables):
            measured = []
        text = "called like a measure of behaviour or of the apparatus: if it is no variable, leave it out (exclude)"
        called = ReaderWarnings(by_variable=dict.fromkeys(measured, (text,)))
        return called.and_then(
            (),
            {
                variables[place]: (
                    f"holds whole numbers from {codes[0]:g} to {codes[-1]:g} alone, {len(codes)} different ones, and "
                    "the others do not: if they label the samples, leave it out (exclude)",
                )
                for place, codes in (self._codes or {}).items()
            },
        )
