"""Which points of a fan-out are still to be made, and which are there."""

import os
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from rgcore.pipeline.jobs.bundle import Point
from rgcore.pipeline.studies import in_study

__all__ = ["MissingPoints"]

_INCOMPLETE = Path(".snakemake/incomplete")  # Snakemake's marks of outputs whose job did not end


class MissingPoints:
    """Splits the points of one family after the other, in the order of the rules.

    The files of a missing point are missing for the families after it too, even if they exist.
    """

    def __init__(self, study: str | None = None) -> None:
        self._study = study
        self._awaited: set[str] = set()  # files that are missing, or behind missing ones

    def split(
        self, points: Sequence[Point], needs: Iterable[str], makes: Iterable[str]
    ) -> tuple[list[Point], list[Point]]:
        """Return the points whose files are there, and those whose files are missing or behind missing ones.

        ``needs`` and ``makes`` are paths with the wildcards of a point in braces, as rules without a study name them.
        """
        there, missing, incomplete = [], [], _incomplete_outputs()
        for point in points:
            needed = {in_study(path.format(**point), self._study) for path in needs}
            made = {in_study(path.format(**point), self._study) for path in makes}
            if needed & self._awaited or made & incomplete or not all(map(os.path.exists, made)):
                self._awaited |= made
                missing.append(point)
            else:
                there.append(point)
        return there, missing


def _incomplete_outputs() -> set[str]:
    """Return the outputs whose job did not end: of a long path a mark is a path too, whose folders begin with @."""
    found = set()
    for mark in filter(Path.is_file, _INCOMPLETE.rglob("*")):
        name = "".join(part.removeprefix("@") for part in mark.relative_to(_INCOMPLETE).parts)
        with suppress(ValueError):  # not a mark
            found.add(urlsafe_b64decode(name).decode())
    return found
