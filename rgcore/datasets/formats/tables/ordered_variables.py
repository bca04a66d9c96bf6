"""Variables that rise or fall throughout, as times, dates and numbers of rows do, are refused."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import InitVar, dataclass, field

import numpy as np

from rgcore.datasets.size_limits import GLANCE_ROWS, MINIMUM_SAMPLES
from rgcore.errors import InputError
from rgcore.series import Samples, replayable

__all__ = ["refuse_ordered"]

FEWEST_LEVELS = 3  # a step, such as of a stimulus that is switched on once, has two


@replayable
def refuse_ordered(
    blocks: Samples, names: Sequence[str], where: str, remedy: Callable[[str], str]
) -> Iterator[np.ndarray]:
    """Yield the blocks, and raise InputError at their end if a variable is in order.

    Parameters
    ----------
    blocks : Samples
    names : sequence of str
    where : str
        Opens the message; usually the path.
    remedy : function of name
        Returns what to write.
    """
    order, n_samples = None, 0
    for block in blocks:
        order = _Order(block) if order is None else order
        order.update(block)
        n_samples += len(block)
        yield block
    for variable, way in order.found() if n_samples >= MINIMUM_SAMPLES else ():
        raise InputError(
            f"{where} must hold variables and nothing else, but {names[variable]} {way} from the first sample to the "
            f"last, as times, dates and numbers of rows do: write {remedy(names[variable])}"
        )


@dataclass
class _Order:
    """Which variables have risen, or fallen, up to some sample; missing entries are passed over.

    ``first`` is the first block: by its first samples most variables are seen to do neither.
    """

    first: InitVar[np.ndarray]
    last: dict[int, float] = field(init=False)
    levels: dict[int, int] = field(init=False)
    ways: dict[int, set[str]] = field(init=False)

    def __post_init__(self, first: np.ndarray) -> None:
        earlier, later = first[:GLANCE_ROWS][:-1], first[1:GLANCE_ROWS]
        neither = (later < earlier).any(axis=0) & (later > earlier).any(axis=0)
        self.ways = {int(variable): {"rises", "falls"} for variable in np.flatnonzero(~neither)}
        self.last = dict.fromkeys(self.ways, np.nan)
        self.levels = dict.fromkeys(self.ways, 1)

    def update(self, block: np.ndarray) -> None:
        """Look at the next samples, (n, n_variables)."""
        for variable in list(self.ways):
            numbers = np.append(self.last[variable], block[:, variable])
            numbers = numbers[~np.isnan(numbers)]
            falls, rises = numbers[1:] < numbers[:-1], numbers[1:] > numbers[:-1]
            self.ways[variable] -= {"rises"} if falls.any() else set()
            self.ways[variable] -= {"falls"} if rises.any() else set()
            if not self.ways[variable]:
                del self.ways[variable]
            elif len(numbers):
                self.last[variable] = numbers[-1]
                self.levels[variable] += np.count_nonzero(falls | rises)

    def found(self) -> Iterator[tuple[int, str]]:
        """Yield the variables in order, and in which."""
        for variable, ways in self.ways.items():
            if len(ways) == 1 and self.levels[variable] >= FEWEST_LEVELS:
                yield variable, next(iter(ways))
