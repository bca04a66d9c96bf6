"""Watch a run: progress on the console, the plan of a dry run, the journal, and the account at the end."""

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from snakemake_interface_logger_plugins.common import LogEvent

from rgcore.pipeline.monitor.plan import Plan, Slots
from rgcore.pipeline.monitor.planned import Costs, planned_jobs
from rgcore.pipeline.monitor.progress import RunProgress
from rgcore.pipeline.monitor.rates import Rates, machine_name, rates_file
from rgcore.pipeline.process.destination import cores_of, executor_of, goes_to_cluster
from rgcore.pipeline.snakemake_messages import CONSOLE, DRY_RUN_ENDS, LOG_FILE

__all__ = ["pages_to_open", "slots_of", "watch_run"]

_ONLY_COUNTS = {"rules", "progress"}  # with --quiet and no more Snakemake leaves a dry run after the counts


def watch_run(log: logging.Logger, workflow: object, costs: Costs) -> RunProgress | None:
    """Print one line per finished job in place of what Snakemake prints, or the plan at the end of a dry run.

    Snakemake's own log file keeps everything, whatever is shown. Its console stays where the user asked Snakemake for
    more (--verbose) or less (--quiet), or chose a logger of their own (--logger). Returns what watches the run, None in
    a dry run.
    """
    settings = workflow.output_settings

    def plan() -> Plan:
        slots = slots_of(workflow)
        rates = Rates.read(rates_file(), machine_name(slots.executor))
        learned = replace(costs, rates=rates)
        jobs = planned_jobs(workflow.dag, learned)
        return Plan(
            slots=slots, jobs=jobs, new_bytes=learned.new_bytes(jobs), pages=pages_to_open(workflow.dag)
        )

    if settings.dryrun:
        log.addHandler(_PlanOfDryRun(plan, set(map(str, settings.quiet or ()))))
        return None
    _log_everything(log)
    asked = set(map(str, settings.quiet or ())) - {"host"}
    console = [handler for handler in log.handlers if handler.name == CONSOLE.text]
    replaced = console and not settings.verbose and not asked
    for handler in console if replaced else ():
        log.removeHandler(handler)
    write = sys.stderr.write if replaced else None
    progress = RunProgress(settings, costs, plan, write=write)
    log.addHandler(progress)
    return progress


def _log_everything(log: logging.Logger) -> None:
    """Keep in the log file what ``--quiet`` leaves out on the console."""
    for handler in log.handlers:
        if handler.name == LOG_FILE.text:
            for filter_ in list(handler.filters):
                if hasattr(filter_, "quiet"):
                    filter_.quiet = set()


def pages_to_open(dag: object) -> tuple[str, ...]:
    """Return the pages among the files that were asked for: the report, or else those of data sets.

    That of methods, which all of them lead to, is there if nothing else was asked for.
    """
    wanted = sorted(str(file) for file in dag.derived_targetfiles if str(file).endswith(".html"))
    report = [file for file in wanted if file.endswith("/index.html")]
    data_sets = [file for file in wanted if not file.endswith("/report/docs.html")]
    return tuple(str(Path(file).absolute()) for file in report or data_sets or wanted)


def slots_of(workflow: object) -> Slots:
    """Return the cores of this computer that a run takes, or how many jobs a cluster is given at once."""
    if goes_to_cluster(workflow):
        return Slots(number=workflow.resource_settings.nodes, executor=executor_of(workflow))
    return Slots(number=cores_of(workflow))


class _PlanOfDryRun(logging.Handler):
    """Print the plan after all that Snakemake prints of a dry run."""

    def __init__(self, plan: Callable[[], Plan], quiet: set[str]) -> None:
        super().__init__(logging.INFO)
        self._plan, self._only_counts = plan, quiet == _ONLY_COUNTS

    def emit(self, record: logging.LogRecord) -> None:
        counted = self._only_counts and getattr(record, "event", None) == LogEvent.RUN_INFO
        if counted or DRY_RUN_ENDS.begins(record.msg):
            plan = self._plan()
            sys.stderr.write("\n".join([f"Plan: {plan.line()}", *plan.table(), ""]))
