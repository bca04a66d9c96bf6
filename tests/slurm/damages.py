"""Damages to finished results, and what ends a run that repairs them on SLURM."""

import hashlib
import os
import shutil
import signal
import time

from rgcore.compiling import __file__ as compiling

from ..workflow.faults.disks import read_only
from .processes import wait_until

CUT_OFF = "results/tables/landau_flow.parquet"
LOST = "results/ising/side8_T3.0/configurations.parquet"
STATE = "results/checkpoints/train_dbn/T2.0_replica0.parquet"
MODELS = {name: f"results/dbn/T{name}_replica0/model.parquet" for name in ("2.0", "2.269185", "3.0")}
TARGETS = [CUT_OFF, *MODELS.values()]


def damage(folder):
    """Cut off a table, delete configurations and two networks, break a checkpoint, and misdate what is left."""
    table = folder / CUT_OFF
    table.write_bytes(table.read_bytes()[:-300])
    (folder / LOST).unlink()
    for temperature in ("2.0", "3.0"):
        shutil.rmtree((folder / MODELS[temperature]).parent)
    (folder / STATE).parent.mkdir(parents=True, exist_ok=True)
    (folder / STATE).write_bytes(b"PAR1 half of a state")
    for year, part in (
        ("2099", MODELS["2.269185"]),
        ("1999", "results/ising/side8_T2.0/configurations.parquet"),
    ):
        moment = time.mktime(time.strptime(year, "%Y"))
        os.utime(folder / part, (moment, moment))


def damaged_cache(folder):
    """Copy the compiled kernels of this checkout to a folder that is the user's alone, and break every file."""
    beside = os.path.join(os.path.dirname(compiling), "__pycache__", "numba")
    shutil.copytree(beside, folder)
    folder.chmod(0o700)
    for path in folder.rglob("*.nb?"):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
    return folder


def whole_kernels(folder):
    """Return the files of compiled kernels whose digest is that of their content."""
    contents = {path: path.read_bytes() for path in folder.rglob("*.nb?")}
    return [path for path, text in contents.items() if text[:32] == hashlib.sha256(text[32:]).digest()]


def wait_for_jobs(cluster, run):
    """Wait until a run has a job in the queue or on a node."""
    run.wait_for(lambda: "SLURM run ID" in run.printed(), seconds=120)
    run.wait_for(lambda: cluster.jobs(run.name_of_jobs(), "PENDING", "CONFIGURING", "RUNNING"), seconds=60)


def start_and_end(cluster, run, end):
    """Start a run, end it by a function once it has a job; return what it printed and whether all jobs have ended."""
    before = run.printed()
    run.start()
    wait_for_jobs(cluster, run)
    end(run)
    assert run.exit_code(seconds=300) != 0
    name = run.name_of_jobs()
    ended = wait_until(
        lambda: not cluster.jobs(name, "PENDING", "RUNNING", "COMPLETING"), seconds=60, patient=True
    )
    return run.printed().removeprefix(before), bool(ended)


def send_sigterm(run):
    """End a run as a login node does that shuts down."""
    run.send(signal.SIGTERM)


def press_ctrl_c_twice(run):
    """Press Ctrl-C, and again while the first one takes effect."""
    run.press(signal.SIGINT)
    time.sleep(0.3)
    run.press(signal.SIGINT)


def run_with_read_only_results(cluster, run):
    """Let the results become read-only once a job is submitted; return what the run prints until its end."""
    before = run.printed()
    run.start()
    wait_for_jobs(cluster, run)
    with read_only(run.folder / "results"):
        assert run.exit_code(seconds=300) != 0
    return run.printed().removeprefix(before)
