"""What a run took, beside what was expected: a table and a page.

Results hold no clock and no host, and are the same bytes in every run. The account is about the run: it lies in
``results/account``, is no table of the contract, and nothing is computed from it.
"""

import html
import sys
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from rgcore.pipeline.durations import in_words
from rgcore.pipeline.monitor.benchmarks import measured_by
from rgcore.pipeline.monitor.journal import last_run
from rgcore.pipeline.monitor.learning import learn_from
from rgcore.pipeline.monitor.plan import PlannedJob
from rgcore.pipeline.monitor.rates import rates_file
from rgcore.pipeline.monitor.run_state import RunState
from rgcore.provenance import Stamp
from rgcore.tables.schema import Column, Schema

__all__ = [
    "ACCOUNT",
    "FOLDER",
    "Row",
    "account_of",
    "write_account",
    "write_account_and_learn",
]

FOLDER = Path("results/account")

ACCOUNT = Schema(
    name="account",
    version=1,
    keys=("rule",),
    columns=(
        Column("rule", "string", "1", "script of the jobs"),
        Column("n_jobs", "int64", "1", "jobs of the last run that ended well"),
        Column("n_points", "int64", "1", "points, such as temperatures, of these jobs"),
        Column("predicted_seconds", "float64", "s", "expected duration of these jobs, together"),
        Column("measured_seconds", "float64", "s", "measured duration of these jobs, together"),
        Column(
            "waiting_seconds",
            "float64",
            "s",
            "time from start to end beside it: in the queue and in Snakemake",
        ),
        Column(
            "cpu_seconds",
            "float64",
            "s",
            "time of all cores in these jobs, as last sampled; the duration of a job that ended before a sample",
        ),
        Column("memory_requested_mb", "float64", "MB", "largest request of a job"),
        Column(
            "memory_measured_mb",
            "float64",
            "MB",
            "largest resident memory of a job, sampled every few seconds",
        ),
        Column("core_hours", "float64", "h", "cores asked for times measured duration"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The jobs of one script; fields as the columns of ACCOUNT."""

    rule: str
    n_jobs: int
    n_points: int
    predicted_seconds: float
    measured_seconds: float
    waiting_seconds: float
    cpu_seconds: float
    memory_requested_mb: float
    memory_measured_mb: float
    core_hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Of one run: a row per script, the most expensive first, its duration (s), and cores or jobs at once in words.

    ``overhead`` is the part of the time of all cores in which no job computed; None on a cluster.
    """

    rows: tuple[Row, ...]
    wall_seconds: float
    slots: str
    overhead: float | None

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        lines = [
            f"{'rule':<28}{'jobs':>6}{'predicted s':>13}{'measured s':>12}{'waiting s':>11}{'CPU s':>9}"
            f"{'MB asked':>10}{'MB used':>9}"
        ]
        lines += [
            f"{row.rule:<28}{row.n_jobs:>6}{row.predicted_seconds:>13.1f}{row.measured_seconds:>12.1f}"
            f"{row.waiting_seconds:>11.1f}{row.cpu_seconds:>9.1f}{row.memory_requested_mb:>10.0f}{row.memory_measured_mb:>9.0f}"
            for row in self.rows
        ]
        return [*lines, self.summary()]

    def summary(self) -> str:
        """Return the sums in a sentence."""
        predicted, measured, hours = (
            sum(getattr(row, name) for row in self.rows)
            for name in ("predicted_seconds", "measured_seconds", "core_hours")
        )
        overhead = (
            "" if self.overhead is None else f"; jobs computed in {1 - self.overhead:.0%} of the cores' time"
        )
        n_jobs = sum(row.n_jobs for row in self.rows)
        return (
            f"{n_jobs} job{'s' * (n_jobs != 1)} took {in_words(self.wall_seconds)} on {self.slots}: "
            f"{measured:.0f} s of jobs, {predicted:.0f} s predicted, {hours:.2g} core-hours{overhead}"
        )


def account_of(state: RunState) -> Account:
    """Return the account of a run from its journal and the benchmark files of its jobs."""
    families: dict[str, list[tuple[PlannedJob, dict[str, float]]]] = defaultdict(list)
    for number, seconds in state.done.items():
        job = state.jobs[number]
        if job.seconds:
            families[job.family].append(
                (job, {"s": seconds, "beside": state.beside[number]} | measured_by(job.benchmark))
            )
    rows = sorted((_row(family, jobs) for family, jobs in families.items()), key=lambda row: -row.core_hours)
    wall = state.last - state.began
    cpu = sum(row.cpu_seconds for row in rows)
    overhead = max(1 - cpu / (wall * state.slots.number), 0.0) if state.slots.local and wall > 0 else None
    return Account(rows=tuple(rows), wall_seconds=wall, slots=state.slots.in_words(), overhead=overhead)


def _row(family: str, jobs: Sequence[tuple[PlannedJob, dict[str, float]]]) -> Row:
    return Row(
        rule=family,
        n_jobs=len(jobs),
        n_points=sum(job.n_points for job, _ in jobs),
        predicted_seconds=sum(job.seconds for job, _ in jobs),
        measured_seconds=sum(measured["s"] for _, measured in jobs),
        waiting_seconds=sum(max(measured["beside"], 0.0) for _, measured in jobs),
        cpu_seconds=sum(measured.get("cpu_time") or measured["s"] for _, measured in jobs),
        memory_requested_mb=float(max(job.megabytes for job, _ in jobs)),
        memory_measured_mb=max(measured.get("max_rss", 0.0) for _, measured in jobs),
        core_hours=sum(job.threads * measured["s"] for job, measured in jobs) / 3600,
    )


def write_account(account: Account, folder: Path) -> None:
    """Write ``account.parquet`` and ``account.html`` into ``folder``.

    Raises
    ------
    OSError
        If they cannot be written.
    """
    import pandas as pd  # noqa: PLC0415 - slow to load, and only the end of a run needs it

    from rgcore.tables.atomic import replacing  # noqa: PLC0415
    from rgcore.tables.frames import write_table  # noqa: PLC0415

    names = [field.name for field in fields(Row)]
    frame = pd.DataFrame([[getattr(row, name) for name in names] for row in account.rows], columns=names)
    measured = {"wall_seconds": account.wall_seconds, "slots": account.slots, "overhead": account.overhead}
    write_table(frame, folder / "account.parquet", schema=ACCOUNT, stamp=Stamp(measured=measured))
    with replacing(folder / "account.html") as temporary:
        temporary.write_text(_page(account), encoding="utf-8")


def _page(account: Account) -> str:
    head = "".join(f'<th title="{column.description}">{column.name}</th>' for column in ACCOUNT.columns)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{_cell(getattr(row, column.name))}</td>" for column in ACCOUNT.columns)
        + "</tr>"
        for row in account.rows
    )
    return (
        "<!doctype html><meta charset='utf-8'><title>Account of the last run</title>"
        "<style>body{font-family:sans-serif;margin:2em}td,th{padding:.2em .8em;text-align:right}"
        "td:first-child,th:first-child{text-align:left}</style>"
        f"<h1>Account of the last run</h1><p>{html.escape(account.summary())}.</p>"
        f"<table><tr>{head}</tr>{body}</table>"
    )


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return html.escape(value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def write_account_and_learn(state: RunState) -> None:
    """Write the account of a run and learn from it, where that is possible; a run does not fail for its account."""
    if not state.done:
        return
    try:
        write_account(account_of(state), FOLDER)
    except (OSError, ValueError) as error:
        print(f"The account of the run could not be written: {error}", file=sys.stderr)
    with suppress(OSError):  # in a home that cannot be written nothing is learned
        learn_from(state, rates_file())


def main() -> None:
    """Print the account of the last run in the working folder, and write it."""
    state = last_run(Path())
    if state is None or not state.done:
        print("No job of a run has ended here: there is nothing to account for.")
        return
    account = account_of(state)
    write_account(account, FOLDER)
    print("\n".join([*account.lines(), f"See {FOLDER}/account.html and account.parquet."]))


if __name__ == "__main__":
    main()
