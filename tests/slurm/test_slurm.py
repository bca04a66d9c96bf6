"""Runs through a real SLURM, by the command of docs/cluster.md, end in the bytes of local runs, disturbed or not."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import yaml

from rgcore.pipeline.subjects import tables

from ..workflow.faults.disks import small_disk_at
from .disturbances import (
    fill_disk_and_continue,
    interrupt_and_continue,
    kill_and_continue,
    requeue_cancel_and_lose,
    stop_process_of,
    wait_until_all_train,
)
from .documented import QUICK, ROOT, DocumentedRun

OF_MANY_JOBS = "pca_ground_truth"
FILES = [
    *(f"results/tables/{table.name}.parquet" for table in tables() if table.name != OF_MANY_JOBS),
    "results/ground_truth/free_d2_side4.parquet",
    "results/figures/vrg_exactness.png",
    "results/pages/stock_like.html",
]
NOT_IN_A_RUN = {"verify"}  # compares a finished run

TEMPERATURES = ("2.0", "2.269185", "3.0")
MODELS = [f"results/dbn/T{temperature}_replica0/model.parquet" for temperature in TEMPERATURES]
OF_DISTURBED_RUN = ["results/datasets/mine/samples.parquet", *MODELS]
ON_A_FULL_DISK = "results/tables/landau_flow.parquet"
COMPILED_ON_A_FULL_DISK = "results/kernels/phi4.txt"
HELD, STARVED = "integrate_landau_flow", "draw_gaussian_cloud"


@pytest.fixture(scope="module")
def long_training(tmp_path_factory):
    """The smoke preset with files of a user and training runs of 20 s and more: there is time to disturb them."""
    config = yaml.safe_load((ROOT / "workflow/presets/smoke.yaml").read_text())
    config["dbn"]["training"]["n_epochs"] = 3000
    config["jobs"] = {"points_per_job": 1}
    config["checkpoints"] = {"epochs": 100, "minutes": 1}
    folder, rng = tmp_path_factory.mktemp("config"), np.random.default_rng(1)
    np.save(folder / "mine.npy", rng.normal(size=(300, 6)))
    np.save(folder / "spins_T3.0.npy", 2 * rng.integers(0, 2, size=(2200, 8, 8), dtype=np.int8) - 1)
    config["datasets"]["mine"] = {
        "kind": "matrix",
        "path": str(folder / "mine.npy"),
        "axes": ["time", "variable"],
    }
    spins = f"{folder}/spins_T{{temperature}}.npy"
    config["ising"]["configurations"] = {"path": spins, "model": "other", "elsewhere": "draw"}
    (folder / "long.yaml").write_text(yaml.safe_dump(config))
    return folder / "long.yaml"


@pytest.fixture(scope="module")
def undisturbed(runs, long_training, tmp_path_factory):
    """The folder of a local run with the same config."""
    folder = tmp_path_factory.mktemp("local")
    done = runs(folder, *OF_DISTURBED_RUN, config=long_training)
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="module")
def disturbed(cluster, long_training, tmp_path_factory):
    """A run of three training runs, of which one has configurations of the user."""
    run = DocumentedRun(tmp_path_factory.mktemp("disturbed"), OF_DISTURBED_RUN, config=long_training).start()
    yield run
    run.stop()


@pytest.fixture(scope="module")
def full_disk(cluster, tmp_path_factory):
    """A run on a small disk, and what happens when that is full and then has room again, beside other tests."""
    place = tmp_path_factory.mktemp("full")
    with small_disk_at(place / "disk") as disk, ThreadPoolExecutor(1) as beside:
        run = DocumentedRun(
            disk / "run",
            [ON_A_FULL_DISK, COMPILED_ON_A_FULL_DISK],
            options=[*QUICK, "--retries", "0"],
            printed=place / "printed.txt",
            kernels=disk / "kernels",
        )
        run.start()
        yield run, beside.submit(fill_disk_and_continue, cluster, run, disk / "ballast")
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


def test_disturbed_training_runs_end_in_the_bytes_of_undisturbed_ones(cluster, full_disk, disturbed, request):
    running = wait_until_all_train(cluster, disturbed, len(MODELS))
    requeue_cancel_and_lose(cluster, disturbed, running)
    interrupt_and_continue(cluster, disturbed)
    request.getfixturevalue("smoke")  # begins here, after the loss of a node, and goes on beside what follows
    kill_and_continue(cluster, disturbed)
    undisturbed = request.getfixturevalue("undisturbed")
    for name in OF_DISTURBED_RUN:
        assert (disturbed.folder / name).read_bytes() == (undisturbed / name).read_bytes(), name


def test_a_run_on_a_full_disk_continues_once_there_is_room(full_disk, finished):
    run, done = full_disk
    done.result()
    assert (run.folder / ON_A_FULL_DISK).read_bytes() == (finished / ON_A_FULL_DISK).read_bytes()


def test_the_smoke_preset_has_the_bytes_of_a_local_run(smoke, finished):
    assert smoke.exit_code() == 0, smoke.printed()
    for name in FILES:
        assert (smoke.folder / name).read_bytes() == (finished / name).read_bytes(), name


def test_every_script_ran_on_slurm(smoke, disturbed):
    logs = [*(smoke.folder / "results/logs").iterdir(), *(disturbed.folder / "results/logs").iterdir()]
    rules = {path.name.removesuffix(".log") for path in logs}
    ran = {"draw_figure" if rule == "draw_vrg_exactness" else rule for rule in rules}
    assert ran >= {path.stem for path in (ROOT / "workflow/scripts").glob("*.py")} - NOT_IN_A_RUN


@pytest.mark.parametrize(("rule", "state"), [(HELD, "TIMEOUT"), (STARVED, "FAILED")])
def test_a_job_that_exceeds_its_request_is_tried_again_with_more(cluster, smoke, rule, state):
    assert smoke.exit_code() == 0, smoke.printed()
    first, second = cluster.attempts(smoke.name_of_jobs(), f"rule_{rule}")
    assert (first[0], second[0]) == (state, "COMPLETED")
    assert min(second[1] - first[1], second[2] - first[2]) > 0
