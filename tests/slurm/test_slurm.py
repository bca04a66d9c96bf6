"""Runs through a real SLURM, by the command of docs/cluster.md, end in the bytes of local runs, disturbed or not."""

import os
import re
import signal
import threading

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
    "read_dataset",
    "verify",
}  # the preset has no files of a user; verify compares a finished run

TEMPERATURES = ("2.0", "2.269185", "3.0")
MODELS = [f"results/dbn/T{temperature}_replica0/model.parquet" for temperature in TEMPERATURES]
HELD, STARVED = "integrate_landau_flow", "draw_gaussian_cloud"


@pytest.fixture(scope="module")
def long_training(tmp_path_factory):
    """The smoke preset with trainings of several seconds, so that there is time to disturb them."""
    config = yaml.safe_load((ROOT / "workflow/presets/smoke.yaml").read_text())
    config["dbn"]["training"]["n_epochs"] = 1500
    config["jobs"] = {"points_per_job": 1}
    config["checkpoints"] = {"epochs": 100, "minutes": 1}
    file = tmp_path_factory.mktemp("config") / "long.yaml"
    file.write_text(yaml.safe_dump(config))
    return file


@pytest.fixture(scope="module")
def undisturbed(runs, long_training, tmp_path_factory):
    """The folder of a local run of the trainings."""
    folder = tmp_path_factory.mktemp("local")
    done = runs(folder, *MODELS, config=long_training)
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="module")
def disturbed(cluster, long_training, tmp_path_factory):
    """A run of three trainings that all have begun."""
    run = DocumentedRun(tmp_path_factory.mktemp("disturbed"), MODELS, config=long_training).start()
    checkpoints = run.folder / "results/checkpoints/train_dbn"
    try:
        run.wait_for(lambda: len(list(checkpoints.glob("*.parquet"))) == len(MODELS), seconds=400)
        yield run
    finally:
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
    """Wait until a run has a process of a script, and stop that process for ever."""
    for process in wait_until(lambda: run.scripts(script) or not run.is_going_on(), seconds=300):
        os.kill(process, signal.SIGSTOP)


def trainings(cluster, run):
    """Return the node of every running training, by its number in SLURM."""
    rows = cluster.jobs(run.name_of_jobs())
    return {number: node for number, comment, node in rows if comment.startswith("rule_train_dbn")}


def test_requeued_cancelled_and_on_a_lost_node_trainings_begin_again(cluster, disturbed):
    running = trainings(cluster, disturbed)
    requeued, cancelled, lost = sorted(
        running, key=lambda number: list(running.values()).count(running[number])
    )[::-1]
    cluster.lose(running[lost])  # the node with one of the three
    cluster("scontrol", "requeue", requeued)
    cluster("scancel", cancelled)
    wait_until(lambda: not {requeued, cancelled, lost} & set(trainings(cluster, disturbed)), seconds=30)
    cluster.bring_back(running[lost])
    begun = set()
    wait_until(lambda: begun.update(trainings(cluster, disturbed)) or {requeued, lost} <= begun, seconds=120)
    assert disturbed.is_going_on(), disturbed.printed()


def test_after_its_head_was_killed_a_run_is_refused_while_its_jobs_live_and_then_continues(
    cluster, disturbed, smoke
):
    wait_until(lambda: trainings(cluster, disturbed), seconds=60)
    disturbed.kill()
    name = disturbed.name_of_jobs()
    assert disturbed.start().exit_code() != 0
    assert re.search(rf"Error: .*earlier run.*scancel --name {name}", disturbed.printed())
    wait_until(lambda: not cluster.jobs(name, "PENDING", "RUNNING", "COMPLETING"), seconds=180)
    assert disturbed.start().exit_code() == 0, disturbed.printed()


def test_disturbed_trainings_end_in_the_bytes_of_undisturbed_ones(disturbed, undisturbed):
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
