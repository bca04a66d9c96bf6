"""What a run through SLURM asks of it, by commands of ours in place of SLURM's."""

import logging
from types import SimpleNamespace

import pytest

from rgcore.errors import InputError
from rgcore.pipeline.slurm import WithoutWrongAdvice, begin_run, forget_run, refuse_beside_live_jobs

ANSWERS = {
    "squeue": "",
    "sinfo": "normal\nlong",
    "sacct": "",
    "scontrol": "MinJobAge               = 300 sec",
}


@pytest.fixture
def slurm(tmp_path, monkeypatch):
    """Return a function that lets a command print a text and end with an exit code."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def answer(command, text, code=0):
        file = folder / command
        file.write_text(
            f"#!/bin/sh\necho \"$@\" > {folder}/asked\ncat <<'END'{' >&2' if code else ''}\n{text}\nEND\nexit {code}\n"
        )
        file.chmod(0o755)

    for command, text in ANSWERS.items():
        answer(command, text)
    answer.folder = folder
    return answer


def workflow(executor="slurm", **resources):
    """Return what the checks look at of a workflow, with one job."""
    job = SimpleNamespace(rule=SimpleNamespace(name="r"), resources=resources, is_local=False)
    return SimpleNamespace(
        executor_plugin=SimpleNamespace(name=executor),
        executor_settings=SimpleNamespace(status_command="sacct", init_seconds_before_status_checks=40),
        dag=SimpleNamespace(needrun_jobs=lambda: [job]),
        scheduler=SimpleNamespace(_executor=SimpleNamespace(run_uuid="the-name-of-this-run")),
    )


def test_the_name_of_a_run_is_kept_until_it_has_ended(slurm, tmp_path):
    run_name_file = tmp_path / "run_name"
    assert begin_run(workflow(), run_name_file) is None
    assert run_name_file.read_text() == "the-name-of-this-run"
    refuse_beside_live_jobs(run_name_file)
    assert "--name the-name-of-this-run" in (slurm.folder / "asked").read_text()
    forget_run(run_name_file)
    assert not run_name_file.exists()


@pytest.mark.parametrize("executor", ["slurm", "local"])
def test_no_run_begins_while_jobs_of_an_earlier_one_are_in_the_queue(slurm, tmp_path, executor):
    run_name_file = tmp_path / "run_name"
    run_name_file.write_text("earlier")
    slurm("squeue", "7\n8")
    with pytest.raises(
        InputError,
        match=r"an earlier run in this folder still has 2 jobs in the queue.*scancel --name earlier",
    ):
        begin_run(workflow(executor), run_name_file)
    assert run_name_file.read_text() == "earlier"


def test_a_run_that_slurm_cannot_be_asked_about_is_not_forgotten(slurm, tmp_path):
    run_name_file = tmp_path / "run_name"
    run_name_file.write_text("earlier")
    slurm("squeue", "Unable to contact slurm controller", code=1)
    with pytest.raises(InputError, match=f"Unable to contact slurm controller; .* delete {run_name_file}"):
        refuse_beside_live_jobs(run_name_file)


def test_an_empty_name_of_a_run_is_refused_and_slurm_is_not_asked(slurm, tmp_path):
    (tmp_path / "run_name").write_text("\n")
    with pytest.raises(InputError, match=r"run_name must hold the name .* is empty: .*squeue --me"):
        begin_run(workflow(), tmp_path / "run_name")
    assert not (slurm.folder / "asked").exists()


def test_a_disk_that_is_full_leaves_no_empty_name(slurm, tmp_path, monkeypatch):
    def full(path, *_, **__):
        path.touch()
        raise OSError("no space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    with pytest.raises(OSError, match="no space"):
        begin_run(workflow(), tmp_path / "run_name")
    assert not (tmp_path / "run_name").exists()


def test_a_local_run_asks_nothing(slurm, tmp_path):
    begin_run(workflow("local"), tmp_path / "run_name")
    assert not (slurm.folder / "asked").exists()
    assert not (tmp_path / "run_name").exists()


@pytest.mark.parametrize("partition", ["normal", "normal,long", None])
def test_partitions_that_exist_are_taken(slurm, tmp_path, partition):
    begin_run(workflow(slurm_partition=partition), tmp_path / "run_name")


@pytest.mark.parametrize("partition", ["nomal", "normal,nomal"])
def test_a_partition_that_does_not_exist_is_refused_with_the_nearest_name(slurm, tmp_path, partition):
    with pytest.raises(InputError, match=r"\(normal, long\), but is nomal, did you mean normal"):
        begin_run(workflow(slurm_partition=partition), tmp_path / "run_name")


def test_a_partition_of_another_cluster_is_left_to_slurm(slurm, tmp_path):
    begin_run(workflow(slurm_partition="elsewhere", clusters="other"), tmp_path / "run_name")


def test_without_accounting_squeue_is_asked(slurm, tmp_path):
    slurm("sacct", "Slurm accounting storage is disabled", code=1)
    run = workflow()
    line = begin_run(run, tmp_path / "run_name")
    assert line == (
        "sacct does not answer here (Slurm accounting storage is disabled), so squeue reports the state of the jobs"
    )
    assert run.executor_settings.status_command == "squeue"


def test_with_accounting_sacct_is_asked(slurm, tmp_path):
    run = workflow()
    assert begin_run(run, tmp_path / "run_name") is None
    assert run.executor_settings.status_command == "sacct"


def test_the_executor_does_not_return_to_sacct_where_jobs_are_listed_for_a_short_time(slurm, tmp_path):
    slurm("sacct", "no", code=1)
    slurm("scontrol", "MinJobAge = 200 sec")
    run = workflow()
    run.executor_settings.init_seconds_before_status_checks = 100
    begin_run(run, tmp_path / "run_name")
    assert 3 * run.executor_settings.init_seconds_before_status_checks <= 200


def test_slurm_that_forgets_jobs_at_once_cannot_do_without_accounting(slurm, tmp_path):
    slurm("sacct", "no", code=1)
    slurm("scontrol", "MinJobAge = 2 sec")
    with pytest.raises(InputError, match="MinJobAge is 2 s on this cluster"):
        begin_run(workflow(), tmp_path / "run_name")


def test_commands_that_are_not_there_are_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="command sinfo is not found"):
        begin_run(workflow(), tmp_path / "run_name")


@pytest.mark.parametrize("scheduler", [SimpleNamespace(), SimpleNamespace(_executor=SimpleNamespace())])
def test_an_executor_that_does_not_name_its_jobs_is_refused(slurm, tmp_path, scheduler):
    run = workflow()
    run.scheduler = scheduler
    with pytest.raises(InputError, match=r"must name its jobs by run_uuid, .* requirements.lock"):
        begin_run(run, tmp_path / "run_name")


def test_wrong_advice_of_the_executor_is_kept_out():
    def shown(text):
        return WithoutWrongAdvice().filter(logging.LogRecord("", logging.WARNING, "", 0, text, None, None))

    assert not shown("MinJobAge 300s (>= 120s). 'squeue' should work reliably for status queries.")
    assert shown("A node failed")
