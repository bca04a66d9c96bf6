"""The tests on SLURM leave every SLURM alone that they did not start; commands of ours stand in for its controller."""

import os
import signal
import subprocess

import pytest

from . import cluster, configuration
from .cluster import Cluster


@pytest.fixture
def another(tmp_path, monkeypatch):
    """Return the file with the commands that were given where another cluster answers."""
    asked = tmp_path / "asked"
    for name in ("scontrol", "scancel", "squeue"):
        command = tmp_path / name
        command.write_text(f'#!/bin/sh\necho {name} "$@" >> {asked}\necho "ClusterName = production"\n')
        command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return asked


def test_a_shell_that_chose_another_slurm_is_refused(monkeypatch):
    monkeypatch.setenv("SLURM_CONF", "/shared/slurm.conf")
    with pytest.raises(RuntimeError, match=r"SLURM_CONF must not be set .* /shared/slurm.conf"):
        configuration.refuse_another_slurm()


def test_a_computer_with_its_own_slurm_is_refused_and_keeps_it(tmp_path, monkeypatch):
    file = tmp_path / "slurm.conf"
    file.write_text("ClusterName=production\n")
    monkeypatch.delenv("SLURM_CONF", raising=False)
    monkeypatch.setattr(configuration, "CONFIGURATION", file)
    monkeypatch.setattr(cluster, "CONFIGURATION", file)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # of the lock
    with pytest.raises(RuntimeError, match="a computer without SLURM"):
        Cluster(tmp_path / "cluster").__enter__()
    assert file.read_text() == "ClusterName=production\n"
    assert [path.name for path in tmp_path.iterdir()] == ["slurm.conf"]


def test_no_variable_of_another_slurm_reaches_the_commands(monkeypatch):
    for name in ("SLURM_CLUSTERS", "SLURM_JOB_ID", "SBATCH_PARTITION", "SQUEUE_USERS"):
        monkeypatch.setenv(name, "other")
    monkeypatch.setenv("SLURM_CONF", "/shared/slurm.conf")
    given = configuration.environment()
    assert "other" not in given.values()
    assert given["SLURM_CONF"] == "/etc/slurm/slurm.conf"


def test_another_cluster_that_answers_is_refused(another):
    with pytest.raises(RuntimeError, match="is rgcore_test, but scontrol reports production"):
        configuration.check_that_ours_answers()


def test_jobs_of_another_cluster_are_not_cancelled(another, tmp_path):
    Cluster(tmp_path / "cluster").end_all_jobs()
    assert another.read_text() == "scontrol show config\n"


@pytest.fixture
def sleeping():
    """Return a function that starts a process as a job of a cluster would."""
    started = []

    def start(name):
        started.append(
            subprocess.Popen(["sleep", "60"], env={"PATH": os.environ["PATH"], "SLURM_CLUSTER_NAME": name})
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_processes_that_jobs_leave_behind_end_with_their_cluster_alone(tmp_path, monkeypatch, sleeping):
    monkeypatch.setattr(cluster, "CLUSTER", "rgcore_refusals")
    for module in (configuration, cluster):
        monkeypatch.setattr(module, "CONFIGURATION", tmp_path / "slurm.conf")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # of the lock
    ours, others = sleeping("rgcore_refusals"), sleeping("rgcore_refusals_2")
    never_begun, begun = Cluster(tmp_path / "never"), Cluster(tmp_path / "begun")
    never_begun.__exit__()
    assert ours.poll() is None
    begun._daemons["munged"] = sleeping("none")
    begun.__exit__()
    assert ours.wait(timeout=10) == -signal.SIGKILL
    assert others.poll() is None
