"""What a user sees of a mistake: one sentence, no traceback, exit code not 0, and nothing half-written."""

import re
import time
from pathlib import Path

import numpy as np
import pytest
import yaml

TARGET = "results/tables/pca_spectrum.parquet"


def good_matrix():
    return np.random.default_rng(1).standard_normal((200, 4))


def with_gap(matrix):
    matrix[7, 2] = np.nan
    return matrix


def with_constant(matrix):
    matrix[:, 1] = 3.0
    return matrix


def run_with(runs, folder, block):
    config = {"datasets": {"neural_like": None, "stock_like": None, "mine": block}}
    (folder / "mine.yaml").write_text(yaml.safe_dump(config))
    return runs(folder, TARGET, config=folder / "mine.yaml")


def check(process, folder, *words):
    """One sentence with all the words, no traceback, no table and no temporary file."""
    assert process.returncode != 0
    assert "Traceback" not in process.stdout
    sentences = [line for line in process.stdout.splitlines() if line.startswith("Error: ")]
    assert len(sentences) == 1, process.stdout
    for word in words:
        assert word in sentences[0]
    assert "Exception" not in process.stdout
    written = {path.relative_to(folder / "results") for path in folder.glob("results/**/*.parquet")}
    assert written <= {Path("account/account.parquet")}
    assert not list(folder.glob("results/**/.*tmp*"))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(with_gap, ["mine", "bad.npy", "8"]), (with_constant, ["mine", "bad.npy", "constant"])],
    ids=["gap", "constant"],
)
def test_bad_values_stop_the_run_with_one_sentence(runs, tmp_path, spoil, words):
    np.save(tmp_path / "bad.npy", spoil(good_matrix()))
    process = run_with(runs, tmp_path, {"kind": "matrix", "path": "bad.npy", "missing": "error"})
    check(process, tmp_path, *words)


def truncate(path):
    path.write_bytes(path.read_bytes()[:300])


def empty(path):
    path.write_bytes(b"")


def disguise(path):
    path.write_text("this is no array")


@pytest.mark.parametrize("spoil", [truncate, empty, disguise])
def test_bad_files_stop_the_run_before_it_starts(runs, tmp_path, spoil):
    np.savez(tmp_path / "bad.npz", activity=good_matrix())
    spoil(tmp_path / "bad.npz")
    process = run_with(runs, tmp_path, {"kind": "matrix", "path": "bad.npz", "array": "activity"})
    check(process, tmp_path, "mine", "bad.npz")
    assert "jobs, about" not in process.stdout


def test_a_missing_array_is_answered_with_the_nearest_name(runs, tmp_path):
    np.savez(tmp_path / "good.npz", activity=good_matrix())
    process = run_with(runs, tmp_path, {"kind": "matrix", "path": "good.npz", "array": "activty"})
    check(process, tmp_path, "activty", "activity")


def test_a_misspelt_key_is_answered_with_the_nearest_name(runs, tmp_path):
    np.save(tmp_path / "good.npy", good_matrix())
    process = run_with(runs, tmp_path, {"kind": "matrix", "path": "good.npy", "mising": "error"})
    check(process, tmp_path, "mising", "missing")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["results/tables/pca_spectrm.parquet"],
            "a target must be a rule or a file that one makes, but results/tables/pca_spectrm.parquet is neither: "
            "did you mean results/tables/pca_spectrum.parquet?",
        ),
        (["all", "--until", "train_dbs"], "--until must .* train_dbs is neither: did you mean train_db[nm]"),
    ],
)
def test_a_misspelt_target_is_answered_with_the_nearest_name(runs, tmp_path, arguments, sentence):
    process = runs(tmp_path, "--dry-run", *arguments)
    check(process, tmp_path, "must be a rule or a file")
    assert re.search(sentence, process.stdout)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--set-resources", "train_dnb:mem_mb=4000"],
            "--set-resources .* train_dnb is none: did you mean train_db",
        ),
        (
            ["--set-resources", "draw_figure:runtime=60"],
            "--set-resources .* draw_figure is none: did you mean draw_",
        ),
        (
            ["--set-resources", "train_dbn_70:mem_mb=4000"],
            "--set-resources .* train_dbn_70 is none: write train_dbn for all its jobs",
        ),
        (
            ["--set-threads", "train_dbn=2"],
            r"--set-threads .* train_dbn is none: did you mean train_db\w+_\d",
        ),
    ],
)
def test_resources_of_a_misspelt_rule_are_not_passed_over(runs, tmp_path, arguments, sentence):
    process = runs(tmp_path, "--dry-run", "all", *arguments)
    check(process, tmp_path, "must name rules of this run")
    assert re.search(sentence, process.stdout)


def test_resources_of_a_family_without_points_are_taken(runs, tmp_path):
    options = ("--set-resources", "train_dbm:mem_mb=4000", "draw_landau_flow:runtime=60")
    done = runs(tmp_path, "--dry-run", "results/tables/landau_flow.parquet", *options)
    assert done.returncode == 0, done.stdout


def test_the_same_run_goes_through_without_the_mistake(runs, tmp_path):
    np.save(tmp_path / "good.npy", good_matrix())
    process = run_with(runs, tmp_path, {"kind": "matrix", "path": "good.npy", "missing": "error"})
    assert process.returncode == 0, process.stdout
    assert (tmp_path / TARGET).is_file()


def test_a_path_may_hold_what_shells_and_patterns_would_take_for_their_own(runs, tmp_path):
    name = "-a 'b\" $HOME #;&*[x]? 100%s \\ ü.npy"
    np.save(tmp_path / name, good_matrix())
    config = {"datasets": {"neural_like": None, "stock_like": None, "mine": {"kind": "matrix", "path": name}}}
    (tmp_path / "mine.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    samples = "results/datasets/mine/samples.parquet"
    process = runs(tmp_path, samples, config=tmp_path / "mine.yaml")
    assert process.returncode == 0, process.stdout
    assert (tmp_path / samples).is_file()
    assert "'b\" $HOME #;&*[x]? 100%s" in (tmp_path / "results/datasets/mine/summary.txt").read_text()


def test_a_second_run_in_the_same_folder_is_refused_while_the_first_is_at_work(runs, tmp_path):
    first = runs.start(tmp_path)
    try:
        lock = tmp_path / ".snakemake/rgcore.lock.pid"
        for _ in range(300):
            if lock.is_file() and lock.read_text():
                break
            assert first.poll() is None
            time.sleep(0.1)
        second = runs(tmp_path)
        assert second.returncode != 0
        assert f"another run (process {first.pid}) is at work" in second.stdout
    finally:
        first.kill()
        first.wait()
