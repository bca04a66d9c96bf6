"""What can happen to a run on SLURM, and how it continues."""

import re
import signal
import time

from ..workflow.faults.disks import fill
from ..workflow.faults.training import send
from .processes import wait_until


def stop_process_of(run, script):
    """Wait until a run has a process of a script, and stop that process."""
    while run.is_going_on():
        if found := run.scripts(script):
            send(found, signal.SIGSTOP)
            return
        time.sleep(0.2)


def training_runs(cluster, run):
    """Return the node of every running job that trains, by its number in SLURM."""
    rows = cluster.jobs(run.name_of_jobs())
    return {number: node for number, comment, node in rows if comment.startswith("rule_train_dbn")}


def wait_until_all_train(cluster, run, n_models):
    """Wait until all training runs have written a state; return the node of each, by the number of its job.

    Those that have written one are stopped, so that on no computer the first one ends before the last one begins.
    """
    states = run.folder / "results/checkpoints/train_dbn"

    def all_have_written():
        n_written = len(list(states.glob("[!.]*.parquet")))
        if n_written and n_written == len(training_runs(cluster, run)):
            send(run.scripts("train_dbn"), signal.SIGSTOP)
        return n_written == n_models

    run.wait_for(all_have_written, seconds=400)
    running = training_runs(cluster, run)
    assert len(running) == n_models, f"{len(running)} of {n_models} still run: they need more epochs"
    return running


def requeue_cancel_and_lose(cluster, run, running):
    """Requeue one job, cancel another on the same node, lose the node of the third, and wait until they begin again."""
    nodes = list(running.values())
    lost, cancelled, requeued = sorted(running, key=lambda number: nodes.count(running[number]))
    assert running[lost] != running[requeued], f"all are on {running[lost]}"
    cluster.lose(running[lost])
    cluster("scontrol", "requeue", requeued)
    cluster("scancel", cancelled)
    wait_until(lambda: not running.keys() & training_runs(cluster, run).keys(), seconds=30)
    cluster.bring_back(running[lost])
    missing, deadline = {requeued, lost}, time.monotonic() + 300
    while missing:
        assert time.monotonic() < deadline, f"jobs {missing} did not begin again"
        missing -= training_runs(cluster, run).keys()
        time.sleep(0.2)
    assert run.is_going_on(), run.printed()


def interrupt_and_continue(cluster, run):
    """Press Ctrl-C, see that it ends with a sentence and cancels all jobs, and wait until training runs begin again."""
    send(run.scripts("train_dbn"), signal.SIGSTOP)  # so that none ends by itself meanwhile
    name, before, running = run.name_of_jobs(), run.printed(), training_runs(cluster, run)
    assert running, "no job was left to interrupt"
    assert run.press_ctrl_c() != 0
    printed = run.printed().removeprefix(before)
    assert "The same command continues this run" in printed
    assert not [word for word in ("Traceback", "KeyboardInterrupt", "Error") if word in printed], printed
    wait_until(lambda: not cluster.jobs(name, "PENDING", "RUNNING", "COMPLETING"), seconds=30)
    assert running.keys() <= {number for number, _, _ in cluster.jobs(name, "CANCELLED")}
    run.start().wait_for(lambda: training_runs(cluster, run), seconds=120)


def kill_and_be_refused(cluster, run):
    """Kill the command on the login node, and see it refused beside its jobs; return their name.

    Training runs are stopped meanwhile, so that they outlive the command on any computer.
    """
    held = run.wait_for(lambda: run.scripts("train_dbn"), seconds=120)
    send(held, signal.SIGSTOP)
    run.kill()
    name = run.name_of_jobs()
    assert cluster.jobs(name), "no job outlived the command"
    assert run.start().exit_code() != 0
    assert re.search(rf"Error: .*earlier run.*scancel --name {name}", run.printed())
    send(held, signal.SIGCONT)
    return name


def continue_after_the_jobs(cluster, run, name):
    """Let a run whose command was killed continue after the end of its jobs."""
    wait_until(lambda: not cluster.jobs(name, "PENDING", "RUNNING", "COMPLETING"), seconds=180)
    assert run.start().exit_code() == 0, run.printed()


def fill_disk_and_continue(cluster, run, ballast):
    """Fill the disk of a run as its first job is submitted, then as kernels are compiled, and make room each time."""
    run.wait_for(lambda: "SLURM run ID" in run.printed(), seconds=120)
    run.wait_for(lambda: cluster.jobs(run.name_of_jobs(), "PENDING", "CONFIGURING", "RUNNING"), seconds=60)
    _fill_until_the_end(run, ballast)
    run.start().wait_for(lambda: run.scripts("compile_kernels"), seconds=120)
    _fill_until_the_end(run, ballast)
    assert re.search(r"compile_kernels \w+ failed: .*no space is left on the disk", run.printed()), (
        run.printed()
    )
    assert run.start().exit_code(seconds=300) == 0, run.printed()


def _fill_until_the_end(run, ballast):
    """See that a run ends with a sentence while its disk is full, which has room again afterwards."""
    before = run.printed()
    fill(ballast)
    assert run.exit_code(seconds=300) != 0
    printed = run.printed().removeprefix(before)
    assert re.search(
        "failed: .*no space is left on the disk: make space, then run the same command", printed
    ), printed
    assert "Traceback" not in printed, printed
    ballast.unlink()
