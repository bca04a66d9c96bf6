"""A run with training jobs that a test disturbs."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager, suppress

TARGET = "results/tables/dbn_training.parquet"
PATIENCE = 60  # seconds for what happens at once on a computer with nothing else to do


def wait_for(something, process):
    """Return what a function returns as soon as it is not empty; fail if a process ends or PATIENCE is over before."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if found := something():
            return found
        time.sleep(0.02)
    raise AssertionError(f"nothing came of it; the exit code of the run is {process.poll()}")


@contextmanager
def training(runs, folder, config):
    """Start the command, wait for the log of a training job, and give its process, which ends at last."""
    logs = folder / "results/logs/train_dbn"
    shutil.rmtree(logs, ignore_errors=True)
    with (folder.parent / "shown.txt").open("w") as shown:
        process = subprocess.Popen(
            runs.command(folder, TARGET, config=config),
            env=runs.environment(),
            cwd=folder,
            stdout=shown,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(lambda: list(logs.glob("*.log")), process)
        yield process
        process.wait(timeout=300)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def send(processes, number):
    """Send a signal to processes, of which some may have ended."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def shown_by(folder):
    text = (folder.parent / "shown.txt").read_text()
    assert "Traceback" not in text, text
    return text


def jobs_in(folder):
    """Return the numbers of the processes that run scripts in a folder."""
    listed = subprocess.run(
        ["ps", "-e", "-ww", "-o", "pid=", "-o", "args="], capture_output=True, text=True, check=True
    ).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if f"{folder}/.snakemake/scripts" in line]
