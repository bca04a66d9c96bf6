"""Runs through a real SLURM, by the command of docs/cluster.md, end in the bytes of local runs, disturbed or not."""

import os
import re
import signal
import threading
import time
from contextlib import suppress

import pytest
import yaml

from rgcore.pipeline.subjects import tables

from .documented import QUICK, ROOT, DocumentedRun
from .processes import wait_until

OF_MANY_JOBS = "pca_ground_truth"
FILES = [
    *(f"results/tables/{table.name}.parquet" for table in tables() if table.name != OF_MANY_JOBS),
    "results/ground_truth/free_d2_side4.parquet",
    "results/figures/vrg_exactness.png",
    "results/pages/stock_like.html",
]
NOT_IN_THE_RUN = {
    "read_configurations",
    "read_dataset",
    "verify",
}  # the preset has no files of a user; verify compares a finished run

TEMPERATURES = ("2.0", "2.269185", "3.0")
MODELS = [f"results/dbn/T{temperature}_replica0/model.parquet" for temperature in TEMPERATURES]
HELD, STARVED = "integrate_landau_flow", "draw_gaussian_cloud"


@pytest.fixture(scope="module")
def long_training(tmp_path_factory):
    """The smoke preset with training runs of 20 s and more, so that there is time to disturb them."""
    config = yaml.safe_load((ROOT / "workflow/presets/smoke.yaml").read_text())
    config["dbn"]["training"]["n_epochs"] = 3000
    config["jobs"] = {"points_per_job": 1}
    config["checkpoints"] = {"epochs": 100, "minutes": 1}
    file = tmp_path_factory.mktemp("config") / "long.yaml"
    file.write_text(yaml.safe_dump(config))
    return file


@pytest.fixture(scope="module")
def undisturbed(runs, long_training, tmp_path_factory):
    """The folder of a local run of the same training runs."""
    folder = tmp_path_factory.mktemp("local")
    done = runs(folder, *MODELS, config=long_training)
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="module")
def disturbed(cluster, long_training, tmp_path_factory):
    """A run of three training runs."""
    run = DocumentedRun(tmp_path_factory.mktemp("disturbed"), MODELS, config=long_training).start()
    yield run
    run.stop()


@pytest.fixture(scope="module")
def smoke(cluster, tmp_path_factory):
    """The smoke preset; one of its jobs hangs until its time is over, one gets too little memory at first."""
    options = [
        *QUICK,
        "--config",
        "jobs={points_per_job: 1000}",
        "--set-resources",
        f"{HELD}:runtime=attempt",
        f"{STARVED}:mem_mb=200*attempt",
    ]
    run = DocumentedRun(tmp_path_factory.mktemp("smoke"), FILES, options=options).start()
    hold = threading.Thread(target=stop_process_of, args=(run, HELD))
    hold.start()
    try:
        yield run
    finally:
        run.stop()
        hold.join()


def stop_process_of(run, script):
    """Wait until a run has a process of a script, and stop that process."""
    while run.is_going_on():
        if found := run.scripts(script):
            for process in found:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGSTOP)
            return
        time.sleep(0.2)


def training_runs(cluster, run):
    """Return the node of every running job that trains, by its number in SLURM."""
    rows = cluster.jobs(run.name_of_jobs())
    return {number: node for number, comment, node in rows if comment.startswith("rule_train_dbn")}


def wait_until_all_train(cluster, run):
    """Wait until all training runs have written a state; return the node of each, by the number of its job."""
    states = run.folder / "results/checkpoints/train_dbn"
    run.wait_for(lambda: len(list(states.glob("*.parquet"))) == len(MODELS), seconds=400)
    running = training_runs(cluster, run)
    assert len(running) == len(MODELS), f"{len(running)} of {len(MODELS)} still run: they need more epochs"
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
    missing, deadline = {requeued, lost}, time.monotonic() + 120
    while missing:
        assert time.monotonic() < deadline, f"jobs {missing} did not begin again"
        missing -= training_runs(cluster, run).keys()
        time.sleep(0.2)
    assert run.is_going_on(), run.printed()


def kill_and_continue(cluster, run):
    """Kill the command on the login node, see it refused beside its jobs, and let it continue after their end."""
    run.kill()
    name = run.name_of_jobs()
    assert cluster.jobs(name), "no job outlived the command: the training runs need more epochs"
    assert run.start().exit_code() != 0
    assert re.search(rf"Error: .*earlier run.*scancel --name {name}", run.printed())
    wait_until(lambda: not cluster.jobs(name, "PENDING", "RUNNING", "COMPLETING"), seconds=180)
    assert run.start().exit_code() == 0, run.printed()


def test_disturbed_training_runs_end_in_the_bytes_of_undisturbed_ones(cluster, disturbed, request):
    requeue_cancel_and_lose(cluster, disturbed, wait_until_all_train(cluster, disturbed))
    request.getfixturevalue("smoke")  # begins here, after the loss of a node, and goes on beside what follows
    kill_and_continue(cluster, disturbed)
    undisturbed = request.getfixturevalue("undisturbed")
    for model in MODELS:
        assert (disturbed.folder / model).read_bytes() == (undisturbed / model).read_bytes()


def test_smoke_preset_has_the_bytes_of_a_local_run_and_runs_every_script(smoke, finished):
    assert smoke.exit_code() == 0, smoke.printed()
    for name in FILES:
        assert (smoke.folder / name).read_bytes() == (finished / name).read_bytes(), name
    rules = {path.name.removesuffix(".log") for path in (smoke.folder / "results/logs").iterdir()}
    ran = {"draw_figure" if rule == "draw_vrg_exactness" else rule for rule in rules}
    assert ran >= {path.stem for path in (ROOT / "workflow/scripts").glob("*.py")} - NOT_IN_THE_RUN


@pytest.mark.parametrize(("rule", "state"), [(HELD, "TIMEOUT"), (STARVED, "FAILED")])
def test_a_job_that_exceeds_its_request_is_tried_again_with_more(cluster, smoke, rule, state):
    assert smoke.exit_code() == 0, smoke.printed()
    first, second = cluster.attempts(smoke.name_of_jobs(), f"rule_{rule}")
    assert (first[0], second[0]) == (state, "COMPLETED")
    assert min(second[1] - first[1], second[2] - first[2]) > 0
