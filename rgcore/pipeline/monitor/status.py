"""What a run is doing, from its journal and the logs of its jobs: ``make status``.

Everything is read from files, so that it works while a run goes on, after it was killed, and on any computer that sees
the folder.
"""

import os
import re
import socket
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rgcore.pipeline.durations import in_words
from rgcore.pipeline.monitor.job_reports import last_report, read_log
from rgcore.pipeline.monitor.journal import last_run
from rgcore.pipeline.monitor.run_state import RunState

__all__ = ["process_is_alive", "status_lines"]

_HOST = re.compile(r" starts on (\S+),")
_MOST_LISTED = 20


def status_lines(folder: Path, now: float, is_alive: Callable[[RunState], bool | None]) -> list[str]:
    """Return the status of the last run in ``folder``, as lines.

    Parameters
    ----------
    folder : Path
        Where the run was started.
    now : float
        Seconds since 1970.
    is_alive : callable
        Returns whether the process of a run is there; None if that cannot be seen from here.
    """
    state = last_run(folder)
    if state is None or not state.jobs:
        return ["No run has been started here yet: `make figures` starts one."]
    goes_on = state.good is None and is_alive(state) is not False
    running = state.running_for(now) if goes_on else {}
    lines = [_headline(state, now, is_alive(state), running)]
    if goes_on:
        lines += _listed("runs", [_running(state, number, for_) for number, for_ in sorted(running.items())])
        queued = [_queued(state, number) for number in sorted(state.started) if number not in running]
        lines += _listed("waits in the queue", queued)
    elif state.good is None:
        stopped = [
            f"{state.jobs[number].name}{last_report(state.jobs[number].log)}"
            for number in sorted(state.started)
        ]
        lines += _listed("was stopped" if state.slots.local else "may still run", stopped)
    return lines + _listed("failed", [_failed(state, number) for number in sorted(state.failed)])


def _headline(state: RunState, now: float, alive: bool | None, running: dict[int, float]) -> str:
    done = f"{len(state.done)} of {len(state.jobs)} jobs are done"
    started = datetime.fromtimestamp(state.began).strftime("%Y-%m-%d %H:%M")
    run = f"Run of {started} on {state.host}"
    if state.good:
        return f"{run}: ended well after {in_words(state.last - state.began)}, {done}"
    if state.good is False:
        why = " because of failures" if state.failed else ""
        return f"{run}: stopped after {in_words(state.last - state.began)}{why}, {done}"
    if alive is False:
        return f"{run}: was killed, {done}; the same command continues it"
    left = state.seconds_left(now, running)
    time_left = "everything waits in the queue" if left is None else f"about {in_words(left)} left"
    unseen = f" if its process {state.pid} on {state.host} is alive" if alive is None else ""
    return f"{run}: goes on{unseen}, {done}, {in_words(now - state.began)} so far, {time_left}"


def _listed(what: str, items: list[str]) -> list[str]:
    more = [f"  and {len(items) - _MOST_LISTED} more"] if len(items) > _MOST_LISTED else []
    return [f"{what + ':':<20}{item}" for item in items[:_MOST_LISTED]] + more


def _running(state: RunState, number: int, seconds: float) -> str:
    report = f", running for {in_words(seconds)}{last_report(state.jobs[number].log)}"
    return f"{state.jobs[number].name}{_where(state, number)}{report}"


def _queued(state: RunState, number: int) -> str:
    return f"{state.jobs[number].name}{_where(state, number)}"


def _failed(state: RunState, number: int) -> str:
    failure = state.failed[number]
    return f"{failure.name}: {failure.cause}{failure.where_to_read()}"


def _where(state: RunState, number: int) -> str:
    """Return the host of a job, from its log, and its name on the cluster."""
    host = _HOST.search(read_log(state.jobs[number].log)[:300])
    places = [f"on {host[1]}"] if host and number in state.started and not state.slots.local else []
    if number in state.external:
        places.append(f"SLURM job {state.external[number]}")
    return f" ({', '.join(places)})" if places else ""


def process_is_alive(state: RunState) -> bool | None:
    """Return whether the process of a run is there; None if the run is on another computer."""
    if state.host != socket.gethostname():
        return None
    try:
        os.kill(state.pid, 0)
        command = Path(f"/proc/{state.pid}/cmdline")
        return b"snakemake" in command.read_bytes() if command.exists() else True
    except ProcessLookupError:
        return False
    except OSError:
        return True


def main() -> None:
    """Print the status of the last run in the working folder, or in the folder that is named."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    if not folder.is_dir():
        sys.exit(f"Error: the folder of a run must be named, but there is no folder {folder}")
    os.chdir(folder)
    print("\n".join(status_lines(Path(), time.time(), process_is_alive)))


if __name__ == "__main__":
    main()
