"""Runs through a real SLURM, by the command of docs/cluster.md, end in the bytes of local runs, disturbed or not.

All tests of the one cluster are in this file, since workers of pytest-xdist share files out.
"""

import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import yaml

from rgcore.pipeline.subjects import tables

from ..workflow.faults.disks import small_disk_at
from .damages import (
    CUT_OFF,
    LOST,
    MODELS,
    TARGETS,
    damage,
    damaged_cache,
    press_ctrl_c_twice,
    run_with_read_only_results,
    send_sigterm,
    start_and_end,
    whole_kernels,
)
from .disturbances import (
    continue_after_the_jobs,
    fill_disk_and_continue,
    interrupt_and_continue,
    kill_and_be_refused,
    requeue_cancel_and_lose,
    stop_process_of,
    wait_until_all_train,
)
from .documented import QUICK, ROOT, DocumentedRun

OF_MANY_JOBS = "pca_ground_truth"
# The other tables are made by one job each: these stand for them.
OTHERS = ["landau_flow", "pca_gaussian", "block_size_controls"]
# Of the analyses of data sets, those of one; the other tables are joined, too.
PARTS = {part for table in tables() if table.name != OF_MANY_JOBS for part in table.parts}
OF_ONE_DATASET = {part.format(dataset="neural_like") for part in PARTS if "{dataset}" in part}
# Of tables that are joined from parts, these; of all others the parts alone: a job on SLURM takes seconds to start.
JOINED = ["ising_thermodynamics", "dbn_training"]
FILES = [
    *(f"results/tables/{name}.parquet" for name in [*JOINED, *OTHERS]),
    *sorted(OF_ONE_DATASET),
    "results/scans/neural_like/bin_width_scan.parquet",
    "results/ground_truth/free_d2_side4.parquet",
    "results/figures/vrg_exactness.png",
    "results/pages/neural_like.html",
]
OF_DISTURBED_RUN = ["results/datasets/mine/samples.parquet", *MODELS.values()]
ON_A_FULL_DISK = "results/tables/landau_flow.parquet"
COMPILED_ON_A_FULL_DISK = "results/kernels/phi4.txt"
REPAIRING = [*QUICK, "--retries", "0", "--config", "jobs={points_per_job: 1}"]
MADE_AGAIN = [CUT_OFF, LOST, MODELS["2.0"], MODELS["3.0"]]
HELD, STARVED = "integrate_landau_flow", "draw_gaussian_cloud"


@pytest.fixture(scope="module")
def long_training(tmp_path_factory):
    """The smoke preset with files of a user and training runs of many states."""
    config = yaml.safe_load((ROOT / "workflow/presets/smoke.yaml").read_text())
    config["dbn"]["training"]["n_epochs"] = 1500
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
def files(finished):
    """What is made on SLURM: FILES, and the parts that other tables are joined from, by their names in a local run."""
    wanted = {re.sub(r"\{\w+\}", "*", part) for part in PARTS if "{dataset}" not in part}
    parts = {pattern: list(finished.glob(pattern)) for pattern in wanted}
    assert len(parts) > 10
    assert [pattern for pattern, paths in parts.items() if not paths] == []
    return sorted(
        {str(path.relative_to(finished)) for paths in parts.values() for path in paths}.union(FILES)
    )


@pytest.fixture(scope="module")
def smoke(cluster, files, finished, tmp_path_factory):
    """The smoke preset; one of its jobs hangs until its time is over, one gets too little memory at first.

    Kernels are compiled already: that jobs on SLURM compile them is for other runs of this file to show.
    """
    folder = tmp_path_factory.mktemp("smoke")
    for compiled in ("results/kernels", "results/stamps/kernels"):
        shutil.copytree(finished / compiled, folder / compiled)
    options = [
        *QUICK,
        "--config",
        "jobs={points_per_job: 1000}",
        "--set-resources",
        f"{HELD}:runtime=attempt",
        f"{STARVED}:mem_mb=400*attempt-300",
    ]
    run = DocumentedRun(folder, files, options=options).start()
    hold = threading.Thread(target=stop_process_of, args=(run, HELD))
    hold.start()
    try:
        yield run
    finally:
        run.stop()
        hold.join()


@pytest.fixture(scope="module")
def damaged(cluster, finished, tmp_path_factory):
    """A run with the results of a local one, of which many are damaged, and what was judged before it was repaired."""
    place = tmp_path_factory.mktemp("damaged")
    shutil.copytree(finished / "results", place / "run/results", ignore=shutil.ignore_patterns("logs"))
    damage(place / "run")
    kernels = damaged_cache(place / "kernels")
    run = DocumentedRun(place / "run", TARGETS, options=REPAIRING, kernels=kernels)
    run.kernels = kernels
    yield run
    run.stop()


@pytest.fixture(scope="module")
def read_only(cluster, damaged):
    """What the run prints where the results become read-only."""
    return run_with_read_only_results(cluster, damaged)


@pytest.fixture(scope="module")
def ended(cluster, damaged, read_only):
    """What the run prints, and whether its jobs have ended, after each signal."""
    return {end: start_and_end(cluster, damaged, end) for end in (send_sigterm, press_ctrl_c_twice)}


@pytest.fixture(scope="module")
def repaired(damaged, ended):
    """The same run after the same command has gone to its end."""
    assert damaged.start().exit_code(seconds=300) == 0, damaged.printed()
    return damaged


def test_disturbed_training_runs_end_in_the_bytes_of_undisturbed_ones(cluster, full_disk, disturbed, request):
    running = wait_until_all_train(cluster, disturbed, len(MODELS))
    requeue_cancel_and_lose(cluster, disturbed, running)
    interrupt_and_continue(cluster, disturbed)
    left = kill_and_be_refused(cluster, disturbed)
    request.getfixturevalue("smoke")  # begins here, after the loss of a node, and goes on beside what follows
    continue_after_the_jobs(cluster, disturbed, left)
    undisturbed = request.getfixturevalue("undisturbed")
    for name in OF_DISTURBED_RUN:
        assert (disturbed.folder / name).read_bytes() == (undisturbed / name).read_bytes(), name


def test_a_run_on_a_full_disk_continues_once_there_is_room(full_disk, finished):
    run, done = full_disk
    done.result()
    assert (run.folder / ON_A_FULL_DISK).read_bytes() == (finished / ON_A_FULL_DISK).read_bytes()


def test_results_that_become_read_only_are_one_sentence(read_only):
    assert "failed: " in read_only
    assert "the file system is read-only: choose another folder with --directory" in read_only
    assert "Traceback" not in read_only


@pytest.mark.parametrize("end", [send_sigterm, press_ctrl_c_twice], ids=lambda end: end.__name__)
def test_a_signal_ends_the_run_and_its_jobs_with_a_sentence(ended, end):
    printed, jobs_ended = ended[end]
    assert "The same command continues this run" in printed
    assert not [word for word in ("Traceback", "KeyboardInterrupt", "Error") if word in printed], printed
    assert jobs_ended, printed


@pytest.mark.parametrize("name", MADE_AGAIN)
def test_what_was_damaged_or_lost_has_the_bytes_of_a_local_run(repaired, finished, name):
    assert (repaired.folder / name).read_bytes() == (finished / name).read_bytes()


def test_a_table_that_was_cut_off_is_named(repaired):
    assert "landau_flow.parquet is damaged" in repaired.printed()


def test_training_from_a_broken_checkpoint_starts_over_and_reports_it(repaired):
    log = repaired.folder / "results/logs/train_dbn/T2.0_replica0.log"
    assert "is damaged: the training starts over" in log.read_text()


def test_files_from_the_past_and_the_future_are_kept(repaired):
    logs = [path.stem for path in (repaired.folder / "results/logs").rglob("*.log")]
    assert "T3.0_replica0" in logs
    assert "T2.269185_replica0" not in logs
    assert not [name for name in logs if name.startswith("side8_T2.0")]


def test_damaged_kernels_are_compiled_anew(repaired):
    assert whole_kernels(repaired.kernels)
    logs = "".join(path.read_text() for path in repaired.folder.rglob("*.log"))
    assert "UnpicklingError" not in logs


def test_the_smoke_preset_has_the_bytes_of_a_local_run(smoke, files, finished):
    assert smoke.exit_code() == 0, smoke.printed()
    for name in files:
        assert (smoke.folder / name).read_bytes() == (finished / name).read_bytes(), name


def test_every_rule_of_several_jobs_ran_on_slurm(smoke, disturbed, finished):
    assert smoke.exit_code() == 0, smoke.printed()
    logs = [*(smoke.folder / "results/logs").iterdir(), *(disturbed.folder / "results/logs").iterdir()]
    ran = {path.name.removesuffix(".log") for path in logs}
    of_several = {path.name for path in (finished / "results/logs").iterdir() if path.is_dir()}
    assert len(of_several) > 25
    assert ran | {"draw_figure"} >= of_several  # of figures, one that has a rule of its own
    assert ran >= {HELD, STARVED, "draw_vrg_exactness"}


@pytest.mark.parametrize(("rule", "state"), [(HELD, "TIMEOUT"), (STARVED, "FAILED")])
def test_a_job_that_exceeds_its_request_is_tried_again_with_more(cluster, smoke, rule, state):
    assert smoke.exit_code() == 0, smoke.printed()
    first, second = cluster.attempts(smoke.name_of_jobs(), f"rule_{rule}")
    assert (first[0], second[0]) == (state, "COMPLETED")
    assert min(second[1] - first[1], second[2] - first[2]) > 0
