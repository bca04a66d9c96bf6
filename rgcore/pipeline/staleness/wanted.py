"""The stamps that files would have if they were made now, whether they are there or not."""

from collections.abc import Callable, Mapping
from pathlib import Path

from rgcore.errors import InputError
from rgcore.pipeline.stamps import Portion, portable, stamp_of
from rgcore.provenance import joined_stamp
from rgcore.tables.stamp_files import read_stamp_of

__all__ = ["WantedStamps"]


class WantedStamps:
    """Stamps as config and code ask for them, each computed once from those of the files before it.

    Parameters
    ----------
    maker : callable
        From the path of a file to the portion that makes it, or None for a file that no job makes.
    """

    def __init__(self, maker: Callable[[str], Portion | None]) -> None:
        self._maker = maker
        self._known: dict[str, Mapping[str, object]] = {}

    def of(self, portion: Portion) -> Mapping[str, object]:
        """Return the stamp of the outputs of a portion, of plain types; digests of its inputs are left empty."""
        key = portion.output[0]
        if key not in self._known:
            before = [stamp for path in portion.tables if (stamp := self._of_file(path))]
            stamp = stamp_of(portion, before, {portable(path): "" for path in portion.input})
            self._known[key] = (joined_stamp(stamp, before) if portion.joins else stamp).as_stored()
        return self._known[key]

    def _of_file(self, path: str) -> Mapping[str, object]:
        portion = self._maker(path)
        if portion is not None:
            return self.of(portion)
        if path not in self._known:
            try:
                self._known[path] = read_stamp_of(path) if Path(path).exists() else {}
            except InputError:  # a damaged file of the user: refused by the job that reads it
                self._known[path] = {}
        return self._known[path]
