"""Digests of files that are taken once: again only when size or time of a file have changed."""

import json
from pathlib import Path

from rgcore.provenance import file_digest
from rgcore.tables.text import write_text

__all__ = ["KnownDigests"]


class KnownDigests:
    """SHA-256 of files, kept in a JSON file between the runs.

    Size, modification time and the time of the last change of the entry, which no program can set back, decide whether
    a file is read again. Whether these times lie in the past or the future does not matter.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._changed = path, False
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            self._known = {name: [*seen, digest] for name, (*seen, digest) in known.items()}
        # the first run here, or damaged: all can be computed again
        except (OSError, ValueError, TypeError, AttributeError):
            self._known = {}

    def of(self, path: str) -> str:
        """Return the SHA-256 of a file in hexadecimal."""
        state = Path(path).stat()
        seen = [state.st_size, state.st_mtime_ns, state.st_ctime_ns]
        if self._known.get(path, [None])[:-1] != seen:
            self._known[path] = [*seen, file_digest(path)]
            self._changed = True
        return self._known[path][-1]

    def store(self) -> None:
        """Keep what is new; where nothing can be written the files are read again next time."""
        if not self._changed:
            return
        try:
            write_text(json.dumps(self._known), self._path)
        except OSError:
            return
        self._changed = False
