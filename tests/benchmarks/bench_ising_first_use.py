"""First use: from the start of a fresh process to the first configuration, with numba's cache filled."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from measuring import Row, Target

N_RUNS = 7
TARGET = Target(bound=1.5, at_least=False, of_ratio=False)
IMPORT = "import numpy as np; import rgcore.ising; "
FIRST = (
    "from rgcore.ising.{0} import {0}; "
    "{0}(np.ones((1, 40, 40), np.int8), 0.44, 1, 100, rng=np.random.default_rng(1)); "
)
PROGRAMS = {
    "import rgcore.ising": IMPORT,
    "first configuration, Wolff": IMPORT + FIRST.format("wolff"),
    "first configuration, Swendsen-Wang": IMPORT + FIRST.format("swendsen_wang"),
    "first configuration, Metropolis": IMPORT + FIRST.format("metropolis"),
}


def rows() -> Iterator[Row]:
    """One row per program, all in turn, after one round that fills the cache."""
    rounds = [[_seconds(program) for program in PROGRAMS.values()] for _ in range(N_RUNS + 1)]
    for name, *runs in zip(PROGRAMS, *rounds[1:], strict=True):
        seconds, busy = zip(*runs, strict=True)
        yield Row(
            name=f"fresh process: {name}",
            unit="s",
            ours=seconds,
            target=TARGET,
            details={"seconds_of_processor": statistics.median(busy)},
        )


def _seconds(program: str) -> tuple[float, float]:
    """Return the time until a fresh process has run ``program`` and printed a line, and its processor time."""
    command = [sys.executable, "-c", program + "print('done', flush=True)"]
    busy, started = _busy(), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        answer = process.stdout.readline()
        seconds = time.perf_counter() - started
    if answer != "done\n":
        raise SystemExit(f"this program failed: {program}")
    return seconds, _busy() - busy


def _busy() -> float:
    """Return the seconds of processor that ended processes of ours have had."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
