"""Why a job failed, in one line, from what Snakemake, the cluster and the job's logs report."""

import errno
import re
import shutil
import signal
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from rgcore.errors import cut_short
from rgcore.pipeline.faults import describe_fault, describe_fault_in, write_protected
from rgcore.pipeline.monitor.run_state import CLOCKS_DIFFER_BY
from rgcore.pipeline.snakemake_messages import (
    AFFECTED_FILES,
    FURTHER_DETAILS,
    MISSING_FILE,
    OUTPUT_MISSING,
    REFUSED,
    STATUS,
    UNKNOWN_REASON,
    WITHOUT_OUTPUT,
    WRITE_PROTECTED,
)

__all__ = ["cause_in_job_log", "cause_of_failure", "missing_output", "protected_output"]

_LONGEST = 400  # characters of a cause
_TAIL = 65536  # bytes of a log that are read
_FULL = 10**6  # bytes; with less free space not even a log can be written
_OWN_ERROR = re.compile(r"^\d{4}-\d\d-\d\d \S+ ERROR (.*)$")
_OWN_LINE = re.compile(r"^\d{4}-\d\d-\d\d \S+ [A-Z]+ ")
_EXCEPTION = re.compile(
    r"^(?!RuleException|WorkflowError|CalledProcessError|Error in rule )[A-Za-z_.]*(?:Error|Exception)\b.*"
)

_InJobLog = tuple[str, bool]
"""A cause, and whether it is a sentence that the job has also written to its standard error."""


def cause_of_failure(
    message: str, exit_text: str, logs: Iterable[str | Path], *, since: float = 0.0, asked: Mapping[str, int]
) -> str:
    """Return in one line why a job failed.

    Parameters
    ----------
    message : str
        What the executor reports of the job; may be empty.
    exit_text : str
        How its process ended, in Snakemake's words; may be empty.
    logs : iterable of paths
        Of the job, then of the cluster.
    since : float
        Seconds since 1970; a log that was written before belongs to another attempt.
    asked : mapping of str to int
        Resources that the job asked for: mem_mb, runtime.
    """
    own, *others = [Path(path) for path in logs] or [Path("no log")]
    found = (
        _by_the_cluster(message, asked)
        or (cause_in_job_log(own, since) or ("", False))[0]
        or _by_a_signal(exit_text)
        or next(filter(None, (_in_cluster_log(_tail(path), asked) for path in others)), "")
        or _by_a_full_disk(own)
        or _one_line(_without_chatter(message))
        or _exit_status(exit_text)
    )
    return describe_fault_in(found) or _one_line(found or "no cause was reported")


def cause_in_job_log(path: Path, since: float = 0.0) -> _InJobLog | None:
    """Return the last error in the log of a job, or None: a sentence, or the last line of a traceback."""
    try:
        if path.stat().st_mtime < since - CLOCKS_DIFFER_BY:
            return None
    except OSError:
        return None
    lines = _tail(path).splitlines()
    for place in range(len(lines) - 1, -1, -1):
        if error := _OWN_ERROR.match(lines[place]):
            rest = [line for line in _until_next_message(lines[place + 1 :]) if line.strip()]
            exceptions = [line for line in rest if _EXCEPTION.match(line)]
            return (exceptions or rest)[-1] if rest else error[1], not rest
    return None


def missing_output(text: str) -> tuple[int, str] | None:
    """Return number and cause of a job that ended well and left no output, from Snakemake's words, or None."""
    job, files = WITHOUT_OUTPUT.pattern.search(text), _missing_files(text)
    return (int(job[1]), f"it ended without an error but did not write {files}") if job and files else None


def protected_output(text: str) -> str | None:
    """Return the sentence on an output that may not be replaced, from Snakemake's words, or None."""
    _, _, after = text.partition(WRITE_PROTECTED.text)
    _, _, files = after.partition(AFFECTED_FILES.text)
    return write_protected(files.split("\n")[0]) if files else None


def _missing_files(text: str) -> str:
    found = OUTPUT_MISSING.pattern.search(text)
    return " and ".join(MISSING_FILE.pattern.findall(text, found.end())) if found else ""


def _without_chatter(message: str) -> str:
    """Return what an executor reports up to where it refers to logs."""
    found = [each.pattern.search(message) for each in (FURTHER_DETAILS, UNKNOWN_REASON)]
    return message[: min((match.start() for match in found if match), default=None)]


def _until_next_message(lines: list[str]) -> list[str]:
    ends = [place for place, line in enumerate(lines) if _OWN_LINE.match(line)]
    return lines[: ends[0]] if ends else lines


def _by_the_cluster(message: str, asked: Mapping[str, int]) -> str:
    """Return what SLURM itself decided about a job, or nothing where the job's own logs contain more."""
    if refused := REFUSED.pattern.search(message):
        lines = [line.removeprefix("sbatch: error: ").strip() for line in refused[1].splitlines()]
        return f"SLURM refused it: {'; '.join(filter(None, lines))}"
    status = STATUS.pattern.search(message)
    return _VERDICTS[status[1]](asked) if status and status[1] in _VERDICTS else ""


def _out_of_memory(asked: Mapping[str, int]) -> str:
    limit = f"the {asked['mem_mb']} MB" if "mem_mb" in asked else "the memory"
    return f"SLURM stopped it because it took more than {limit} it had asked for (mem_mb)"


def _out_of_time(asked: Mapping[str, int]) -> str:
    limit = f"the {asked['runtime']} minutes" if "runtime" in asked else "the time"
    return f"SLURM stopped it after {limit} it had asked for (runtime)"


_VERDICTS: dict[str, Callable[[Mapping[str, int]], str]] = {
    "OUT_OF_MEMORY": _out_of_memory,
    "TIMEOUT": _out_of_time,
    "BOOT_FAIL": lambda asked: "its node did not start; the same command runs it again",
    "DEADLINE": lambda asked: "SLURM stopped it at the deadline of the job (--deadline)",
    "NODE_FAIL": lambda asked: "its node failed; the same command runs it again",
    "CANCELLED": lambda asked: "it was cancelled on the cluster; the same command runs it again",
}


def _in_cluster_log(text: str, asked: Mapping[str, int]) -> str:
    if re.search(r"oom[-_ ]kill|[Oo]ut[ -][Oo]f[ -][Mm]emory", text):
        return _out_of_memory(asked)
    if "DUE TO TIME LIMIT" in text:
        return _out_of_time(asked)
    sentences = re.findall(r"^Error: (.*)$", text, re.MULTILINE)
    lines = text.splitlines()
    exceptions = [
        _whole(line, lines[place + 1 :]) for place, line in enumerate(lines) if _EXCEPTION.match(line)
    ]
    if files := _missing_files(text):
        return f"it ended without an error but did not write {files}"
    if protected := protected_output(text):
        return protected
    return _by_a_signal(text) or (sentences or exceptions or [""])[-1]


def _whole(line: str, after: list[str]) -> str:
    """Return an exception with its text, which Snakemake writes on the next line; nothing if a full disk cut it off."""
    if not line.endswith(":"):
        return line
    return f"{line} {after[0]}" if after and after[0].strip() else ""


def _by_a_signal(text: str) -> str:
    found = re.search(r"died with <Signals\.\w+: (\d+)>", text) or re.search(
        r"exit status 1(2[89]|[3-5]\d)\b", text
    )
    if not found:
        return ""
    number = int(found[1]) if "Signals" in found[0] else int(f"1{found[1]}") - 128
    known = {each.value: each.name for each in signal.Signals}
    why = "; the memory may have run out" if number == signal.SIGKILL else ""
    return f"it was killed by signal {number} ({known[number]}){why}" if number in known else ""


def _by_a_full_disk(log: Path) -> str:
    try:
        full = shutil.disk_usage(log.parent).free < _FULL
    except OSError:
        return ""
    return describe_fault(OSError(errno.ENOSPC, "")) if full else ""


def _exit_status(text: str) -> str:
    found = re.search(r"non-zero (exit status \d+)", text)
    return f"it ended with {found[1]}" if found else text


def _one_line(text: str) -> str:
    return cut_short(" ".join(text.split()), _LONGEST)


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - _TAIL, 0))
            return file.read().decode(errors="replace")
    except OSError:
        return ""
