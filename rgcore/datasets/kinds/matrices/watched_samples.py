"""Warnings about samples that are found while they are gone through for the first time."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np

from rgcore.datasets.raw_samples import ReaderWarnings
from rgcore.errors import InputError
from rgcore.series import Samples

__all__ = ["Finder", "WatchedSamples"]


class Finder(Protocol):
    """What looks at all samples once."""

    def add(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables) float64."""

    def warnings(self, variables: Sequence[str]) -> ReaderWarnings:
        """Return what was found, with the names of the variables.

        Raises
        ------
        InputError
            If something must be refused; the place is put before its text.
        """


class WatchedSamples:
    """Blocks of samples that several finders look at in their first whole pass.

    Parameters
    ----------
    blocks : Samples
    variables : tuple of str
    finders : sequence of functions of the number of variables
        Each returns a new ``Finder``.
    where : str
        The place, which opens a message.
    """

    def __init__(
        self,
        blocks: Samples,
        variables: tuple[str, ...],
        finders: Sequence[Callable[[int], Finder]],
        where: str,
    ) -> None:
        self._blocks, self._variables, self._finders, self._where = blocks, variables, finders, where
        self._found: ReaderWarnings | None = None

    def __iter__(self) -> Iterator[np.ndarray]:
        """Yield the blocks."""
        finders = [finder(len(self._variables)) for finder in self._finders] if self._found is None else []
        for block in self._blocks:
            for finder in finders:
                finder.add(block)
            yield block
        for finder in finders:
            found, before = self._warnings_of(finder), self.warnings()
            self._found = before.and_then(found.whole, found.by_variable)

    def _warnings_of(self, finder: Finder) -> ReaderWarnings:
        try:
            return finder.warnings(self._variables)
        except InputError as error:
            raise InputError(f"{self._where} {error}") from None

    def warnings(self) -> ReaderWarnings:
        """Return what was found; nothing before the first pass has ended."""
        return self._found or ReaderWarnings()
