"""Faults of computer and files: the same command ends in the same bytes, or one sentence with the remedy."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import numpy as np
import pytest
import yaml

TARGET = "results/tables/dbn_training.parquet"
PART = "results/dbn/T2.0_replica0/history.parquet"
CHANGES = {
    "ising": {"temperatures": ["2.0", "3.0"]},
    "dbn": {"training": {"n_epochs": 120}},
    "checkpoints": {"epochs": 1},
}


@pytest.fixture(scope="module")
def small(runs, tmp_path_factory):
    """A config whose training takes a second or more and stores its state after every epoch."""
    config = yaml.safe_load(runs.smoke.read_text())
    for block, values in CHANGES.items():
        for name, value in values.items():
            target = config.setdefault(block, {})
            target[name] = {**target[name], **value} if isinstance(value, dict) else value
    path = tmp_path_factory.mktemp("config") / "small.yaml"
    path.write_text(yaml.safe_dump(config))
    return path


@pytest.fixture(scope="module")
def undisturbed(runs, small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    process = runs(folder, TARGET, config=small)
    assert process.returncode == 0, process.stdout
    return folder


@pytest.fixture
def again(runs, small, undisturbed):
    """Give the same command in a folder once more, and compare its table with that of the undisturbed run."""

    def run(folder):
        process = runs(folder, TARGET, config=small)
        assert process.returncode == 0, process.stdout
        assert (folder / TARGET).read_bytes() == (undisturbed / TARGET).read_bytes()
        return process.stdout

    return run


@pytest.fixture
def copy(undisturbed, tmp_path):
    return shutil.copytree(undisturbed, tmp_path / "copy")


@pytest.fixture
def sampled(undisturbed, tmp_path):
    """A run in which all but training and joining is done."""
    for name in ("ising", "kernels", "stamps"):
        shutil.copytree(undisturbed / "results" / name, tmp_path / "sampled/results" / name)
    return tmp_path / "sampled"


@contextmanager
def training(runs, folder, config):
    """Start the command, wait for the log of a training job, and give its process, which ends at last."""
    logs = folder / "results/logs/train_dbn"
    shutil.rmtree(logs, ignore_errors=True)
    with (folder.parent / "shown.txt").open("w") as shown:
        process = subprocess.Popen(
            runs.command(folder, TARGET, config=config),
            env=runs.environment(),
            cwd=folder,
            stdout=shown,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        while not list(logs.glob("*.log")) and process.poll() is None:
            time.sleep(0.05)
        assert process.poll() is None, (folder.parent / "shown.txt").read_text()
        yield process
        process.wait(timeout=120)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def shown_by(folder):
    text = (folder.parent / "shown.txt").read_text()
    assert "Traceback" not in text, text
    return text


def jobs_in(folder):
    """Return the numbers of the processes that run scripts in a folder."""
    listed = subprocess.run(
        ["ps", "-e", "-ww", "-o", "pid=", "-o", "args="], capture_output=True, text=True, check=True
    ).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if f"{folder}/.snakemake/scripts" in line]


def test_kills_of_jobs_and_of_the_run_at_random_times_leave_the_same_bytes(runs, small, sampled, again):
    rng, victims = np.random.default_rng(7), ("job", "run", "job and run")
    for victim in victims:
        with training(runs, sampled, small) as process:
            time.sleep(rng.uniform(0, 0.5))
            if "job" in victim:
                os.kill(jobs_in(sampled)[0], signal.SIGKILL)
            if "run" in victim:
                process.kill()
        assert process.returncode != 0, victim
    again(sampled)


def test_a_second_run_is_refused_and_sigterm_stops_the_first_without_a_traceback(runs, small, sampled, again):
    with training(runs, sampled, small) as process:
        second = runs(sampled, TARGET, config=small)
        assert second.returncode != 0
        assert f"another run (process {process.pid}) is at work" in second.stdout
        assert "Traceback" not in second.stdout
        process.send_signal(signal.SIGTERM)
    shown_by(sampled)
    again(sampled)


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


def damage_the_end(path):
    path.write_bytes(path.read_bytes()[:-300])


def damage_the_middle(path):
    content = bytearray(path.read_bytes())
    for place in range(len(content) // 8, len(content) // 4):
        content[place] ^= 255
    path.write_bytes(content)


def test_a_table_that_was_cut_off_is_made_again(copy, again):
    damage_the_end(copy / TARGET)
    assert "dbn_training.parquet is damaged" in again(copy)


def test_a_damaged_part_is_found_by_the_job_that_reads_it_and_made_again(runs, small, copy, again):
    damage_the_middle(copy / PART)
    (copy / TARGET).unlink()
    process = runs(copy, TARGET, config=small)
    assert process.returncode != 0
    assert f"Error: {PART} was damaged and has been removed: run the same command again" in process.stdout
    assert "Traceback" not in process.stdout
    again(copy)


def test_a_damaged_state_and_lost_configurations_start_over(copy, again):
    shutil.rmtree(copy / "results/dbn")
    (copy / TARGET).unlink()
    (copy / "results/ising/side8_T2.0/configurations.parquet").unlink()
    state = copy / "results/checkpoints/train_dbn/T3.0_replica0.parquet"
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_bytes(b"PAR1 half of a state")
    again(copy)
    logs = "".join(path.read_text() for path in (copy / "results/logs/train_dbn").glob("*.log"))
    assert "is damaged: the training starts over" in logs


def test_files_from_the_past_and_the_future_are_kept_and_used(runs, small, copy, again):
    for temperature, year in (("2.0", "2099"), ("3.0", "1999")):
        moment = time.mktime(time.strptime(year, "%Y"))
        for path in copy.glob(f"results/*/*T{temperature}*/*.parquet"):
            os.utime(path, (moment, moment))
    assert "Nothing to be done" in runs(copy, TARGET, "--dry-run", config=small).stdout
    shutil.rmtree(copy / "results/dbn/T2.0_replica0")
    (copy / TARGET).unlink()
    again(copy)
    assert "Nothing to be done" in runs(copy, TARGET, "--dry-run", config=small).stdout


def test_contents_of_a_users_file_count_and_its_time_does_not(runs, tmp_path):
    table, config, target = (
        tmp_path / "mine.csv",
        tmp_path / "mine.yaml",
        "results/datasets/mine/samples.parquet",
    )
    config.write_text(yaml.safe_dump({"datasets": {"mine": {"kind": "matrix", "path": str(table)}}}))
    numbers = np.random.default_rng(3).normal(size=(400, 5)).round(3)
    for year in ("2099", "1999"):
        numbers[7, 2] += 1
        np.savetxt(table, numbers, delimiter=",", header="a,b,c,d,e", comments="")
        moment = time.mktime(time.strptime(year, "%Y"))
        os.utime(table, (moment, moment))
        process = runs(tmp_path / "run", target, config=config)
        assert process.returncode == 0, process.stdout
        assert "read_dataset" in process.stdout
        assert "Nothing to be done" in runs(tmp_path / "run", target, "--dry-run", config=config).stdout
    assert "was made with other contents of mine.csv" in process.stdout
