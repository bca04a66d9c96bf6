"""Other packages, each in a process of its own in .venv-bench, asked over a pipe.

A peer sleeps while it is not asked, so that both sides share one core without disturbing each other. The process of
peer X is ``peer_X.py``: it answers each line of JSON with one, and greets with its name and version.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

__all__ = ["Peer", "asked", "peer"]

ENVIRONMENT = Path(".venv-bench")


class Peer:
    """A running peer. ``name`` is that of the package with its version."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process
        self.name = str(self._answer()["name"])

    def ask(self, **request: object) -> dict[str, float]:
        """Return the peer's answer to one request.

        Raises
        ------
        RuntimeError
            If the peer ended instead; its messages are on standard error.
        """
        print(json.dumps(request), file=self._process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> dict:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the peer ended without an answer")
        return json.loads(line)


@contextmanager
def asked(*command: str | Path) -> Iterator[Peer]:
    """Run a process that answers requests as a peer does; it ends with the context.

    Raises
    ------
    RuntimeError
        If it does not start.
    """
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Peer(process)
        process.stdin.close()


@contextmanager
def peer(package: str) -> Iterator[Peer | None]:
    """Run the process of ``package``; give None where it is not installed or does not start."""
    if not (ENVIRONMENT / "ready").exists():
        yield None
        return
    command = [ENVIRONMENT / "bin" / "python", Path(__file__).with_name(f"peer_{package}.py")]
    with ExitStack() as stack:
        try:
            started = stack.enter_context(asked(*command))
        except RuntimeError as ended:
            print(f"{package}: {ended}; its columns stay empty.", file=sys.stderr)
            started = None
        yield started
