"""What a run through SLURM checks before its first job: commands, partitions, accounting, jobs of an earlier run.

Nothing here asks SLURM unless the run uses it, or the run before it did and may have left jobs behind.
"""

import difflib
import logging
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from rgcore.errors import InputError
from rgcore.pipeline.snakemake_messages import WRONG_ADVICE
from rgcore.tables.atomic import replacing

__all__ = [
    "WithoutWrongAdvice",
    "begin_run",
    "forget_run",
    "refuse_beside_live_jobs",
]

_MOST_SECONDS_BETWEEN_QUERIES = 180  # of the executor; squeue must list ended jobs for longer
_PATIENCE_SECONDS = 60


def begin_run(workflow: object, run_name_file: str | Path) -> str | None:
    """Check what a run of ``workflow`` needs from SLURM, and write the name of its jobs to ``run_name_file``.

    To be called after the executor was made and before its first job. Without accounting the executor is set to ask
    squeue, because sacct would never report the end of a job.

    Returns
    -------
    str or None
        A line for the user, where something was chosen for them.

    Raises
    ------
    InputError
        If jobs of an earlier run are still there, SLURM does not answer, a partition does not exist, or the executor
        does not give the name of its jobs.
    """
    run_name_file = Path(run_name_file)
    refuse_beside_live_jobs(run_name_file)
    if workflow.executor_plugin.name != "slurm":
        return None
    _check_partitions(_partitions_of_jobs(workflow.dag.needrun_jobs()))
    settings = workflow.executor_settings
    line = None
    if settings.status_command != "squeue" and (reason := _why_no_sacct()):
        listed = _seconds_listed()
        settings.status_command = "squeue"
        # the executor returns to sacct where it plans three first queries in the time that squeue lists an ended job
        interval = settings.init_seconds_before_status_checks
        settings.init_seconds_before_status_checks = min(interval, listed // 3)
        line = f"sacct does not answer here ({reason}), so squeue reports the state of the jobs"
    with replacing(run_name_file) as temporary:
        temporary.write_text(_run_name(workflow), encoding="utf-8")
    return line


def forget_run(run_name_file: str | Path) -> None:
    """Remove the file of ``begin_run``, after a run whose jobs have all ended."""
    Path(run_name_file).unlink(missing_ok=True)


def refuse_beside_live_jobs(run_name_file: str | Path) -> None:
    """Raise InputError if the run that wrote ``run_name_file`` has jobs in the queue.

    Such a job goes on when its Snakemake was killed on the login node. Beside a second run it would do the same work
    twice; and if it was cancelled later, it would delete the outputs that the second run had finished.
    """
    run_name_file = Path(run_name_file)
    if not run_name_file.exists():
        return
    name = run_name_file.read_text(encoding="utf-8").strip()
    if not name:  # squeue would list the jobs of all users and names
        raise InputError(
            f"{run_name_file} must hold the name of the jobs of the earlier run in this folder, but it is empty: "
            "see by `squeue --me` that none of its jobs is in the queue, then delete the file"
        )
    try:
        jobs = _ask("squeue", "--noheader", "--name", name, "--format", "%i").split()
    except InputError as mistake:
        raise InputError(
            f"an earlier run in this folder used SLURM and may have left jobs behind, but {mistake}; "
            f"or, if you are sure that none of its jobs runs, delete {run_name_file}"
        ) from None
    if jobs:
        counted = "1 job" if len(jobs) == 1 else f"{len(jobs)} jobs"
        raise InputError(
            f"an earlier run in this folder still has {counted} in the queue of SLURM: wait until "
            f"`squeue --name {name}` shows none, or end them by `scancel --name {name}`; then start again"
        )


def _check_partitions(names: Iterable[str]) -> None:
    """Raise InputError if SLURM lacks one of the partitions; SLURM itself would take any list with one that exists."""
    wanted = sorted({part for name in names for part in name.split(",")})
    existing = _ask("sinfo", "--noheader", "--all", "--format", "%R").split()
    for name in wanted:
        if name not in existing:
            nearest = difflib.get_close_matches(name, existing, n=1)
            meant = f", did you mean {nearest[0]}" if nearest else ""
            raise InputError(
                f"slurm_partition must be a partition of this cluster ({', '.join(existing)}), but is {name}{meant}: "
                "correct it under default-resources in workflow/profiles/slurm/config.yaml"
            )


def _why_no_sacct() -> str:
    """Return why sacct cannot report the state of jobs, such as that there is no accounting; "" if it can."""
    try:
        _ask("sacct", "--noheader", "--allocations", "--name", "none", "--format", "JobID")
    except InputError as mistake:
        return str(mistake).rpartition(" failed: ")[2]
    return ""


def _seconds_listed() -> int:
    """Return for how many seconds squeue lists a job after its end.

    Raises
    ------
    InputError
        If that is less than the executor needs.
    """
    config = _ask("scontrol", "show", "config")
    found = re.search(r"^MinJobAge\s*=\s*(\d+)", config, re.MULTILINE)
    age = int(found[1]) if found else 0
    if age <= _MOST_SECONDS_BETWEEN_QUERIES:
        raise InputError(
            f"without accounting, squeue must list an ended job for more than {_MOST_SECONDS_BETWEEN_QUERIES} s, but "
            f"MinJobAge is {age} s on this cluster: run inside one job, by `sbatch --wrap 'make figures'`"
        )
    return age


def _run_name(workflow: object) -> str:
    """Return the name that the executor gives to all jobs of this run; Snakemake has no public way to ask for it."""
    executor = getattr(getattr(workflow, "scheduler", None), "_executor", None)
    name = getattr(executor, "run_uuid", None)
    if not isinstance(name, str) or not name:
        raise InputError(
            "the SLURM executor must name its jobs by run_uuid, but this version of it, or of Snakemake, has no such "
            "name: install the versions in requirements.lock, by `make .venv/ready`"
        )
    return name


def _partitions_of_jobs(jobs: Iterable) -> set[str]:
    """Return the partitions that jobs name, from one job per rule; those sent to another cluster do not count."""
    one_each = {job.rule.name: job.resources for job in jobs if not job.is_local}
    elsewhere = ("cluster", "clusters", "slurm_cluster")
    return {
        str(resources.get("slurm_partition"))
        for resources in one_each.values()
        if resources.get("slurm_partition") and not any(map(resources.get, elsewhere))
    }


def _ask(*command: str) -> str:
    """Return what a command of SLURM prints, or raise InputError with the reason why it does not."""
    try:
        done = subprocess.run(
            command, text=True, capture_output=True, timeout=_PATIENCE_SECONDS, check=False, errors="replace"
        )
    except FileNotFoundError:
        raise InputError(
            f"SLURM's command {command[0]} is not found: log in where sbatch, squeue and sinfo are found"
        ) from None
    except subprocess.TimeoutExpired:
        raise InputError(
            f"SLURM's command {command[0]} gave no answer within {_PATIENCE_SECONDS} s: try again later"
        ) from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise InputError(f"SLURM's command {command[0]} failed: {said[-1]}")
    return done.stdout


class WithoutWrongAdvice(logging.Filter):
    """Keep out what the executor advises wrongly."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is worth reading."""
        return not any(advice.begins(record.msg) for advice in WRONG_ADVICE)
