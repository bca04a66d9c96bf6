"""What is known of a run at one time, from its events: what ended, runs, waits or failed, and the time that is left."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path

from rgcore.pipeline.monitor.plan import PlannedJob, Slots, wall_seconds

__all__ = ["CLOCKS_DIFFER_BY", "Event", "Failure", "RunState"]

Event = Mapping[str, object]
"""What happened, as plain types: ``event`` (begin, start, submit, done, fail, again, end), ``at`` (seconds since 1970)
and what belongs to it."""

CLOCKS_DIFFER_BY = 60.0  # seconds, at most, between the computers of a cluster


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that failed: its name, the cause in one line, and its logs."""

    name: str
    cause: str
    logs: tuple[str, ...]

    def where_to_read(self) -> str:
        """Return a clause that names the logs; empty if there are none."""
        return f"; its log is {' and '.join(self.logs)}" if self.logs else ""


@dataclass(slots=True)
class RunState:
    """A run, up to the last event that it was given.

    Attributes
    ----------
    jobs : dict of int to PlannedJob
        All jobs of the run by number.
    slots : Slots
    host, pid : str, int
        Where Snakemake runs.
    began, last : float
        Seconds since 1970 of the first and the last event.
    started : dict of int to float
        When jobs that have not ended were handed to this computer or to the cluster.
    external : dict of int to str
        The cluster's names of jobs.
    done : dict of int to float
        Duration in seconds of the jobs that ended well.
    beside : dict of int to float
        Seconds of these jobs beside their duration: in the queue, and in Snakemake before and after.
    failed : dict of int to Failure
        The last failure of jobs that have not ended well since.
    good : bool or None
        Whether the run ended well; None if it has not ended, or was killed.
    """

    jobs: dict[int, PlannedJob] = field(default_factory=dict)
    slots: Slots = field(default_factory=lambda: Slots(number=1))
    host: str = ""
    pid: int = 0
    began: float = 0.0
    last: float = 0.0
    started: dict[int, float] = field(default_factory=dict)
    external: dict[int, str] = field(default_factory=dict)
    done: dict[int, float] = field(default_factory=dict)
    beside: dict[int, float] = field(default_factory=dict)
    failed: dict[int, Failure] = field(default_factory=dict)
    good: bool | None = None

    def apply(self, event: Event) -> None:
        """Take an event; what is unknown is passed over."""
        self.last = event["at"]
        number = event.get("job")
        match event["event"]:
            case "begin":
                self._begin(event)
            case "start" if number in self.jobs:
                self.started[number] = event["at"]
            case "submit" if number in self.jobs:
                self.external[number] = event["external"]
            case "done" if number in self.jobs:
                self.beside[number] = event["at"] - self._end(number, event["at"]) - event["seconds"]
                self.failed.pop(number, None)
                self.done[number] = event["seconds"]
            case "fail" if number in self.jobs:
                self._end(number, event["at"])
                self.failed[number] = Failure(
                    self.jobs[number].name, event["cause"], tuple(event.get("logs", ()))
                )
            case "end":
                self.good = event["good"]

    def _begin(self, event: Event) -> None:
        self.jobs = {job["number"]: _planned(job) for job in event["jobs"]}
        self.slots = Slots(**event["slots"])
        self.host, self.pid, self.began = event["host"], event["pid"], event["at"]

    def _end(self, number: int, now: float) -> float:
        """Take a job from those that have started and return when it did."""
        return self.started.pop(number, now)

    def running_for(self, now: float) -> dict[int, float]:
        """Return for how many seconds jobs have run, by number; those that wait in a queue are not among them."""
        began = {
            number: since if self.slots.local else _log_began(self.jobs[number].log, since)
            for number, since in self.started.items()
        }
        return {number: max(now - since, 0.0) for number, since in began.items() if since is not None}

    def seconds_left(self, now: float, running_for: Mapping[int, float] | None = None) -> float | None:
        """Return the seconds that the rest of the run will take, or None while all of it waits in a queue.

        On this computer the jobs that are left are put on its cores in the order in which they need each other. On a
        cluster their work is divided by the jobs that really ran side by side so far: work done over time passed,
        which counts the time that was spent waiting.
        """
        if running_for is None:
            running_for = self.running_for(now)
        left = self._corrected()
        if self.slots.local:
            return wall_seconds(left, self.slots, running_for)
        work_done = sum(self.done.values()) + sum(running_for.values())
        if work_done <= 0:
            return None
        side_by_side = max(work_done / max(now - self.began, 1.0), 0.01)
        work = sum(max(job.seconds - running_for.get(job.number, 0.0), 0.1 * job.seconds) for job in left)
        longest_chain = wall_seconds(left, replace(self.slots, number=max(len(left), 1)), running_for)
        return max(work / side_by_side, longest_chain)

    def _corrected(self) -> list[PlannedJob]:
        """Return the jobs that are left, with durations corrected by those of their family that have ended.

        A family of which none has ended is corrected by all jobs, if these took longer than expected: the computer is
        slow, or busy with other work.
        """
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for number, seconds in self.done.items():
            job = self.jobs[number]
            sums[job.family][0] += seconds
            sums[job.family][1] += job.seconds
        rates = {family: took / planned for family, (took, planned) in sums.items() if planned > 0}
        all_planned = sum(planned for _, planned in sums.values())
        of_others = max(sum(took for took, _ in sums.values()) / all_planned, 1.0) if all_planned > 0 else 1.0
        over = self.done.keys() | (self.failed.keys() - self.started.keys())
        left = [job for number, job in self.jobs.items() if number not in over]
        return [replace(job, seconds=job.seconds * rates.get(job.family, of_others)) for job in left]


def _log_began(log: str, since: float) -> float | None:
    """Return when a job began, by the first line of its log, or None if it has not begun after ``since``."""
    try:
        with Path(log).open(encoding="utf-8", errors="replace") as file:
            began = datetime.strptime(file.read(19), "%Y-%m-%d %H:%M:%S").timestamp()
    except (OSError, ValueError):
        return None
    return began if began > since - CLOCKS_DIFFER_BY else None


def _planned(job: Mapping[str, object]) -> PlannedJob:
    """Return a job from its entry in a journal, of which another version of this code may have written more."""
    known = {field.name for field in fields(PlannedJob)}
    return PlannedJob(
        **{name: tuple(value) if name == "needs" else value for name, value in job.items() if name in known}
    )
