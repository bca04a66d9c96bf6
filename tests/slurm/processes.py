"""Processes of this computer: those of SLURM's jobs, and waiting for what they do."""

import re
import time
from contextlib import suppress
from pathlib import Path


def of_jobs(numbers):
    """Return the processes of SLURM for some jobs, and all that they started."""
    parents, chosen = {}, set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (entry / "cmdline").read_bytes().decode(errors="replace")
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            step = re.match(r"slurmstepd: \[(\d+)\.", words)
            if step and step[1] in numbers:
                chosen.add(int(entry.name))
    while more := {process for process, parent in parents.items() if parent in chosen} - chosen:
        chosen |= more
    return chosen


def wait_until(happens, *, seconds, patient=False):
    """Wait until a function returns something true and return it; after so many seconds fail, or not if patient."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(0.2)
    assert patient, f"{happens} did not happen in {seconds} s"
    return None
