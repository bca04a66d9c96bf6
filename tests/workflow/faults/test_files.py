"""Damaged, lost and misdated files: the same command ends in the same bytes, or one sentence with the remedy."""

import os
import shutil
import time

import numpy as np
import yaml

from tests.workflow.faults.training import TARGET

PART = "results/dbn/T2.0_replica0/history.parquet"


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
    assert f"Error: {PART} was damaged and has been removed: the same command makes it anew" in process.stdout
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
