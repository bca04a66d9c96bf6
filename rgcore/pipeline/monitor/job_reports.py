"""How far a job is, from the last of the reports in its log, such as "12 of 100 epochs, 20 s so far, ..."."""

import re
from pathlib import Path

__all__ = ["last_report", "read_log"]

_REPORT = re.compile(r"^\S+ \S+ INFO (\d+ of \d+ .*)$")


def last_report(log: str) -> str:
    """Return the last "12 of 100 epochs, ..." in the log of a job, after the last point of a bundle."""
    found = [match[1] for line in read_log(log).splitlines() if (match := _REPORT.match(line))]
    reports = [report for report in found if not report.startswith("1 of 1 points")]
    points = [report for report in reports if " points" in report]
    last = reports[-1:]
    shown = [report for report in points[-1:] if report not in last] + last
    return "".join(f", {report}" for report in shown)


def read_log(log: str) -> str:
    """Return the text of a log, empty if there is none yet."""
    try:
        return Path(log).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
