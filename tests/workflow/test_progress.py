"""Progress: the time left follows what jobs really take."""

import logging
from types import SimpleNamespace

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from rgcore.pipeline.durations import in_words
from rgcore.pipeline.progress import RunProgress, show_progress


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min 0 s"),
        (200, "3 min 20 s"),
        (7500, "2 h 5 min"),
        (-3, "0 s"),
    ],
)
def test_durations_in_words(seconds, words):
    assert in_words(seconds) == words


class Watch:
    """A RunProgress with a clock set by hand."""

    def __init__(self, **settings):
        self.now, self.lines = 0.0, []
        self.handler = RunProgress(
            None, write=self.lines.append, clock=lambda: self.now, overhead=1.0, **settings
        )

    def event(self, kind, **fields):
        record = logging.makeLogRecord({"event": LogEvent(kind), **fields})
        self.handler.emit(record)


def test_the_first_estimate_is_expected_work_over_cores():
    watch = Watch(expected={"train": 99.0}, cores=2)
    watch.event("run_info", stats={"train": 4, "draw": 10, "total": 14})
    assert watch.lines == ["14 jobs, about 3 min 25 s on 2 cores\n"]


def test_measured_durations_replace_expected_ones():
    watch = Watch(expected={"train": 99.0}, cores=1)
    watch.event("run_info", stats={"train": 3, "total": 3})
    watch.event("job_info", jobid=7, rule_name="train")
    watch.now = 10.0
    watch.event("job_finished", job_id=7)
    assert (
        watch.lines[-1]
        == "1 of 3 jobs, 10 s so far, about 20 s left (train took 10 s, 1 min 39 s expected)\n"
    )


def test_a_job_of_which_nothing_was_expected_says_when_it_is_done():
    watch = Watch(expected={"train": 99.0}, cores=1)
    watch.event("run_info", stats={"draw": 2, "total": 2})
    watch.event("job_info", jobid=1, rule_name="draw")
    watch.now = 4.0
    watch.event("job_finished", job_id=1)
    assert watch.lines[-1] == "1 of 2 jobs, 4 s so far, about 4 s left (draw)\n"


def test_a_failed_job_is_named_with_its_log():
    watch = Watch(expected={}, cores=1)
    watch.event("run_info", stats={"read": 2, "total": 2})
    watch.event("job_info", jobid=3, rule_name="read", wildcards={"dataset": "mine"})
    watch.event("job_error", jobid=3, log=["results/logs/read/mine.log"])
    assert watch.lines[-1] == "read dataset=mine failed; its log is results/logs/read/mine.log\n"


def test_events_of_unknown_jobs_are_passed_over():
    watch = Watch(expected={}, cores=1)
    watch.event("job_finished", job_id=1)
    watch.event("job_error", jobid=1)
    assert watch.lines == []


def message(text, level=logging.INFO, **fields):
    return logging.makeLogRecord({"msg": text, "levelno": level, **fields})


def test_messages_are_shown_before_the_first_job_and_warnings_always():
    watch = Watch(expected={}, cores=1)
    watch.handler.emit(message("Nothing to be done"))
    watch.event("run_info", stats={"draw": 2, "total": 2})
    watch.handler.emit(message("Select jobs to execute..."))
    watch.handler.emit(message("the disk is full", logging.ERROR))
    assert watch.lines[0] == "Nothing to be done\n"
    assert watch.lines[2:] == ["the disk is full\n"]


def test_what_a_failed_job_has_said_itself_is_not_said_again_and_any_other_cause_is():
    watch = Watch(expected={}, cores=1)
    watch.event("run_info", stats={"draw": 2, "total": 2})
    watch.handler.emit(message("exit code 1", event=LogEvent.ERROR, exception="RuleException"))
    watch.handler.emit(message("invalid partition", event=LogEvent.ERROR, exception="WorkflowError"))
    assert watch.lines[1:] == ["invalid partition\n"]


@pytest.mark.parametrize(
    ("settings", "replaced"),
    [
        ({}, True),
        ({"quiet": {"host"}}, True),
        ({"quiet": {"all"}}, False),
        ({"verbose": True}, False),
        ({"dryrun": True}, False),
    ],
)
def test_the_console_is_left_to_snakemake_where_the_user_says_so(settings, replaced):
    log, console, file = logging.Logger("run"), logging.NullHandler(), logging.NullHandler()
    console.name = "DefaultStreamHandler"
    for handler in (console, file):
        log.addHandler(handler)
    show_progress(
        log, SimpleNamespace(**{"quiet": None, "verbose": False, "dryrun": False, **settings}), {}, cores=1
    )
    assert (console in log.handlers) != replaced
    assert file in log.handlers
