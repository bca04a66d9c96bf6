"""Finished points of a bundle, kept until Snakemake has accepted the outputs of the whole bundle.

Snakemake deletes all outputs of a job that was interrupted. Second names of the files of a finished point lie beside
the checkpoints, take no space, and are what the next job takes over. The main process removes them as it records that
the job is done.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables.atomic import replacing
from rgcore.tables.footers import read_stamp

__all__ = ["KeptPoint"]


class KeptPoint:
    """The kept outputs of one point.

    Parameters
    ----------
    folder : Path
        Where they lie, each under its own name.
    outputs : sequence of str
        Parquet files that this project writes.
    stamp : function that returns a Stamp
        What they must be made from; what was measured on the way is not compared.
    """

    def __init__(self, folder: Path, outputs: Sequence[str], stamp: Callable[[], Stamp]) -> None:
        self._pairs = [(Path(output), folder / Path(output).name) for output in outputs]
        self._stamp = stamp

    def keep(self) -> None:
        """Give the outputs, which are finished, their second names."""
        for output, kept in self._pairs:
            _name_again(output, kept)

    def restore(self) -> bool:
        """Put back the outputs and return True; return False where none are kept or others than the wanted ones."""
        if not all(kept.exists() and self._is_up_to_date(kept) for _, kept in self._pairs):
            return False
        for output, kept in self._pairs:
            _name_again(kept, output)
        return True

    def _is_up_to_date(self, path: Path) -> bool:
        wanted = self._stamp().as_stored()
        try:
            found = read_stamp(path)
        except InputError:  # damaged
            return False
        return all(found.get(name) == value for name, value in wanted.items() if name != "measured")


def _name_again(path: Path, other: Path) -> None:
    """Let ``other`` be the same file as ``path``, or a copy where the file system has no second names; atomically."""
    with replacing(other) as temporary:
        temporary.unlink()
        try:
            os.link(path, temporary)
        except OSError:
            shutil.copy2(path, temporary)
