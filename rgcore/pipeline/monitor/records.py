"""Events of a run from the records that Snakemake logs."""

import logging
from collections.abc import Callable
from pathlib import Path

from snakemake_interface_logger_plugins.common import LogEvent

from rgcore.pipeline.monitor.benchmarks import measured_by
from rgcore.pipeline.monitor.failures import cause_in_job_log, cause_of_failure, missing_output
from rgcore.pipeline.monitor.plan import PlannedJob
from rgcore.pipeline.monitor.planned import Costs, name_of
from rgcore.pipeline.monitor.run_state import Event, RunState
from rgcore.pipeline.snakemake_messages import FAILED_RULE, NO_OUTPUT, RESTARTED, SUBMITTED

__all__ = ["Records"]


class Records:
    """Turn records into events; jobs of which no plan is known are added to the state as they begin.

    Parameters
    ----------
    state : RunState
    costs : Costs
    clock : callable that returns seconds since 1970
    """

    def __init__(self, state: RunState, costs: Costs, clock: Callable[[], float]) -> None:
        self._state, self._costs, self._clock = state, costs, clock
        self._asked: dict[int, dict[str, int]] = {}  # by a job, which asks for more when it is tried again
        self._exits: dict[int | None, str] = {}  # how a process ended, by the thread that reports it

    def event(self, record: logging.LogRecord) -> Event | None:
        """Return what a record means for the run, or None."""
        kind = getattr(record, "event", None)
        if kind == LogEvent.JOB_INFO:
            return self._start(record)
        if kind == LogEvent.JOB_FINISHED and record.job_id in self._state.jobs:
            return self._done(record.job_id)
        if kind == LogEvent.JOB_ERROR and record.jobid in self._state.jobs:
            return self._fail(record)
        if kind == LogEvent.ERROR:
            return self._error(record)
        return self._message(str(record.msg)) if kind is None else None

    def _message(self, text: str) -> Event | None:
        if found := SUBMITTED.pattern.search(text):
            return self._now("submit", job=int(found[1]), external=found[2])
        again = RESTARTED.pattern.search(text)
        return self._now("again", job=int(again[1])) if again and int(again[1]) in self._state.jobs else None

    def _now(self, event: str, **fields: object) -> Event:
        return {"event": event, "at": self._clock(), **fields}

    def _start(self, record: logging.LogRecord) -> Event:
        number = record.jobid
        if number not in self._state.jobs:
            log = str((getattr(record, "log", None) or [""])[0])
            wildcards = dict(getattr(record, "wildcards", None) or {})
            self._state.jobs[number] = PlannedJob(
                number=number,
                name=name_of(record.rule_name, log, wildcards),
                log=log,
                benchmark=str(getattr(record, "benchmark", None) or ""),
                **self._costs.of(record.rule_name, record.rule_name),
            )
        resources = dict(getattr(record, "resources", None) or {})
        self._asked[number] = {
            name: resources[name] for name in ("mem_mb", "runtime") if isinstance(resources.get(name), int)
        }
        return self._now("start", job=number)

    def _done(self, number: int) -> Event:
        since = self._state.started.get(number, self._clock())
        took = measured_by(self._state.jobs[number].benchmark).get("s")
        return self._now("done", job=number, seconds=self._clock() - since if took is None else took)

    def _fail(self, record: logging.LogRecord) -> Event:
        since = self._state.started.get(record.jobid, 0.0)
        logs = list(map(str, getattr(record, "log", None) or []))
        cause = cause_of_failure(
            str(getattr(record, "rule_msg", None) or ""),
            self._exits.pop(record.thread, ""),
            logs,
            since=since,
            asked=self._asked.get(record.jobid, {}),
        )
        own = cause_in_job_log(Path(logs[0]), since) if logs and self._state.slots.local else None
        return self._now("fail", job=record.jobid, cause=cause, logs=logs, shown=bool(own and own[1]))

    def _error(self, record: logging.LogRecord) -> Event | None:
        text, exception = record.getMessage(), getattr(record, "exception", None)
        if exception == FAILED_RULE:
            self._exits[record.thread] = text
            return None
        missing = missing_output(text) if exception == NO_OUTPUT else None
        if missing and missing[0] in self._state.jobs:
            number, cause = missing
            logs = [log for log in (self._state.jobs[number].log,) if log]
            return self._now("fail", job=number, cause=cause, logs=logs, shown=False)
        return None
