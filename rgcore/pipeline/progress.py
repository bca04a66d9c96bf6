"""How far a run is and about how long it will still take, from the events that Snakemake logs."""

import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent
from snakemake_interface_logger_plugins.settings import OutputSettingsLoggerInterface

from rgcore.pipeline.durations import in_words

__all__ = ["RunProgress", "show_progress"]

_CONSOLE = "DefaultStreamHandler"  # Snakemake's name of the handler that writes to the console
_REPORTED_BY_THE_JOB = "RuleException"  # a failed job has printed its sentence


def show_progress(
    log: logging.Logger, settings: OutputSettingsLoggerInterface, expected: Mapping[str, float], cores: int
) -> None:
    """Put one line per finished job on the console, in place of what Snakemake writes there.

    Snakemake's own log file keeps everything. Nothing changes where the user asked Snakemake for more (--verbose) or
    less (--quiet), or chose a logger of their own (--logger).
    """
    asked = set(map(str, settings.quiet or ())) - {"host"}
    console = [handler for handler in log.handlers if handler.name == _CONSOLE]
    if settings.verbose or settings.dryrun or asked or not console:
        return
    for handler in console:
        log.removeHandler(handler)
    log.addHandler(RunProgress(settings, expected, cores))


class RunProgress(LogHandlerBase):
    """Print "12 of 90 jobs, 1 min 5 s so far, about 4 min 10 s left" whenever a job ends; it is a Snakemake logger.

    The time left is the work of the jobs that are not done, divided by the cores. A job counts the mean duration of the
    finished jobs of its rule or, before there is one, what is expected; where something was, the line gives both the
    duration of the job and the expected one.

    Parameters
    ----------
    settings : OutputSettingsLoggerInterface
        Snakemake's output settings.
    expected : mapping of rule name to seconds on one core; rules not named there count one overhead
    cores : int
    overhead : float
        Seconds that every job costs beside its work.
    write : callable, where the lines go; standard error by default
    clock : callable that returns seconds
    """

    writes_to_stream = True
    writes_to_file = False
    has_filter = True
    has_formatter = True
    needs_rulegraph = False

    def __init__(
        self,
        settings: OutputSettingsLoggerInterface | None,
        expected: Mapping[str, float],
        cores: int,
        *,
        overhead: float = 3.0,
        write: Callable[[str], object] = sys.stderr.write,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(settings, None)
        self.setLevel(logging.INFO)
        self._expected, self._cores, self._overhead = expected, max(cores, 1), overhead
        self._write, self._clock = write, clock
        self._waiting: dict[str, int] = {}
        self._jobs: dict[int, tuple[str, str, float]] = {}
        self._durations: dict[str, list[float]] = defaultdict(list)
        self._total, self._done, self._started = 0, 0, clock()

    def emit(self, record: logging.LogRecord) -> None:
        """Take one record: an event of the run, or a message of Snakemake's."""
        event = getattr(record, "event", None)
        if event == LogEvent.RUN_INFO:
            self._begin(record)
        elif event == LogEvent.JOB_INFO:
            self._jobs[record.jobid] = (record.rule_name, _with_wildcards(record), self._clock())
        elif event == LogEvent.JOB_FINISHED and record.job_id in self._jobs:
            self._finish(*self._jobs.pop(record.job_id))
        elif event == LogEvent.JOB_ERROR and record.jobid in self._jobs:
            self._fail(record)
        elif self._is_for_the_console(record, event):
            self._write(f"{record.getMessage()}\n")

    def _is_for_the_console(self, record: logging.LogRecord, event: LogEvent | None) -> bool:
        """Errors and warnings are; of the rest, what comes before the first job, such as that nothing is to be done."""
        if event is not None:
            return event == LogEvent.ERROR and getattr(record, "exception", None) != _REPORTED_BY_THE_JOB
        return bool(record.msg) and (record.levelno >= logging.WARNING or not self._total)

    def _begin(self, record: logging.LogRecord) -> None:
        self._waiting = {rule: count for rule, count in record.stats.items() if rule != "total"}
        self._total = sum(self._waiting.values())
        self._started = self._clock()
        self._write(f"{self._total} jobs, about {in_words(self._left())} on {self._cores} cores\n")

    def _fail(self, record: logging.LogRecord) -> None:
        _, name, _ = self._jobs.pop(record.jobid)
        logs = " and ".join(map(str, getattr(record, "log", None) or ["Snakemake's"]))
        self._write(f"{name} failed; its log is {logs}\n")

    def _finish(self, rule: str, name: str, started: float) -> None:
        now = self._clock()
        self._durations[rule].append(now - started)
        self._waiting[rule] = self._waiting.get(rule, 1) - 1
        self._done += 1
        took = ""
        if rule in self._expected:
            took = f" took {in_words(now - started)}, {in_words(self._expected[rule])} expected"
        self._write(
            f"{self._done} of {self._total} jobs, {in_words(now - self._started)} so far, "
            f"about {in_words(self._left())} left ({name}{took})\n"
        )

    def _left(self) -> float:
        """Return the seconds that the waiting jobs will take on all cores."""
        return sum(count * self._seconds(rule) for rule, count in self._waiting.items()) / self._cores

    def _seconds(self, rule: str) -> float:
        measured = self._durations[rule]
        return sum(measured) / len(measured) if measured else self._overhead + self._expected.get(rule, 0.0)


def _with_wildcards(record: logging.LogRecord) -> str:
    """Return the rule of a job and its wildcards, such as "train_dbn temperature=2.45 replica=0"."""
    wildcards = dict(getattr(record, "wildcards", None) or {})
    return " ".join([record.rule_name, *(f"{name}={value}" for name, value in wildcards.items())])
