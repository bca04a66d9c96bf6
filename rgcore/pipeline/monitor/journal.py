"""The journal of a run: its events, a line each, in a file that a kill at any time leaves readable."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from rgcore.pipeline.monitor.run_state import Event, RunState

__all__ = ["JOURNAL", "Journal", "last_run"]

JOURNAL = Path(".snakemake/rgcore.events.jsonl")
"""Below the folder of a run."""


class Journal:
    """Write events to a file; the first of a run empties it. Where nothing can be written, nothing is.

    The first event waits for the second one: a run that is refused at its start leaves the journal of the run before.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._first, self._begun, self._broken = path, "", False, False

    def write(self, event: Mapping[str, object]) -> None:
        """Append an event."""
        line = json.dumps(event) + "\n"
        if event["event"] == "begin":
            self._first = line
            return
        try:
            if not self._broken and (self._first or self._begun):
                self._append(line)
        except OSError:
            self._broken = True

    def _append(self, line: str) -> None:
        if not self._begun:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a" if self._begun else "w", encoding="utf-8") as file:
            file.write(self._first + line)
        self._first, self._begun = "", True


def last_run(folder: Path) -> RunState | None:
    """Return the state of the last run in ``folder``, or None if there was none."""
    state = None
    for event in _events(folder / JOURNAL):
        state = state or RunState()
        with suppress(KeyError, TypeError):  # of another version of this code
            state.apply(event)
    return state


def _events(path: Path) -> Iterator[Event]:
    """Yield the events of a journal; a line that was cut off by a kill is left out."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            continue
