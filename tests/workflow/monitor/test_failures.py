"""A failure prints its cause in one line, from real runs; Snakemake's own log keeps everything."""

from types import SimpleNamespace

import pytest
from snakemake.exceptions import ProtectedOutputException

from rgcore.pipeline.monitor.failures import cause_of_failure


def line(lines, start):
    found = [each for each in lines if each.startswith(start)]
    assert len(found) == 1, lines
    return found[0]


def test_every_local_failure_prints_its_cause_and_the_log_keeps_everything(tiny):
    names = ("good", "mistake", "bug", "killed", "nothing")
    lines = tiny.run("--cores", "2", "--keep-going", *(f"{name}.txt" for name in names))
    assert line(lines, "Error: ") == "Error: datasets.mine.path: there is no file cells.npy"
    assert not [each for each in lines if "WorkflowError" in each or "At least one job" in each]
    assert line(lines, "mistake failed") == "mistake failed; its log is results/logs/mistake.log"
    assert line(lines, "bug failed").startswith("bug failed: ZeroDivisionError: division by zero; its log")
    assert line(lines, "killed failed").startswith(
        "killed failed: it was killed by signal 9 (SIGKILL); the memory "
    )
    assert line(lines, "nothing failed").startswith(
        "nothing failed: it ended without an error but did not write no"
    )
    for text in ("SNAKEMAKE", "Job stats", "Finished jobid", "reason: Missing output files: bug.txt"):
        assert text in tiny.log
    for name in ("mistake", "bug", "killed"):
        assert f"Error in rule {name}:" in tiny.log
    assert "SIGKILL: 9" in tiny.log
    assert "MissingOutputException" in tiny.log


def test_a_quiet_console_leaves_the_log_complete(tiny):
    lines = tiny.run("--cores", "1", "--quiet", "all", "--", "good.txt")
    assert not [each for each in lines if "jobs" in each]
    assert "Finished jobid" in tiny.log
    assert "SNAKEMAKE" in tiny.log


def test_a_partition_that_slurm_refuses_is_named(tiny):
    lines = tiny.slurm("good.txt", partition="refused")
    assert line(lines, "good failed").startswith(
        "good failed: SLURM refused it: invalid partition specified: refused; Batch job submission failed: Invalid"
    )
    assert "invalid partition specified" in tiny.log


def test_what_slurm_stopped_is_said_with_the_limit(tiny):
    lines = tiny.slurm("good.txt", SLURM_STATE="TIMEOUT")
    cause = "SLURM stopped it after the 30 minutes it had asked for (runtime)"
    assert line(lines, "good failed").startswith(f"good failed: {cause}; its log is ")
    assert "SLURM status is: 'TIMEOUT'" in tiny.log


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        ("OUT_OF_MEMORY", "SLURM stopped it because it took more than the 345 MB it had asked for (mem_mb)"),
        ("NODE_FAIL", "its node failed; the same command runs it again"),
        ("BOOT_FAIL", "its node did not start; the same command runs it again"),
        ("DEADLINE", "SLURM stopped it at the deadline of the job (--deadline)"),
        ("CANCELLED by 0", "it was cancelled on the cluster; the same command runs it again"),
    ],
)
def test_a_state_of_slurm_is_said_in_words(state, cause):
    message = f"SLURM-job '17' failed, SLURM status is: '{state}'. Reason: x."
    assert cause_of_failure(message, "", [], asked={"mem_mb": 345}) == cause


FAILED = "SLURM-job '17' failed, SLURM status is: 'FAILED'. Detailed failure reason unavailable (status)."


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (
            "slurmstepd: error: Detected 1 oom-kill event(s) in StepId=17.0",
            "SLURM stopped it because it took more",
        ),
        (
            "JOB 17 ON n1 CANCELLED AT 2026-01-01T00:00:00 DUE TO TIME LIMIT ***",
            "SLURM stopped it after the time",
        ),
        ("Command 'x' died with <Signals.SIGTERM: 15>.", "it was killed by signal 15 (SIGTERM)"),
        ("Command 'x' returned non-zero exit status 137.", "it was killed by signal 9 (SIGKILL); the memory"),
        ("Error: the disk is full\nWorkflowError:\nAt least one job", "the disk is full"),
        (
            "Traceback\n  File\nValueError: a wrong value\nRuleException:\n",
            "ValueError: a wrong value",
        ),
        (
            str(
                ProtectedOutputException(
                    SimpleNamespace(
                        rule=SimpleNamespace(lineno=3, snakefile="Snakefile"),
                        output=["a/b.txt"],
                        wildcards={},
                    ),
                    ["a/b.txt"],
                )
            ),
            "a/b.txt cannot be written: change its rights",
        ),
        (
            'OSError in file "/rules/landau.smk", line 11:\n[Errno 28] No space left on device\n',
            "no space is left on the disk: make space, then",
        ),
        ('OSError in file "/rules/landau.smk", line 11:\n', "SLURM-job '17' failed"),
        ("nothing of use", "SLURM-job '17' failed, SLURM status is: 'FAILED'."),
        (
            "Error in rule train_dbn_1:\n    message: None\n",
            "SLURM-job '17' failed, SLURM status is: 'FAILED'.",
        ),
    ],
)
def test_the_log_of_the_cluster_has_the_cause_where_slurm_only_says_failed(tmp_path, text, cause):
    log = tmp_path / "17.log"
    log.write_text(text)
    found = cause_of_failure(FAILED, "", [tmp_path / "none.log", log], asked={})
    assert found.startswith(cause)
    assert "\n" not in found


def test_an_error_of_an_earlier_attempt_is_not_the_cause(tmp_path):
    log = tmp_path / "train.log"
    log.write_text("2026-01-01 10:00:00,000 ERROR an old mistake\n")
    exit_text = "Command 'x' died with <Signals.SIGKILL: 9>."
    later = log.stat().st_mtime + 100
    assert "signal 9" in cause_of_failure("", exit_text, [log], since=later, asked={})
    assert cause_of_failure("", exit_text, [log], asked={}) == "an old mistake"


@pytest.mark.parametrize(
    ("free", "cause"),
    [(0, "no space is left on the disk: make space, then"), (10**9, "SLURM-job '17' failed")],
)
def test_a_full_disk_is_the_cause_where_no_log_could_be_written(tmp_path, monkeypatch, free, cause):
    monkeypatch.setattr("shutil.disk_usage", lambda place: SimpleNamespace(free=free))
    (tmp_path / "train.log").touch()
    assert cause_of_failure(FAILED, "", [tmp_path / "train.log"], asked={}).startswith(cause)
