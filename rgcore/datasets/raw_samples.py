"""Samples as they were found in files or generated, before anything is left out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self

import numpy as np

from rgcore.datasets.decisions import NO_DECISIONS, Decisions
from rgcore.datasets.messages import shortened
from rgcore.errors import InputError, one_line
from rgcore.series import Samples, replayable
from rgcore.series.block_length import block_length

__all__ = ["RawSamples", "ReaderWarnings", "blocks_of_array", "default_names"]


NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
LONGEST_NAME = 200  # characters of the name of a variable


@replayable
def blocks_of_array(values: np.ndarray) -> Iterator[np.ndarray]:
    """Yield a (n_samples, n_variables) array in memory as fresh (n, n_variables) float64 blocks in order."""
    length = block_length(values.shape[1])
    for start in range(0, len(values), length):
        yield np.array(values[start : start + length], dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderWarnings:
    """What deserves a closer look and only the reader of a kind of data can see, such as a price that never moves.

    ``whole`` are about the data set, ``by_variable`` about single variables; phrases of lower case, with numbers,
    without a full stop and without "; ".
    """

    whole: tuple[str, ...] = ()
    by_variable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def and_then(self, whole: tuple[str, ...], by_variable: Mapping[str, tuple[str, ...]]) -> Self:
        """Return these warnings and more."""
        names = dict.fromkeys((*self.by_variable, *by_variable))
        each = {name: (*self.by_variable.get(name, ()), *by_variable.get(name, ())) for name in names}
        return type(self)(whole=(*self.whole, *whole), by_variable=each)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSamples:
    """Samples times variables as found.

    Attributes
    ----------
    blocks : Samples
        Fresh (n, n_variables) float64 arrays, NaN where an entry is missing.
    n_samples : int
    variables : tuple of str
        Names of the variables; InputError if one comes twice, is longer than 200 characters or holds a line break.
    source : str
        The path, for messages.
    dates : tuple of str or None
        One per sample; None if samples are only counted.
    span : str
        What a sample is in time; "" if that is not known.
    decisions : Decisions
        How the files were read, and what in them is no variable.
    warnings : ReaderWarnings
    late_warnings : function
        Returns those that are known once the blocks were gone through.
    value_name : str
        What a single value is called in a warning, such as "weekly log return"; "" for what the kind of data calls it.
    prices_before : (n_samples, n_variables) float64 array or None
        Where samples are log returns of prices: the price at the beginning of each, NaN where it is missing.
    n_trials : int
        Trials of equal length that follow one another; 1 if none are known.
    """

    blocks: Samples
    n_samples: int
    variables: tuple[str, ...]
    source: str
    dates: tuple[str, ...] | None = None
    span: str = ""
    decisions: Decisions = NO_DECISIONS
    warnings: ReaderWarnings = field(default_factory=ReaderWarnings)
    late_warnings: Callable[[], ReaderWarnings] = ReaderWarnings
    value_name: str = ""
    prices_before: np.ndarray | None = None
    n_trials: int = 1

    def __post_init__(self) -> None:
        """Check that the names differ, and that pages and captions can print them."""
        for number, name in enumerate(self.variables, start=1):
            if name != one_line(name) or len(name) > LONGEST_NAME:
                raise InputError(
                    f"{self.source} must name variables on one line of at most {LONGEST_NAME} characters, but variable "
                    f"{number} is called {shortened(name)!r}: rename it"
                )
        if len(set(self.variables)) != len(self.variables):
            twice = next(name for name in self.variables if self.variables.count(name) > 1)
            raise InputError(
                f"{self.source} must name each variable once, but {twice} comes twice: rename one"
            )

    def warned(
        self, whole: tuple[str, ...] = (), by_variable: Mapping[str, tuple[str, ...]] = NOTHING
    ) -> Self:
        """Return the samples with more warnings."""
        return replace(self, warnings=self.warnings.and_then(whole, by_variable))

    def sample_name(self, index: int) -> str:
        """Return what a message calls a sample: its date, or its number counted from 1."""
        return self.dates[index] if self.dates is not None else f"sample {index + 1}"


def default_names(n_variables: int) -> tuple[str, ...]:
    """Return v000, v001, ... for variables that their file does not name; their alphabetical order is their order."""
    width = max(3, len(str(n_variables - 1)))
    return tuple(f"v{index:0{width}d}" for index in range(n_variables))
