"""Damaged results are repaired through SLURM by the same command, also after signals and read-only folders."""

import shutil

import pytest

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
from .documented import QUICK, DocumentedRun

OPTIONS = [*QUICK, "--retries", "0", "--config", "jobs={points_per_job: 1}"]
MADE_HERE = [CUT_OFF, LOST, MODELS["2.0"], MODELS["3.0"]]


@pytest.fixture(scope="module")
def damaged(cluster, finished, tmp_path_factory):
    """A run with the results of a local one, of which many are damaged, and what was judged before it was repaired."""
    place = tmp_path_factory.mktemp("damaged")
    shutil.copytree(finished / "results", place / "run/results", ignore=shutil.ignore_patterns("logs"))
    damage(place / "run")
    kernels = damaged_cache(place / "kernels")
    run = DocumentedRun(place / "run", TARGETS, options=OPTIONS, kernels=kernels)
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


@pytest.mark.parametrize("name", MADE_HERE)
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
