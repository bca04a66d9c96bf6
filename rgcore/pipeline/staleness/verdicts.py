"""Which files were not made from what config and code ask for now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rgcore.errors import InputError
from rgcore.pipeline.staleness.digests import KnownDigests
from rgcore.pipeline.staleness.stamp_difference import differ_in_config, first_difference
from rgcore.pipeline.staleness.wanted import WantedStamps
from rgcore.pipeline.stamps import Portion, portable
from rgcore.tables.stamp_files import read_stamp_of

__all__ = ["Stale", "Verdicts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A file that must be made again.

    Attributes
    ----------
    path : str
    found, wanted : str
        What it was made with, and what in place of that it would be made with now.
    of_other_config : bool
        Whether it was made with other settings.
    """

    path: str
    found: str
    wanted: str
    of_other_config: bool = False

    def __str__(self) -> str:
        """Return the reason as a clause."""
        return f"{self.path} was made with {self.found} in place of {self.wanted}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Damaged(Stale):
    """A file that cannot be read."""

    def __str__(self) -> str:
        """Return the reason as a clause."""
        return f"{self.path} is damaged"


class Verdicts:
    """Compares files with the stamps that they would have if they were made now; every stamp is read once.

    Parameters
    ----------
    maker : callable
        From the path of a file to the portion that makes it, or None for a file that no job makes.
    digests : KnownDigests
    """

    def __init__(self, maker: Callable[[str], Portion | None], digests: KnownDigests) -> None:
        self._maker, self.digests = maker, digests
        self._wanted = WantedStamps(maker)
        self.stamp_in = cache(_stamp_in)

    def of(self, portion: Portion, *, recorded: bool) -> Iterator[Stale]:
        """Yield the files of a portion that must be made again; files that are not there are left out.

        The contents of files of the user are always compared with those that were used; the contents of files of this
        project only if nothing is ``recorded`` of the outputs, as after a copy of ``results`` alone. Otherwise they are
        compared where they are newer than an output (:meth:`Verdicts.digests_used`).
        """
        wanted = self._wanted.of(portion)
        for path in filter(_exists, portion.output):
            found = self.stamp_in(path)
            if found is None:
                yield _Damaged(path=path, found="damaged", wanted="whole")
            elif difference := first_difference(found, wanted) or self._contents(found, portion, recorded):
                other = differ_in_config(found, wanted)
                yield Stale(path=path, found=difference[0], wanted=difference[1], of_other_config=other)

    def _contents(
        self, found: Mapping[str, object], portion: Portion, recorded: bool
    ) -> tuple[str, str] | None:
        compared = [path for path in portion.input if not recorded or self._maker(path) is None]
        now = {portable(path): self.digests.of(path) for path in filter(_exists, compared)}
        for name, digest in now.items():
            if found["inputs"][name] != digest:
                return f"other contents of {name}", "the present ones"
        return None

    def digests_used(self, portion: Portion, path: str) -> set[str | None]:
        """Return the digests of an input that the outputs of a portion were made from; None if one is not known."""
        stamps = [self.stamp_in(output) for output in filter(_exists, portion.output)]
        return {stamp["inputs"].get(portable(path)) if stamp else None for stamp in stamps}


def _stamp_in(path: str) -> dict | None:
    """Return the stamp of a file, empty if it has none, or None if the file is damaged."""
    try:
        return read_stamp_of(path)
    except InputError:
        return None


def _exists(path: str) -> bool:
    return Path(path).exists()
