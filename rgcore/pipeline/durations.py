"""Durations in minutes and seconds, as words, and the core time of a job in its log."""

import re
from pathlib import Path

__all__ = ["core_seconds_in", "core_time_line", "in_words"]

_CORE_TIME = re.compile(r" is done after ([0-9.]+) s of core time$", re.MULTILINE)


def in_words(seconds: float) -> str:
    """Return a duration such as "45 s", "3 min 20 s" or "2 h 5 min"."""
    whole = max(round(seconds), 0)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def core_time_line(rule: str, seconds: float) -> str:
    """Return the last line of the log of a job: how many seconds the processor worked for it."""
    return f"{rule} is done after {seconds:.2f} s of core time"


def core_seconds_in(log: str | Path) -> float | None:
    """Return the core time (s) that the log of a job ends with, or None where there is none."""
    try:
        found = _CORE_TIME.findall(Path(log).read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return float(found[-1]) if found else None
