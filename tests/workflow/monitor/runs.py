"""States of runs for tests, and what their jobs leave on the disk."""

from dataclasses import asdict

from rgcore.pipeline.monitor.plan import PlannedJob, Slots
from rgcore.pipeline.monitor.run_state import RunState


def train(number, seconds=10.0, **fields):
    """Return a job of training."""
    named = {"name": f"train T{number}", "family": "train", "declared": seconds, "seconds": seconds}
    return PlannedJob(number=number, **(named | fields))


def begun(jobs, slots, at=1000.0):
    """Return the first event of a run."""
    return {
        "event": "begin",
        "at": at,
        "host": "login1",
        "pid": 4711,
        "slots": asdict(slots),
        "jobs": [asdict(job) for job in jobs],
    }


def state_of(jobs, *events, slots=None):
    """Return the state of a run after events, each as (what happened, time, job, other fields)."""
    state = RunState()
    state.apply(begun(jobs, slots or Slots(number=2)))
    for name, at, number, *fields in events:
        state.apply({"event": name, "at": at, "job": number, **(fields[0] if fields else {})})
    return state


def write_benchmark(path, seconds, cpu=1.0, memory=200.0):
    """Write a benchmark file as Snakemake does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"s\th:m:s\tmax_rss\tcpu_time\n{seconds}\t0:00:01\t{memory}\t{cpu}\n")
    return str(path)
