"""Samples of any length as blocks in the order of time, which can be gone through any number of times.

:mod:`rgcore.series` explains this on one page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial, wraps
from typing import ParamSpec, Protocol

import numpy as np

from rgcore.arguments.objects import function
from rgcore.arguments.scalars import shown, whole_number
from rgcore.errors import InputError
from rgcore.series.given_samples import GivenSamples, matrices
from rgcore.series.inputs.cards import Table, card_of
from rgcore.series.inputs.checks.matrix import real_matrix
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["BATCH_ROWS", "Samples", "as_samples", "batches", "replayable", "variable_names"]

BATCH_ROWS = 4096  # samples at a time where nothing asks for another number
P = ParamSpec("P")


class Samples(Protocol):
    """What yields (n, n_variables) blocks of samples, successive in time, again each time it is iterated over."""

    def __iter__(self) -> Iterator[np.ndarray]:
        """Begin with the first sample and yield the blocks in order."""


class _Replay:
    """The result of a generator function that is called anew for every pass."""

    def __init__(self, generate: Callable[[], Iterator[np.ndarray]]) -> None:
        self._generate = generate

    def __iter__(self) -> Iterator[np.ndarray]:
        return self._generate()


def replayable(generator: Callable[P, Iterator[np.ndarray]]) -> Callable[P, Samples]:
    """Decorate a generator function of blocks: what it returns can be gone through any number of times.

    Every pass calls the function anew with the same arguments, so that it must neither change them nor advance a
    random generator that it was given.
    """
    function("generator", generator)

    @wraps(generator)
    def samples(*args: P.args, **kwargs: P.kwargs) -> Samples:
        return _Replay(partial(generator, *args, **kwargs))

    return samples


def as_samples(data: object) -> Samples:
    """Return what people have as blocks of samples that can be gone through more than once.

    Parameters
    ----------
    data : object
        (n_samples, n_variables) numbers, or blocks of such, time along the first axis: an array, a data frame, a data
        set, a list, a generator, ... ``docs/reference/inputs.md`` lists what is taken and what is refused. Blocks may
        differ in length, but must agree in the number of variables.

    Returns
    -------
    Samples
        With the names of the variables as ``variables`` where the data have them (:func:`variable_names`).

    Raises
    ------
    InputError
        If data are no matrix of real numbers, and nothing that yields such; or if an iterator yields something else, no
        block, or blocks with different numbers of variables. While they are gone through for the first time: if a
        variable of at least 20 samples rises or falls throughout, except of data sets of rgcore, which are checked.
    """
    card = card_of(data)
    if card is not None:
        found = card.read(data)
    elif hasattr(data, "__array__"):
        array = real_matrix(data)
        found = Table(lambda: (array,))
    else:
        found = data
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable):
        raise InputError(f"samples must be a matrix of real numbers, or blocks of such, got {shown(data)}")
    if isinstance(found, Iterator):
        return TemporaryMatrix.from_blocks(GivenSamples(found))
    if isinstance(found, GivenSamples) or (card is not None and card.library == "rgcore"):
        return found
    return GivenSamples(found)


def variable_names(samples: Samples) -> tuple[str, ...] | None:
    """Return the names that samples have for their variables; None if they are only numbered."""
    return getattr(samples, "variables", None)


def batches(
    samples: Samples, n_rows: int = BATCH_ROWS, edges: Sequence[int] | None = None
) -> Iterator[tuple[int, np.ndarray]]:
    """Yield batches of ``n_rows`` samples in order, each with the number of its block of time.

    The cuts depend on ``n_rows`` and ``edges`` alone: in whatever blocks the samples come, the batches, and every sum
    over them, are the same to the last bit.

    Parameters
    ----------
    samples : Samples
    n_rows : int
        Shorter are only the last batch, and those that end at an edge.
    edges : sequence of int, optional
        Ascending, 0 first, the number of samples last: where blocks of time begin and end
        (:func:`rgcore.stats.blocking.block_edges`). Without, all samples are in block 0.

    Yields
    ------
    block : int
    batch : (n, n_variables) array of real numbers, not to be written to

    Raises
    ------
    InputError
        If a block is not a matrix of real numbers, or has another number of variables than the first; if the number of
        samples is not the last edge; or if ``n_rows`` or ``edges`` are impossible.
    """
    if not isinstance(samples, Iterator):
        samples = as_samples(samples)
    n_rows = whole_number("n_rows", n_rows, least=1, most=2**40)
    return _batches(samples, n_rows, None if edges is None else _checked_edges(edges))


def _checked_edges(edges: Sequence[int]) -> list[int]:
    """Return edges as ints; InputError unless they ascend from 0."""
    first, *rest = [0] if np.ndim(edges) != 1 or not len(edges) else list(edges)
    if not rest or isinstance(edges, str) or first != 0 or isinstance(first, bool):
        raise InputError(f"edges must be two or more numbers that ascend from 0, got {shown(edges)}")
    ascending = [0]
    for place, edge in enumerate(rest, start=1):
        ascending.append(whole_number(f"edges[{place}]", edge, least=ascending[-1] + 1))
    return ascending


def _batches(samples: Samples, n_rows: int, edges: Sequence[int] | None) -> Iterator[tuple[int, np.ndarray]]:
    ends = iter([] if edges is None else edges[1:])
    block, end, place, waiting = 0, next(ends, None), 0, []
    n_seen, due = 0, None if edges is None else edges[-1]
    for given in matrices(samples):
        rows, n_seen = given, n_seen + len(given)
        if due is not None and n_seen > due:
            raise _changed(due, n_seen)
        while len(rows):
            n_waiting = sum(map(len, waiting))
            room = n_rows - n_waiting
            room = room if end is None else min(room, end - place - n_waiting)
            waiting.append(rows[:room])
            rows = rows[room:]
            n_waiting += len(waiting[-1])
            at_the_edge = end is not None and place + n_waiting == end
            if n_waiting == n_rows or at_the_edge:
                yield block, _joined(waiting)
                place, waiting = place + n_waiting, []
            if at_the_edge:
                block, end = block + 1, next(ends, None)
    if due is not None and n_seen < due:
        raise _changed(due, n_seen)
    if waiting:
        yield block, _joined(waiting)


def _changed(due: int, found: int) -> InputError:
    return InputError(f"the samples changed: there were {due} of them at first, then {found}")


def _joined(waiting: list[np.ndarray]) -> np.ndarray:
    return waiting[0] if len(waiting) == 1 else np.concatenate(waiting)
