"""What was decided while files were read, for the log, the table ``dataset_report`` and the page of the data set."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from rgcore.datasets.messages import listing

__all__ = ["NO_DECISIONS", "Decisions", "all_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Decisions on how files are read: what the config settled, and what could be read in one way only.

    Attributes
    ----------
    made : tuple of str
        A phrase each, such as "column date contains the dates of the samples (index: date)".
    left_out : tuple of (str, str)
        Names of columns or arrays that are no variables, and a phrase each on why.
    """

    made: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    def and_then(self, later: Self) -> Self:
        """Return these decisions and later ones, each once in the order they were made."""
        return type(self)(
            made=tuple(dict.fromkeys((*self.made, *later.made))),
            left_out=tuple(dict.fromkeys((*self.left_out, *later.left_out))),
        )

    def phrases(self) -> tuple[str, ...]:
        """Return all of them as phrases, what was left out by its reason."""
        by_reason: dict[str, list[str]] = {}
        for name, reason in self.left_out:
            by_reason.setdefault(reason, []).append(name)
        return (*self.made, *(f"left out {listing(names)}: {reason}" for reason, names in by_reason.items()))


NO_DECISIONS = Decisions()


def all_of(several: Iterable[Decisions]) -> Decisions:
    """Return the decisions on several files as one."""
    together = NO_DECISIONS
    for each in several:
        together = together.and_then(each)
    return together
