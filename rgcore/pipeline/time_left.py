"""How far a run is and about how long it will still take, from the events that Snakemake logs."""

import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping

from rgcore.pipeline.durations import in_words

__all__ = ["TimeLeft", "follow_run"]

_CHATTER = {
    "run_info",
    "resources_info",
    "job_info",
    "job_started",
    "job_finished",
    "job_error",
    "progress",
    "shellcmd",
}
_ECHOES = (  # what follows the sentence of a failed job
    "Select jobs to execute",
    "RuleException",
    "Exiting because a job execution failed",
    "WorkflowError:\nAt least one job did not complete successfully",
)


def follow_run(log: logging.Logger, expected: Mapping[str, float], cores: int) -> None:
    """Show a run on the console as one line per finished job, with the time left, in place of Snakemake's many.

    A job that fails says why by itself, and where its log is; Snakemake's own log file keeps everything.
    """
    for handler in log.handlers:  # the console; the log file is attached later
        handler.addFilter(_is_worth_a_line)
    log.addHandler(TimeLeft(expected, cores))


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    return _event(record) not in _CHATTER and not str(record.msg).strip().startswith(_ECHOES)


def _event(record: logging.LogRecord) -> str | None:
    """Return the name of the Snakemake event that a record carries, if any."""
    return getattr(getattr(record, "event", None), "value", None)


def _with_wildcards(record: logging.LogRecord) -> str:
    """Return the rule of a job and what makes it this job, such as "train_dbn temperature=2.45 replica=0"."""
    wildcards = dict(getattr(record, "wildcards", None) or {})
    return " ".join([record.rule_name, *(f"{name}={value}" for name, value in wildcards.items())])


class TimeLeft(logging.Handler):
    """Print "12 of 90 jobs, 1 min 5 s so far, about 4 min 10 s left" whenever a job ends.

    The time left is the work of the jobs that are not done, divided by the cores. A job counts what finished
    jobs of its rule took in the mean, or, before there is one, what is expected; where something was, the line says
    both what a job took and what was expected.

    Parameters
    ----------
    expected : mapping of rule name to seconds on one core; rules not named there count one overhead
    cores : int
    overhead : float
        Seconds that every job costs beside its work.
    write : callable, where the lines go; standard error by default
    clock : callable that returns seconds
    """

    def __init__(
        self,
        expected: Mapping[str, float],
        cores: int,
        *,
        overhead: float = 3.0,
        write: Callable[[str], object] = sys.stderr.write,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(level=logging.INFO)
        self._expected, self._cores, self._overhead = expected, max(cores, 1), overhead
        self._write, self._clock = write, clock
        self._waiting: dict[str, int] = {}
        self._jobs: dict[int, tuple[str, str, float]] = {}
        self._durations: dict[str, list[float]] = defaultdict(list)
        self._total, self._done, self._started = 0, 0, clock()

    def emit(self, record: logging.LogRecord) -> None:
        """Take one event: the list of jobs, a job's start, or a job's end."""
        event = _event(record)
        if event == "run_info":
            self._waiting = {rule: count for rule, count in record.stats.items() if rule != "total"}
            self._total = sum(self._waiting.values())
            self._started = self._clock()
            self._write(f"{self._total} jobs, about {in_words(self._left())} on {self._cores} cores\n")
        elif event == "job_info":
            self._jobs[record.jobid] = (record.rule_name, _with_wildcards(record), self._clock())
        elif event == "job_finished" and record.job_id in self._jobs:
            self._finish(*self._jobs.pop(record.job_id))
        elif event == "job_error" and record.jobid in self._jobs:
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
