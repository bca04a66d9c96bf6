"""Ctrl-C: one sentence, no traceback, and a second one that stops at once.

A terminal sends SIGINT to every process of a run. Until one of them asks for an answer by this module, SIGINT ends it
without a word: a line in ``workflow/plugins/rgcore_startup.pth`` arranges that as Python starts.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["CtrlC", "interruptible", "wait_for_callbacks"]

_EXIT_CODE = 130  # of a process that SIGINT ended, as shells count
_SECONDS_UNTIL_OUT_OF_A_CALLBACK = 0.05
_LONGEST_CALLBACK = 20.0  # s, after which Snakemake goes on to its end


class CtrlC(logging.Filter):
    """Answers SIGINT in Snakemake's own process; as a filter of log handlers, drops what fails because of it.

    The first SIGINT lets Snakemake stop as it does by itself: it waits for jobs here, whose processes got the signal
    too, and cancels those on a cluster. The second one ends the process; no output is half-written, since jobs move
    their outputs to their names when they are complete. Before and after the jobs the first one does that.

    Parameters
    ----------
    write : callable, where sentences go; by default standard error, without its buffer, which may be in use
    leave : callable that ends the process with an exit code
    """

    def __init__(
        self,
        write: Callable[[str], object] = lambda text: os.write(2, text.encode()),
        leave: Callable[[int], object] = os._exit,
    ) -> None:
        super().__init__()
        self._write, self._leave = write, leave
        self._running, self._pressed = False, False

    def answer(self) -> None:
        """Take SIGINT from now on, unless this process was started to ignore it, as nohup does."""
        if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
            signal.signal(signal.SIGINT, self.take)

    def jobs_begin(self) -> None:
        """Wait for jobs at the first SIGINT from now on."""
        self._running = True

    def jobs_end(self) -> None:
        """End the process at the first SIGINT from now on."""
        self._running = False

    def take(self, _number: int, _frame: object) -> None:
        """Take one SIGINT.

        Raises
        ------
        KeyboardInterrupt
            At the first one while jobs run.
        """
        if not self._running or self._pressed:
            self._write("\nStopped. The same command continues this run.\n")
            self._leave(_EXIT_CODE)
        self._pressed = True
        self._write(
            "\nStopping: running jobs are ending, training runs store their state first. Ctrl-C stops at once.\n"
        )
        raise KeyboardInterrupt

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record has nothing to do with Ctrl-C: after one, jobs fail because of it."""
        return not self._pressed


def wait_for_callbacks(workflow: object) -> None:
    """Wait until no other thread of Snakemake works on a job that has ended.

    After Ctrl-C the main thread does not wait for them and closes their event loops, which raises RuntimeError while
    one still runs.
    """
    deadline = time.monotonic() + _LONGEST_CALLBACK
    while _callback_runs(workflow) and time.monotonic() < deadline:
        time.sleep(_SECONDS_UNTIL_OUT_OF_A_CALLBACK)


def _callback_runs(workflow: object) -> bool:
    runners = list(getattr(workflow, "_async_runners", {}).values())
    loops = [getattr(runner, "_loop", None) for runner in runners]
    return any(loop is not None and loop.is_running() for loop in loops)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGINT raise KeyboardInterrupt in the block, and end the process without a traceback after it.

    Where the exception falls into a callback of compiled code, Python would print and forget it; it is raised again.
    """
    own = signal.getsignal(signal.SIGINT) == signal.SIG_DFL
    if not own or threading.current_thread() is not threading.main_thread():
        yield
        return
    report = sys.unraisablehook
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = lambda lost: _interrupt_again(lost, report)
    try:
        yield
    finally:
        sys.unraisablehook = report
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupt_again(lost: object, report: Callable[[object], object]) -> None:
    if lost.exc_type is KeyboardInterrupt:
        target = threading.main_thread().ident, signal.SIGINT
        threading.Timer(_SECONDS_UNTIL_OUT_OF_A_CALLBACK, signal.pthread_kill, target).start()
    else:
        report(lost)
