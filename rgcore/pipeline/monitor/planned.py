"""The plan of a run from Snakemake's graph of jobs, the costs that subjects declare and the rates of this computer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from rgcore.pipeline.monitor.plan import PlannedJob
from rgcore.pipeline.monitor.rates import Rates

__all__ = ["SECONDS_TO_START", "Costs", "name_of", "planned_jobs"]

SECONDS_TO_START = 1.5
"""Of a job: Python and its libraries."""

_BYTES_OF_A_POINT = 60e3  # outputs of a point whose size no subject declares


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What jobs are expected to cost.

    Attributes
    ----------
    seconds, stored_bytes : mapping of family to float
        Seconds on one core, and bytes of the outputs, of a point in the mean; of other families little is expected.
    rates : Rates
    n_points : callable
        From the name of a rule to the points that one of its jobs makes.
    """

    seconds: Mapping[str, float]
    stored_bytes: Mapping[str, float] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    n_points: Callable[[str], int] = lambda rule: 1

    def of(self, rule: str, family: str) -> dict[str, object]:
        """Return family, points and seconds of a job of a rule, as fields of a PlannedJob."""
        n_points = self.n_points(rule)
        work = n_points * self.seconds.get(family, 0.0)
        return {
            "family": family,
            "n_points": n_points,
            "declared": SECONDS_TO_START + work,
            "seconds": SECONDS_TO_START + work * self.rates.of(family),
        }

    def new_bytes(self, jobs: list[PlannedJob]) -> float:
        """Return about how many bytes the outputs of jobs take."""
        return sum(job.n_points * self.stored_bytes.get(job.family, _BYTES_OF_A_POINT) for job in jobs)


def planned_jobs(dag: object, costs: Costs) -> list[PlannedJob]:
    """Return the jobs that Snakemake's ``dag`` is going to run."""
    jobs = list(dag.needrun_jobs(exclude_finished=False))  # after a dry run all count as finished
    numbers = {job: dag.jobid(job) for job in jobs}
    return [_planned(dag, job, numbers, costs) for job in jobs]


def _planned(dag: object, job: object, numbers: Mapping[object, int], costs: Costs) -> PlannedJob:
    rule = job.rule.name
    needs = tuple(numbers[needed] for needed in dag.dependencies[job] if needed in numbers)
    log = str(job.log[0]) if job.log else ""
    if job.rule.norun:
        return PlannedJob(number=numbers[job], name=rule, family=rule, needs=needs)
    resources = job.resources
    return PlannedJob(
        number=numbers[job],
        name=name_of(rule, log, job.wildcards_dict),
        threads=_number(resources.get("_cores")) or 1,
        megabytes=_number(resources.get("mem_mb")),
        needs=needs,
        priority=_number(job.rule.priority),
        log=log,
        benchmark=str(job.benchmark or ""),
        **costs.of(rule, PurePath(str(job.rule.script or rule)).stem),
    )


def name_of(rule: str, log: str, wildcards: Mapping[str, str]) -> str:
    """Return what names a job, such as "train_dbn T2.0_replica0": folder and name of its log, or rule and wildcards."""
    path = PurePath(log)
    if path.parent.parent.name == "logs":  # results/logs/<family>/<points>.log
        return f"{path.parent.name} {path.name.removesuffix('.log')}"
    return " ".join([rule, *(f"{name}={value}" for name, value in wildcards.items())])


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
