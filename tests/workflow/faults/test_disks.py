"""Disks that are full or cannot be written: one sentence with the remedy, and the same command goes on."""

import shutil
import subprocess
import sys
from contextlib import suppress

import pytest

from tests.workflow.faults.training import TARGET, shown_by, training


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 24 MB, which takes the superuser of Linux."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by the superuser of Linux only")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(path):
    """Write to a file until no space is left."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


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
