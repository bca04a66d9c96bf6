"""Benchmarks: ours beside peers and limits, measured in the same run on one core.

Run with ``make bench``, or ``make bench ONLY=ising`` for those whose names start so. Prints a table and writes
results/benchmarks/bench.json. Numbers are medians of several runs with half their spread; they are never tests.
"""

import json
import os
import platform
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from cores import keep_to_core
from measuring import Row
from threadpoolctl import threadpool_limits

from rgcore.provenance import git_commit, library_versions

OUTPUT = Path("results/benchmarks/bench.json")
BENCHMARKS = (
    "training_speed",
    "training_parts",
    "training_peers",
    "training_two_cores",
    "training_memory",
    "training_checkpoint",
    "ising_configurations",
    "ising_metropolis",
    "ising_clusters",
    "ising_first_use",
    "ising_storage",
    "flow_speed",
    "flow_moments",
    "flow_scaling",
    "flow_memory",
    "null_draws",
    "dataset_memory",
    "dataset_spikes",
    "vrg_couplings",
    "tensor_speed",
)
BUSY = 0.5  # processes that others run, on average over a minute
LINE = "{:58s} {:>22s} {:>36s} {:>8s} {:>10s} {:>4s}"


def main(wanted: Sequence[str]) -> int:
    """Run the benchmarks whose names start as one of ``wanted``, all where it is empty, and report them."""
    names = [name for name in BENCHMARKS if not wanted or name.startswith(tuple(wanted))]
    if not names:
        print(
            f"ONLY must be the start of one of {', '.join(BENCHMARKS)}, got {' '.join(wanted)}",
            file=sys.stderr,
        )
        return 1
    computer = _computer()
    if computer["load"] > BUSY:
        print(
            f"This computer is busy (load {computer['load']:.1f}): trust ratios more than times, and neither much."
        )
    keep_to_core()
    rows = []
    print(LINE.format("benchmark", "ours", "theirs, or the limit", "ratio", "target", "met"))
    with threadpool_limits(limits=1):
        for row in _all_rows(names):
            print(LINE.format(*_cells(row)), flush=True)
            rows.append(
                {**asdict(row), "ratio": row.ratio(), "target": str(row.target or ""), "met": row.met()}
            )
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps({"machine": computer, "rows": rows}, indent=1) + "\n")
    return 0


def _all_rows(names: Sequence[str]) -> Iterator[Row]:
    for name in names:
        yield from import_module(f"bench_{name}").rows()


def _cells(row: Row) -> list[str]:
    """Return the cells of a row of the table."""
    ratio, met = row.ratio(), {True: "yes", False: "NO", None: ""}[row.met()]
    other = f"{row.other_name}: {_number(row.other)}" if row.other else row.other_name or "-"
    ours = f"{_number(row.ours)} {row.unit}"
    return [row.name, ours, other, "-" if ratio is None else f"{ratio:.4g}", str(row.target or "-"), met]


def _number(values: Sequence[float]) -> str:
    """Return the median to three digits, and half the spread in per cent where there is one."""
    if not values:
        return "-"
    middle = statistics.median(values)
    text = f"{middle:,.0f}" if middle >= 1000 else f"{middle:.3g}"
    return f"{text} +-{50 * (max(values) - min(values)) / middle:.0f}%" if len(values) > 1 else text


def _computer() -> dict[str, object]:
    """Return what the numbers depend on besides the code."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return {
        "processor": model or platform.processor(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0,
        "python": platform.python_version(),
        "versions": library_versions(),
        "commit": git_commit(),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
