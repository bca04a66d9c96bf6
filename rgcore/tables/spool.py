"""What comes only once, kept on disk so that it can be gone through again."""

import tempfile
import weakref
from collections.abc import Iterable, Iterator

import numpy as np

__all__ = ["Spool", "spooled"]


class Spool:
    """Blocks of samples in an anonymous temporary file, which goes when this object goes.

    Iterating yields the (n, n_variables) float64 blocks that came, in their order, any number of times.
    """

    def __init__(self, blocks: Iterable[np.ndarray]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the object lives)
        weakref.finalize(self, self._file.close)
        self._shapes: list[tuple[int, ...]] = []
        for block in blocks:
            rows = np.ascontiguousarray(block, dtype=np.float64)
            self._file.write(rows.data)
            self._shapes.append(rows.shape)

    def __iter__(self) -> Iterator[np.ndarray]:
        place = 0
        for shape in self._shapes:
            rows = np.empty(shape)
            self._file.seek(place)
            self._file.readinto(rows.data.cast("B") if rows.size else bytearray())
            place += rows.nbytes
            yield rows


def spooled(blocks: Iterable[np.ndarray]) -> Spool:
    """Return the blocks as something that can be iterated over again and again.

    Parameters
    ----------
    blocks : iterable of (n, n_variables) arrays of real numbers
        Gone through once, now.
    """
    return Spool(blocks)
