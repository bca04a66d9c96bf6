"""Disks that are full or cannot be written: one sentence with the remedy, and the same command goes on."""

import shutil
import subprocess
import sys

import pytest

from tests.workflow.faults.disks import fill, small_disk_at
from tests.workflow.faults.training import TARGET, shown_by, training


@pytest.fixture
def small_disk(tmp_path):
    with small_disk_at(tmp_path / "disk") as folder:
        yield folder


def test_a_disk_that_fills_up_while_states_are_stored_is_one_sentence(
    runs, small, sampled, small_disk, again
):
    folder = shutil.copytree(sampled, small_disk / "run")
    with training(runs, folder, small):
        fill(small_disk / "ballast")
    assert "no space is left on the disk: make space" in shown_by(folder)

    (small_disk / "ballast").write_bytes(bytes(15 * 2**20))
    refused = runs(folder, TARGET, config=small)
    assert "a run needs at least 10 MB of free disk space" in refused.stdout
    assert "Traceback" not in refused.stdout

    (small_disk / "ballast").unlink()
    again(folder)


def test_results_that_cannot_be_written_are_one_sentence(runs, small, sampled, small_disk):
    folder = shutil.copytree(sampled, small_disk / "run")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    process = runs(folder, TARGET, config=small)
    assert process.returncode != 0
    assert f"{folder} cannot be written: choose another folder" in process.stdout
    assert "Traceback" not in process.stdout


def test_a_kernel_is_compiled_where_its_cache_finds_no_space(runs, small_disk):
    fill(small_disk / "ballast")
    program = (
        "from rgcore.ising import energy; import numpy; print(energy(numpy.ones((1, 4, 4), numpy.int8)))"
    )
    process = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env={**runs.environment(), "NUMBA_CACHE_DIR": str(small_disk)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.returncode, process.stdout, process.stderr) == (0, "[-32]\n", "")
