"""What the next plan learns from a run: how long its jobs took."""

from pathlib import Path

from rgcore.pipeline.monitor.planned import SECONDS_TO_START
from rgcore.pipeline.monitor.rates import Rates, hold_rates, machine_name
from rgcore.pipeline.monitor.run_state import RunState

__all__ = ["learn_from"]

_SHORTEST_WORK = 3.0  # seconds declared, of a job from which the next plan learns


def learn_from(state: RunState, path: Path) -> None:
    """Add the measured durations of a run to the rates of this computer in the file ``path``.

    The start of a job does not count, and a job whose declared work is short is left out: it measures how Python starts
    and how busy the computer is, by which the plan of a longer job must not be multiplied.

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
            sums[job.family] = measured + max(seconds - SECONDS_TO_START, 0.0), declared + work
    if sums:
        machine = machine_name(state.slots.executor)
        with hold_rates(path):
            rates = Rates.read(path, machine)
            rates.learn(sums)
            rates.write(path, machine)
