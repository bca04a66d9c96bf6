"""A run that was stopped goes on with the same command and ends in the same tables, on one core as on two."""

import os
import signal
import time

# the longest chains of jobs: from sampling to a likelihood, and from a data set and its nulls to a coupling
TABLES = [
    f"results/tables/{name}.parquet"
    for name in ("ising_thermodynamics", "rbm_likelihood", "dbn_reconstruction", "pca_flow", "pca_coupling")
]


def wait_for_outputs(folder, process, number):
    """Wait until a number of Parquet files are there and return whether the run is still going."""
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and process.poll() is None:
        if len(list(folder.glob("results/**/*.parquet"))) >= number:
            return True
        time.sleep(0.2)
    return process.poll() is None


def test_ctrl_c_then_kill_9_then_one_core_in_place_of_two_end_in_the_same_tables(runs, finished, tmp_path):
    process = runs.start(tmp_path, *TABLES, cores=1)
    assert wait_for_outputs(tmp_path, process, 5)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    assert process.wait(timeout=120) != 0

    process = runs.start(tmp_path, *TABLES)
    assert wait_for_outputs(tmp_path, process, 12)
    process.kill()  # the main process alone: its jobs are orphans now
    process.wait()

    last = runs(tmp_path, *TABLES, cores=1)
    assert last.returncode == 0, last.stdout
    for name in TABLES:
        assert (tmp_path / name).read_bytes() == (finished / name).read_bytes(), name
    leftovers = [path for path in tmp_path.glob("results/**/.*.tmp*") if path.suffix != ".tsv"]
    assert len(leftovers) <= 2, leftovers  # at most those of the jobs that were killed while they wrote
