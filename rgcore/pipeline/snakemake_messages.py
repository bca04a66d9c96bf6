"""Texts of Snakemake and its executors by which events of a run are recognized that have no other sign.

A new version may word them differently; the events would then be missed in silence. So they stand here alone, and a
test looks for each of them in the sources of the installed versions.
"""

import re
from dataclasses import dataclass
from functools import cached_property

__all__ = [
    "AFFECTED_FILES",
    "CONSOLE",
    "DRY_RUN_ENDS",
    "FAILED_RULE",
    "FAILED_WORKFLOW",
    "FURTHER_DETAILS",
    "LOG_FILE",
    "MISSING_FILE",
    "NOTHING_TO_DO",
    "NO_OUTPUT",
    "NO_RECORD_OF_FILE",
    "OUTPUT_MISSING",
    "REFUSED",
    "RESTARTED",
    "SOME_JOB_FAILED",
    "STATUS",
    "STOPPING",
    "SUBMITTED",
    "UNKNOWN_REASON",
    "WITHOUT_OUTPUT",
    "WRITE_PROTECTED",
    "WRONG_ADVICE",
    "Message",
]

_INSERTED = {"{word}": r"(\w+)", "{line}": "(.+)", "{lines}": r"((?:.|\n)*?)"}


@dataclass(frozen=True)
class Message:
    """A text, or a part of one, with ``{word}``, ``{line}`` or ``{lines}`` where something is inserted.

    Attributes
    ----------
    package : str
        Whose sources contain it.
    text : str
    """

    package: str
    text: str

    def begins(self, message: object) -> bool:
        """Return whether a message begins with this text, into which nothing is inserted."""
        return str(message).startswith(self.text)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression that finds this text; what is inserted are its groups."""
        parts = re.split(r"(\{\w+\})", self.text)
        return re.compile(
            "".join(_INSERTED.get(part) or re.escape(part).replace(r"\ ", " +") for part in parts)
        )


_SNAKEMAKE, _SLURM = "snakemake", "snakemake_executor_plugin_slurm"

CONSOLE, LOG_FILE = Message(_SNAKEMAKE, "DefaultStreamHandler"), Message(_SNAKEMAKE, "DefaultLogFileHandler")
"""Names of its log handlers."""

FAILED_RULE, NO_OUTPUT = "RuleException", "MissingOutputException"
FAILED_WORKFLOW = "WorkflowError"
"""Classes of ``snakemake.exceptions``, whose names are in records of errors: the process of a job failed; it ended well
and left no output; anything else."""

SOME_JOB_FAILED = Message(_SNAKEMAKE, "At least one job did not complete successfully")
"""Comes last, after the failures of all jobs, or after SIGTERM."""

STOPPING = Message(_SNAKEMAKE, "Will exit after finishing currently running jobs (scheduler)")
"""After SIGTERM."""

WRITE_PROTECTED = Message(_SNAKEMAKE, "Write-protected output files")

AFFECTED_FILES = Message(_SNAKEMAKE, "\n    affected files:\n        ")
"""In the same message, before their names."""

DRY_RUN_ENDS = Message(_SNAKEMAKE, "This was a dry-run")

NOTHING_TO_DO = Message(_SNAKEMAKE, "Nothing to be done")

NO_RECORD_OF_FILE = Message(_SNAKEMAKE, "Missing metadata for file")

RESTARTED = Message(_SNAKEMAKE, "Trying to restart job {word}")

WITHOUT_OUTPUT = Message(_SNAKEMAKE, "Job {word} completed successfully")

OUTPUT_MISSING = Message(_SNAKEMAKE, "some output files are missing")
"""Stands in the same message, and on a cluster in the log of a job, where no number goes before."""

MISSING_FILE = Message(_SNAKEMAKE, "{line} (missing")
"""A line of the list after it."""

FURTHER_DETAILS = Message("snakemake_interface_executor_plugins", "For further error details see")

SUBMITTED = Message(_SLURM, "Job {word} has been submitted with SLURM jobid {word}")

REFUSED = Message(_SLURM, "SLURM sbatch failed. The error message was '{lines}'.\n")

STATUS = Message(_SLURM, "SLURM status is: '{word}")

UNKNOWN_REASON = Message(_SLURM, "Detailed failure reason unavailable")

WRONG_ADVICE = tuple(
    Message(_SLURM, text)
    for text in (
        "MinJobAge ",
        "No SLURM account given",
        "No account was given",
        "Unable to guess SLURM account",
    )
)
"""The executor recommends squeue where sacct works, and reports that it could not guess an account, which its command
for guessing never can; SLURM itself takes the user's default account."""
