"""Samples of any length, a few at a time: cut where the analysis wants it, not where they happen to come apart."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from rgcore.errors import InputError
from rgcore.series.spool import spooled

__all__ = ["Blocks", "as_blocks", "pieces"]

Blocks = Iterable[np.ndarray]
"""What yields (n, n_variables) blocks of samples, successive in time, and can be gone through any number of times."""


def as_blocks(samples: np.ndarray | Blocks | Iterator[np.ndarray]) -> Blocks:
    """Return samples as something that can be gone through block by block, and more than once.

    Parameters
    ----------
    samples : (n_samples, n_variables) array or DataFrame, iterable of such arrays, or iterator over such arrays
        An array or a data frame is one block. What can be iterated over only once, such as a generator, is kept in a
        temporary file. The blocks may differ in length, but must agree in the number of variables.
    """
    if hasattr(samples, "__array__"):
        return (samples if isinstance(samples, np.ndarray) else np.asarray(samples),)
    if isinstance(samples, Iterator):
        return spooled(_as_matrix(block, None, 0) for block in samples)
    return samples


def pieces(
    samples: Blocks, n_rows: int, edges: Sequence[int] | None = None
) -> Iterator[tuple[int, np.ndarray]]:
    """Yield the number of the block of time and up to ``n_rows`` of its samples, in order.

    The cuts depend on ``n_rows`` and ``edges`` alone: however the samples come cut into blocks, the pieces, and
    whatever is summed over them, are the same to the last bit.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    n_rows : int
    edges : sequence of int, optional
        Ascending, 0 first, the number of samples last: where blocks of time begin and end. Without, all samples are
        block 0.

    Raises
    ------
    InputError
        If a block is not a matrix of real numbers, or has another number of variables than the first; or if there are
        not as many samples as the edges say.
    """
    ends = iter([] if edges is None else edges[1:])
    block, end, place, waiting = 0, next(ends, None), 0, []
    n_variables, n_seen, due = None, 0, None if edges is None else edges[-1]
    for given in samples:
        rows = _as_matrix(given, n_variables, n_seen)
        n_variables, n_seen = rows.shape[1], n_seen + len(rows)
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


def _as_matrix(given: np.ndarray, n_variables: int | None, place: int) -> np.ndarray:
    if isinstance(given, np.ma.MaskedArray):
        raise InputError(
            f"samples must not be masked arrays, whose gaps would count; found one at sample {place + 1}"
        )
    rows = np.asarray(given)
    if rows.ndim != 2 or rows.dtype.kind not in "biuf" or rows.shape[1] < 1:
        raise InputError(
            "samples must be a matrix of real numbers, (n_samples, n_variables), or blocks of such, found "
            f"shape {rows.shape} of type {rows.dtype} at sample {place + 1}"
        )
    if n_variables is not None and rows.shape[1] != n_variables:
        raise InputError(
            f"all blocks of samples must hold {n_variables} variables as the first, found {rows.shape[1]} "
            f"at sample {place + 1}"
        )
    return rows
