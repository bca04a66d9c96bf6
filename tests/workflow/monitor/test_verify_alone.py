"""A comparison with a reference: it replaces no journal and no account, and its finding is the last sentence."""

import logging

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from rgcore.pipeline.monitor.account import FOLDER
from rgcore.pipeline.monitor.journal import JOURNAL
from rgcore.pipeline.monitor.plan import Plan, PlannedJob, Slots
from rgcore.pipeline.monitor.planned import Costs
from rgcore.pipeline.monitor.progress import RunProgress


@pytest.fixture
def watch(tmp_path, monkeypatch):
    """Return a function that starts to watch jobs of some families and returns the progress and its lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def begin(*families):
        lines = []
        planned = [
            PlannedJob(number=number, name=family, family=family, declared=1.0, seconds=1.0)
            for number, family in enumerate(families)
        ]
        plan = Plan(slots=Slots(number=1), jobs=planned, new_bytes=0.0)
        progress = RunProgress(None, Costs(seconds={}), lambda: plan, write=lines.append)
        emit(progress, "run_info", stats={"total": len(planned)})
        return progress, lines

    return begin


def emit(progress, kind, **fields):
    progress.emit(logging.makeLogRecord({"event": LogEvent(kind), **fields}))


def finish(progress, number):
    emit(progress, "job_info", jobid=number, rule_name="any")
    emit(progress, "job_finished", job_id=number)


def fail(progress, number, tmp_path):
    log = tmp_path / "job.log"
    emit(progress, "job_info", jobid=number, rule_name="any", log=[str(log)])
    log.write_text("2026-01-01 00:00:00 ERROR 1 of 54 tables differ\n")
    emit(progress, "job_error", jobid=number, log=[str(log)])


def test_journal_and_account_stay_those_of_the_run(watch):
    run, _ = watch("train", "verify")
    finish(run, 0)
    finish(run, 1)
    run.end(good=True)
    before = JOURNAL.read_bytes(), (FOLDER / "account.html").read_bytes()
    alone, _ = watch("verify")
    finish(alone, 0)
    alone.end(good=True)
    assert (JOURNAL.read_bytes(), (FOLDER / "account.html").read_bytes()) == before


def test_nothing_is_printed_after_the_sentence_on_the_largest_deviation(watch, tmp_path):
    for families in (("verify",), ("verify", "train")):
        progress, lines = watch(*families)
        before = list(lines)
        fail(progress, 0, tmp_path)
        assert lines == before
        assert progress.only_differs


def test_a_run_in_which_something_else_failed_can_be_continued(watch, tmp_path):
    progress, lines = watch("verify", "train")
    fail(progress, 1, tmp_path)
    assert lines[-1].startswith("train failed; its log is ")
    assert not progress.only_differs
