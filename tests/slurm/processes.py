"""Processes of this computer: those of SLURM's jobs, and waiting for what they do."""

import os
import re
import signal
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


def of_cluster(name):
    """Return the processes that were started by jobs of a cluster, also those that the cluster has lost."""
    mark, found = f"SLURM_CLUSTER_NAME={name}".encode(), set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is another user's
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.add(int(entry.name))
    return found - {os.getpid()}


def end_all(processes):
    """Kill some processes, each by its number; all are stopped first, so that none reports the end of another."""
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, number)


def wait_until(happens, *, seconds, patient=False):
    """Wait until a function returns something true and return it; after so many seconds fail, or not if patient."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(0.2)
    assert patient, f"{happens} did not happen in {seconds} s"
    return None
