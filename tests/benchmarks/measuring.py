"""What a benchmark hands over, and how it takes its times."""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Row", "Target", "peak_megabytes", "rates", "seconds_of", "timings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A bound on the ratio of a row, or on our own value where ``of_ratio`` is false."""

    bound: float
    at_least: bool = True
    of_ratio: bool = True

    def met_by(self, value: float) -> bool:
        """Return whether ``value`` keeps the bound."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'' if self.of_ratio else 'ours '}{'>=' if self.at_least else '<='} {self.bound:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    name, unit : str
    ours : sequence of float
        One value per run, in ``unit``; empty where this computer cannot run it.
    other : sequence of float
        The same of a peer or a limit, run by run beside ours; empty where there is none.
    other_name : str
    target : Target or None
    details : dict
        What else was measured on the way, for the JSON file.
    """

    name: str
    unit: str
    ours: Sequence[float]
    other: Sequence[float] = ()
    other_name: str = ""
    target: Target | None = None
    details: dict[str, object] = field(default_factory=dict)

    def ratio(self) -> float | None:
        """Return the median over the runs of ours divided by the other's, or None where there is no other."""
        if not self.other:
            return None
        return statistics.median(a / b for a, b in zip(self.ours, self.other, strict=True))

    def met(self) -> bool | None:
        """Return whether the target is met, or None where there is none or nothing to hold against it."""
        if self.target is None or not self.ours:
            return None
        value = self.ratio() if self.target.of_ratio else statistics.median(self.ours)
        return None if value is None else self.target.met_by(value)


def seconds_of(run: Callable[[], object]) -> float:
    """Return the seconds of one run."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def timings(*runs: Callable[[], object], n_runs: int = 5) -> list[list[float]]:
    """Return the seconds of ``n_runs`` runs of each, one after the other in turn, after one that is not counted."""
    for run in runs:
        run()
    rounds = [[seconds_of(run) for run in runs] for _ in range(n_runs)]
    return [list(each) for each in zip(*rounds, strict=True)]


def rates(amount: float, seconds: Sequence[float]) -> list[float]:
    """Return ``amount`` per second, run by run."""
    return [amount / each for each in seconds]


def peak_megabytes() -> float:
    """Return the most memory that this process ever had, in MB.

    On Linux the peak that getrusage reports includes that of the process that started this one.
    """
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1e6
    except (OSError, StopIteration):
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
