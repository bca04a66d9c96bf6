"""How far a run is and about how long it will still take, from the records that Snakemake logs."""

import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent
from snakemake_interface_logger_plugins.settings import OutputSettingsLoggerInterface

from rgcore.pipeline.durations import in_words
from rgcore.pipeline.faults import describe_fault_in
from rgcore.pipeline.monitor.account import write_account_and_learn
from rgcore.pipeline.monitor.failures import protected_output
from rgcore.pipeline.monitor.job_reports import last_report
from rgcore.pipeline.monitor.journal import JOURNAL, Journal
from rgcore.pipeline.monitor.plan import Plan
from rgcore.pipeline.monitor.planned import SECONDS_TO_START, Costs
from rgcore.pipeline.monitor.records import Records
from rgcore.pipeline.monitor.run_state import Event, RunState
from rgcore.pipeline.snakemake_messages import (
    FAILED_RULE,
    FAILED_WORKFLOW,
    NO_OUTPUT,
    NOTHING_TO_DO,
    SOME_JOB_FAILED,
    STOPPING,
)

__all__ = ["RunProgress"]

_REPORTED_BY_THE_JOB = (FAILED_RULE, NO_OUTPUT)  # given with the failure of the job
_SECONDS_OF_SILENCE = 60.0  # after which a line reports how far the jobs are that run on this computer
_SECONDS_OF_SILENCE_OF_A_CLUSTER = 600.0  # or that those of a cluster wait
_VERIFY = "verify"  # the rule that reads a finished run and makes no part of it
_ESTIMATED_JOBS_PER_SECOND = 100  # so that estimates of large runs cost little


class RunProgress(LogHandlerBase):
    """Print "12 of 90 jobs, 1 min 5 s so far, about 4 min 10 s left" whenever a job ends; it is a Snakemake logger.

    A job that fails is named with the cause in one line and its logs. Everything that happens is written to the journal
    of the run, from which ``make status`` and the account read it.

    Parameters
    ----------
    settings : OutputSettingsLoggerInterface
        Snakemake's output settings.
    costs : Costs
    plan : callable that returns the Plan of the run
    write : callable, where the lines go, or None to print none
    clock : callable that returns seconds since 1970
    """

    writes_to_stream = True
    writes_to_file = False
    has_filter = True
    has_formatter = True
    needs_rulegraph = False

    def __init__(
        self,
        settings: OutputSettingsLoggerInterface | None,
        costs: Costs,
        plan: Callable[[], Plan],
        *,
        write: Callable[[str], object] | None = sys.stderr.write,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(settings, None)
        self.setLevel(logging.INFO)
        self._plan, self._write, self._clock, self._state = plan, write, clock, RunState()
        self._records, self._journal = Records(self._state, costs, clock), Journal(JOURNAL)
        self._total, self._shown, self._stopping = 0, set(), False
        self._pages: tuple[str, ...] = ()  # that the run makes, to be opened at its end
        self._only_reads = False  # then journal and account stay those of the run before
        self._left: tuple[float, float | None] = (float("-inf"), None)  # when it was estimated, seconds
        self._queue, self._printed, self._ended = "", clock(), threading.Event()

    @property
    def state(self) -> RunState:
        """What is known of the run."""
        return self._state

    @property
    def only_differs(self) -> bool:
        """Whether nothing failed but the comparison with a reference, so that there is nothing to continue."""
        return {self._state.jobs[number].family for number in self._state.failed} == {_VERIFY}

    def emit(self, record: logging.LogRecord) -> None:
        """Take one record: an event of the run, or a message of Snakemake's. A lost terminal does not stop a run."""
        try:
            self._take(record)
        except OSError:
            self._write = None
        except Exception:
            self.handleError(record)

    def end(self, *, good: bool) -> None:
        """Note that the run has ended, well or not, write its account, and print what to open."""
        self._ended.set()
        self._note({"event": "end", "at": self._clock(), "good": good})
        if not self._only_reads:
            write_account_and_learn(self._state)
            with suppress(OSError):
                self._print_pages(self._pages if good else ())

    def _take(self, record: logging.LogRecord) -> None:
        kind = getattr(record, "event", None)
        if kind == LogEvent.RUN_INFO:
            self._begin(record)
        elif event := self._records.event(record):
            self._note(event)
            self._show(event)
        elif self._is_for_the_console(record, kind):
            message = record.getMessage()
            self._print(describe_fault_in(message) or protected_output(message) or message)
            if NOTHING_TO_DO.begins(record.msg):
                self._print_pages(self._plan().pages)
        elif STOPPING.begins(record.msg) and not self._stopping:  # Snakemake repeats it while jobs end
            self._stopping = True
            self._print("Stopping: no further job is started, and the run ends with those that were.")

    def _print(self, line: str) -> None:
        self._printed = self._clock()
        if self._write:
            self._write(f"{line}\n")

    def _print_pages(self, pages: Iterable[str]) -> None:
        for page in pages:
            if Path(page).exists():  # with --until it is asked for and not made
                self._print(f"Open {page} in a browser.")

    def _note(self, event: Event) -> None:
        self._state.apply(event)
        if not self._only_reads:
            self._journal.write(event)

    def _is_for_the_console(self, record: logging.LogRecord, kind: LogEvent | None) -> bool:
        """Errors and warnings are; of the rest, what comes before the first job, such as that nothing is to be done."""
        if kind is not None:
            exception = getattr(record, "exception", None)
            repeats = exception == FAILED_WORKFLOW and SOME_JOB_FAILED.pattern.search(record.getMessage())
            return kind == LogEvent.ERROR and exception not in _REPORTED_BY_THE_JOB and not repeats
        return bool(record.msg) and (record.levelno >= logging.WARNING or not self._total)

    def _begin(self, record: logging.LogRecord) -> None:
        plan = self._plan()
        self._pages = plan.pages
        self._only_reads = {job.family for job in plan.jobs} == {_VERIFY}
        self._total = record.stats.get("total", 0) or len(plan.jobs)
        self._note(
            {
                "event": "begin",
                "at": self._clock(),
                "host": socket.gethostname(),
                "pid": os.getpid(),
                "slots": asdict(plan.slots),
                "jobs": [asdict(job) for job in plan.jobs],
            }
        )
        self._print(plan.line())
        if self._write:
            threading.Thread(target=self._remind_now_and_then, daemon=True).start()

    def _remind_now_and_then(self) -> None:
        while not self._ended.wait(_SECONDS_OF_SILENCE / 10):
            with self.lock, suppress(OSError):
                self.remind()

    def _show(self, event: Event) -> None:
        if event["event"] == "fail" and not (event["shown"] and self.only_differs):
            failure = self._state.failed[event["job"]]
            cause = "" if event["shown"] else f": {failure.cause}"
            self._print(f"{failure.name} failed{cause}{failure.where_to_read()}")
        elif event["event"] == "done" and not self._only_reads:
            self._print(f"{self._so_far(self._clock())} ({self._took(event)})")
        elif event["event"] == "again":
            self._print(f"{self._state.jobs[event['job']].name} is tried again")

    def _took(self, event: Event) -> str:
        job = self._state.jobs[event["job"]]
        if job.declared <= SECONDS_TO_START:
            return job.name
        return f"{job.name} took {in_words(event['seconds'])}, {in_words(job.seconds)} expected"

    def _left_in_words(self, now: float) -> str:
        """Return the time left and, on a cluster, how many jobs run and wait."""
        estimated, left = self._left
        pause = max(1.0, len(self._state.jobs) / _ESTIMATED_JOBS_PER_SECOND)
        if now - estimated >= pause or len(self._state.done) == self._total:
            running = self._state.running_for(now)
            estimated, left = now, self._state.seconds_left(now, running)
            waiting = len(self._state.started) - len(running)
            self._queue = f"{len(running)} running, {waiting} waiting in the queue"
            self._left = (estimated, left)
        queue = "" if self._state.slots.local else f", {self._queue}"
        if left is None:
            return f"time left unknown{queue}"
        return f"about {in_words(left - (now - estimated))} left{queue}"

    def remind(self) -> None:
        """Print how far the run and its jobs are if nothing was printed for a while, such as in a queue."""
        now, local = self._clock(), self._state.slots.local
        silence = _SECONDS_OF_SILENCE if local else _SECONDS_OF_SILENCE_OF_A_CLUSTER
        if now - self._printed < silence or not self._state.started:
            return
        if not local:
            self._print(f"{self._so_far(now)}, no job has ended for {in_words(now - self._printed)}")
            return
        jobs = [self._state.jobs[number] for number in sorted(self._state.started)]
        running = "; ".join(f"{job.name} runs{last_report(job.log)}" for job in jobs)
        self._print(f"{self._so_far(now)} ({running})")

    def _so_far(self, now: float) -> str:
        return (
            f"{len(self._state.done)} of {self._total} jobs, {in_words(now - self._state.began)} so far, "
            f"{self._left_in_words(now)}"
        )
