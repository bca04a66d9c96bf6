"""What a run is expected to take: jobs, core-hours, memory, disk and wall time."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rgcore.pipeline.durations import in_words

__all__ = ["Plan", "PlannedJob", "Slots", "wall_seconds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedJob:
    """One job of a run, before it begins.

    Attributes
    ----------
    number : int
        Snakemake's number of the job.
    name, family : str
        Such as "train_dbn T2.0_replica0"; the name of its script, which rules of its kind share, such as "train_dbn".
    n_points : int
    declared, seconds : float
        Duration in seconds that its subject declares, and that which follows with the rates of this computer.
    threads, megabytes : int
        Cores, and memory in MB, that it asks for; 0 if it does not.
    needs : tuple of int
        Numbers of jobs that must end before it begins.
    priority : int
    log, benchmark : str
        Paths; empty if it has none.
    """

    number: int
    name: str
    family: str
    n_points: int = 1
    declared: float = 0.0
    seconds: float = 0.0
    threads: int = 1
    megabytes: int = 0
    needs: tuple[int, ...] = ()
    priority: int = 0
    log: str = ""
    benchmark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What jobs share: the cores of a computer, or the places among the jobs of a cluster.

    Attributes
    ----------
    number : int
        Cores, or jobs that may be submitted at once.
    executor : str
        "local", or the name of Snakemake's executor.
    """

    number: int
    executor: str = "local"

    @property
    def local(self) -> bool:
        """Return whether jobs run on this computer."""
        return self.executor == "local"

    @property
    def overhead(self) -> float:
        """Return seconds that a job costs beside its own, in Snakemake and on the way to a node."""
        return 0.7 if self.local else 8.0

    def taken_by(self, job: PlannedJob) -> int:
        """Return how many of them a job takes."""
        return min(job.threads, self.number) if self.local else 1

    def in_words(self) -> str:
        """Return such as "2 cores" or "100 jobs at once"."""
        several = "s" * (self.number != 1)
        return f"{self.number} core{several}" if self.local else f"{self.number} job{several} at once"


def wall_seconds(
    jobs: Collection[PlannedJob], slots: Slots, elapsed: Mapping[int, float] | None = None
) -> float:
    """Return how long jobs take, each begun as soon as those that it needs have ended and slots are free.

    Parameters
    ----------
    jobs : collection of PlannedJob
        Those that have not ended.
    slots : Slots
    elapsed : mapping of int to float, optional
        Seconds since a job began, by number, of those that run.
    """
    elapsed = elapsed or {}
    open_needs, waiting_for = _dependencies(jobs)
    ready = [_turn(job, elapsed) for job in jobs if not open_needs[job.number]]
    heapq.heapify(ready)
    by_number = {job.number: job for job in jobs}
    free, now, running = slots.number, 0.0, []
    while ready or running:
        while ready and (slots.taken_by(by_number[ready[0][-1]]) <= free or not running):
            job = by_number[heapq.heappop(ready)[-1]]
            free -= slots.taken_by(job)
            heapq.heappush(running, (now + _left(job, slots, elapsed), job.number))
        now, ended = heapq.heappop(running)
        free += slots.taken_by(by_number[ended])
        for number in waiting_for[ended]:
            open_needs[number] -= 1
            if not open_needs[number]:
                heapq.heappush(ready, _turn(by_number[number], elapsed))
    return now


def _dependencies(jobs: Collection[PlannedJob]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Return how many of ``jobs`` each one waits for, and which wait for each."""
    numbers = {job.number for job in jobs}
    waiting_for: dict[int, list[int]] = defaultdict(list)
    open_needs = {}
    for job in jobs:
        needed = numbers.intersection(job.needs)
        open_needs[job.number] = len(needed)
        for need in needed:
            waiting_for[need].append(job.number)
    return open_needs, waiting_for


def _turn(job: PlannedJob, elapsed: Mapping[int, float]) -> tuple[bool, int, int]:
    """Return what sorts jobs that can begin: those that run, then by priority, then by number."""
    return job.number not in elapsed, -job.priority, job.number


def _left(job: PlannedJob, slots: Slots, elapsed: Mapping[int, float]) -> float:
    """Return the seconds that a job has left; one that takes longer than expected has a tenth of that left."""
    if not job.seconds:
        return 0.0
    whole = job.seconds + slots.overhead
    return max(whole - elapsed.get(job.number, 0.0), 0.1 * whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run is going to do.

    Attributes
    ----------
    slots : Slots
    jobs : list of PlannedJob
    new_bytes : float
        About how much disk its results take.
    pages : tuple of str
        Paths of what a reader opens when it is done.
    """

    slots: Slots
    jobs: list[PlannedJob]
    new_bytes: float
    pages: tuple[str, ...] = ()

    def line(self) -> str:
        """Return what the run takes, in one line."""
        core_hours = sum(job.seconds * job.threads for job in self.jobs) / 3600
        queue = "" if self.slots.local else " beside waiting in the queue"
        memory = max((job.megabytes for job in self.jobs), default=0)
        jobs, wall = f"{len(self.jobs)} job{'s' * (len(self.jobs) != 1)}", wall_seconds(self.jobs, self.slots)
        return (
            f"{jobs}, about {in_words(wall)} on "
            f"{self.slots.in_words()}{queue}: about {core_hours:.2g} core-hours, up to {memory} MB of memory for a "
            f"job, about {_megabytes(self.new_bytes)} of results on disk"
        )

    def table(self) -> list[str]:
        """Return the same for every family of rules, as lines of a table; the most expensive come first."""
        families: dict[str, list[PlannedJob]] = defaultdict(list)
        for job in self.jobs:
            if job.seconds:
                families[job.family].append(job)
        rows = sorted(families.items(), key=lambda item: -sum(job.seconds * job.threads for job in item[1]))
        lines = [f"{'rule':<28}{'jobs':>6}{'points':>8}{'s per job':>11}{'core-hours':>12}{'MB per job':>12}"]
        for family, members in rows:
            mean = sum(job.seconds for job in members) / len(members)
            core_hours = sum(job.seconds * job.threads for job in members) / 3600
            lines.append(
                f"{family:<28}{len(members):>6}{sum(job.n_points for job in members):>8}{mean:>11.1f}"
                f"{core_hours:>12.4f}{max(job.megabytes for job in members):>12}"
            )
        return lines


def _megabytes(n_bytes: float) -> str:
    return f"{n_bytes / 1e6:.0f} MB" if n_bytes < 1e9 else f"{n_bytes / 1e9:.1f} GB"
