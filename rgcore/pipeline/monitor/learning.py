"""What the next plan learns from a run: how long its jobs took."""

from pathlib import Path

from rgcore.pipeline.durations import core_seconds_in
from rgcore.pipeline.monitor.plan import PlannedJob
from rgcore.pipeline.monitor.planned import SECONDS_TO_START
from rgcore.pipeline.monitor.rates import Rates, hold_rates, machine_name
from rgcore.pipeline.monitor.run_state import RunState

__all__ = ["learn_from"]

_SHORTEST_WORK = 3.0  # seconds declared, of a job from which the next plan learns


def learn_from(state: RunState, path: Path) -> None:
    """Add the measured durations of a run to the rates of this computer in the file ``path``.

    A job on one core counts by the time that the core worked for it, which other programs do not prolong; a job on
    several by its duration. The start of a job does not count, and a job whose declared work is short is left out: it
    measures how Python starts, by which the plan of a longer job must not be multiplied.

    Raises
    ------
    OSError
        If the file cannot be written, or other runs hold it.
    """
    sums: dict[str, tuple[float, float]] = {}
    for number, seconds in state.done.items():
        job = state.jobs[number]
        work = job.declared - SECONDS_TO_START
        if work >= _SHORTEST_WORK:
            measured, declared = sums.get(job.family, (0.0, 0.0))
            took = max(_undisturbed(job, seconds) - SECONDS_TO_START, 0.0)
            sums[job.family] = measured + took, declared + work
    if sums:
        machine = machine_name(state.slots.executor)
        with hold_rates(path):
            rates = Rates.read(path, machine)
            rates.learn(sums)
            rates.write(path, machine)


def _undisturbed(job: PlannedJob, seconds: float) -> float:
    """Return how long a job that took ``seconds`` would have taken on a computer with nothing else to do."""
    core_seconds = core_seconds_in(job.log) if job.threads == 1 else None
    return seconds if core_seconds is None else min(seconds, core_seconds)
