"""Progress: what the console shows while a run goes on, with records and a clock made by hand."""

import logging

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from rgcore.pipeline.durations import in_words
from rgcore.pipeline.monitor.plan import Plan, PlannedJob, Slots
from rgcore.pipeline.monitor.planned import Costs
from rgcore.pipeline.monitor.progress import RunProgress
from rgcore.pipeline.snakemake_messages import SOME_JOB_FAILED, STOPPING


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


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def jobs(n, seconds=10.0, **fields):
    return [
        PlannedJob(
            number=number, name=f"train {number}", family="train", declared=seconds, seconds=seconds, **fields
        )
        for number in range(1, n + 1)
    ]


class Watch:
    """A RunProgress with a clock set by hand."""

    def __init__(self, planned, slots, pages=()):
        self.now, self.lines = 1000.0, []
        self.handler = RunProgress(
            None,
            Costs(seconds={}),
            lambda: Plan(slots=slots, jobs=planned, new_bytes=2e6, pages=pages),
            write=self.lines.append,
            clock=lambda: self.now,
        )
        self.event("run_info", stats={"train": len(planned), "total": len(planned)})

    def event(self, kind, **fields):
        self.handler.emit(logging.makeLogRecord({"event": LogEvent(kind), **fields}))

    def message(self, text, level=logging.INFO, **fields):
        self.handler.emit(logging.makeLogRecord({"msg": text, "levelno": level, **fields}))

    def run(self, number, seconds):
        self.event("job_info", jobid=number, rule_name="train")
        self.now += seconds
        self.event("job_finished", job_id=number)


def test_the_first_line_is_the_plan():
    watch = Watch(jobs(4, threads=1, megabytes=345), Slots(number=2))
    assert watch.lines == [
        "4 jobs, about 21 s on 2 cores: about 0.011 core-hours, up to 345 MB of memory for a job, about 2 MB of "
        "results on disk\n"
    ]


def test_measured_durations_correct_the_expected_ones():
    watch = Watch(jobs(3), Slots(number=1))
    watch.run(1, 30.0)
    assert watch.lines[-1].startswith(
        "1 of 3 jobs, 30 s so far, about 1 min 1 s left (train 1 took 30 s, 10 s "
    )


def test_a_job_without_a_declared_cost_is_only_named():
    watch = Watch(jobs(2, seconds=1.5), Slots(number=1))
    watch.run(1, 1.5)
    assert watch.lines[-1] == "1 of 2 jobs, 2 s so far, about 2 s left (train 1)\n"


def test_the_duration_comes_from_the_benchmark_and_not_from_the_queue(tmp_path):
    benchmark = tmp_path / "train.tsv"
    watch = Watch(
        jobs(1, benchmark=str(benchmark), log=str(tmp_path / "none")), Slots(number=9, executor="slurm")
    )
    watch.event("job_info", jobid=1, rule_name="train")
    watch.now += 3600.0
    benchmark.write_text("s\tcpu_time\n12.5\t3\n")
    watch.event("job_finished", job_id=1)
    assert "(train 1 took 12 s, 10 s expected)" in watch.lines[-1]


def test_jobs_in_the_queue_are_said_to_wait(tmp_path):
    watch = Watch(jobs(4, log=str(tmp_path / "none")), Slots(number=9, executor="slurm"))
    for number in (2, 3, 4):
        watch.event("job_info", jobid=number, rule_name="train")
    watch.run(1, 100.0)
    assert "0 running, 3 waiting in the queue" in watch.lines[-1]


def test_events_of_unknown_jobs_are_passed_over():
    watch = Watch(jobs(1), Slots(number=1))
    watch.event("job_finished", job_id=9)
    watch.event("job_error", jobid=9)
    assert len(watch.lines) == 1


def test_messages_are_shown_before_the_first_job_and_warnings_always():
    watch = Watch([], Slots(number=1))
    watch.message("Nothing to be done")
    assert watch.lines[-1] == "Nothing to be done\n"
    watch = Watch(jobs(1), Slots(number=1))
    watch.message("Select jobs to execute...")
    watch.message("the disk is full", logging.ERROR)
    assert watch.lines[1:] == ["the disk is full\n"]


def test_a_failed_job_is_named_with_cause_and_log_and_its_own_error_is_not_repeated():
    watch = Watch(jobs(2), Slots(number=1))
    watch.event("job_info", jobid=1, rule_name="train")
    watch.message(
        "CalledProcessError: Command 'x' died with <Signals.SIGKILL: 9>.",
        event=LogEvent.ERROR,
        exception="RuleException",
    )
    watch.event("job_error", jobid=1, log=["results/logs/train/1.log"])
    assert watch.lines[1:] == [
        "train 1 failed: it was killed by signal 9 (SIGKILL); the memory may have run out; its log is "
        "results/logs/train/1.log\n"
    ]
    watch.message("invalid partition", event=LogEvent.ERROR, exception="WorkflowError")
    assert watch.lines[-1] == "invalid partition\n"


def test_the_end_after_a_failure_or_sigterm_is_not_reported_by_snakemake_as_well():
    watch = Watch(jobs(1), Slots(number=1))
    for _ in range(4):
        watch.message(f"{STOPPING.text}.")
    text = f"WorkflowError:\n{SOME_JOB_FAILED.text}."
    watch.message(text, event=LogEvent.ERROR, exception="WorkflowError")
    assert [line[:9] for line in watch.lines[1:]] == ["Stopping:"]


def test_a_traceback_of_snakemake_about_a_fault_of_the_disk_is_one_sentence():
    watch = Watch(jobs(1), Slots(number=1))
    faults = "[Errno 2] No such file or directory", "[Errno 30] Read-only file system: 'results/logs'"
    watch.message("Traceback\n" + "\nTraceback\nOSError: ".join(faults), logging.ERROR)
    assert watch.lines[1:] == [
        "results/logs: the file system is read-only: choose another folder with --directory\n"
    ]


def test_the_limit_of_a_second_attempt_is_that_of_the_second_attempt():
    watch = Watch(jobs(1, megabytes=500), Slots(number=9, executor="slurm"))
    for megabytes in (500, 1000):
        watch.event("job_info", jobid=1, rule_name="train", resources={"mem_mb": megabytes})
        watch.event(
            "job_error", jobid=1, log=["1.log"], rule_msg="SLURM status is: 'OUT_OF_MEMORY'. Reason: x."
        )
    assert "more than the 500 MB it had asked for" in watch.lines[1]
    assert "more than the 1000 MB it had asked for" in watch.lines[2]


def test_a_missing_output_is_a_failure_of_its_job():
    watch = Watch(jobs(2, log="results/logs/train/1.log"), Slots(number=1))
    watch.event("job_info", jobid=2, rule_name="train")
    watch.message(
        "MissingOutputException in rule train in file Snakefile, line 20:\nJob 2  completed successfully, but some "
        "output files are missing. Missing files after 1 seconds. Increase the wait time with --latency-wait:\n"
        "a/none.txt (missing locally, parent dir not present)",
        event=LogEvent.ERROR,
        exception="MissingOutputException",
    )
    assert watch.lines[-1].startswith(
        "train 2 failed: it ended without an error but did not write a/none.txt; "
    )


def test_a_terminal_that_is_gone_does_not_stop_a_run():
    tried = []

    def gone(line):
        tried.append(line)
        raise BrokenPipeError

    plan = Plan(slots=Slots(number=1), jobs=jobs(2), new_bytes=0)
    handler = RunProgress(None, Costs(seconds={}), lambda: plan, write=gone)
    for fields in (
        {"event": LogEvent.RUN_INFO, "stats": {"total": 2}},
        {"event": LogEvent.JOB_INFO, "jobid": 1, "rule_name": "train"},
        {"event": LogEvent.JOB_FINISHED, "job_id": 1},
    ):
        handler.emit(logging.makeLogRecord(fields))
    assert set(handler.state.done) == {1}
    assert len(tried) == 1


def test_a_long_silence_is_broken_by_a_line(tmp_path):
    watch = Watch(jobs(3, log=str(tmp_path / "none")), Slots(number=9, executor="slurm"))
    watch.event("job_info", jobid=1, rule_name="train")
    watch.now += 599.0
    watch.handler.remind()
    assert len(watch.lines) == 1
    watch.now += 1.0
    watch.handler.remind()
    watch.handler.remind()
    assert watch.lines[1:] == [
        "0 of 3 jobs, 10 min 0 s so far, time left unknown, 0 running, 1 waiting in the queue, no job has ended for "
        "10 min 0 s\n"
    ]


def test_a_job_that_is_tried_again_is_named():
    watch = Watch(jobs(1), Slots(number=1))
    watch.event("job_info", jobid=1, rule_name="train")
    watch.event("job_error", jobid=1, log=[])
    watch.message("Trying to restart job 1.")
    assert watch.lines[-1] == "train 1 is tried again\n"


@pytest.fixture
def page(tmp_path):
    """A page that is there."""
    (tmp_path / "index.html").touch()
    return str(tmp_path / "index.html")


def test_a_run_ends_with_the_page_to_open_if_it_ends_well(page):
    watch = Watch(jobs(1), Slots(number=1), pages=(page,))
    watch.run(1, 10.0)
    watch.handler.end(good=True)
    assert watch.lines[-1] == f"Open {page} in a browser.\n"
    failed = Watch(jobs(1), Slots(number=1), pages=(page,))
    failed.handler.end(good=False)
    assert len(failed.lines) == 1


def test_a_run_with_nothing_to_do_ends_with_the_page_to_open(page):
    watch = Watch([], Slots(number=1), pages=(page,))
    watch.message("Nothing to be done (all requested files are present and up to date).")
    assert watch.lines[-1] == f"Open {page} in a browser.\n"


def test_a_page_that_was_not_made_is_not_to_be_opened(page, tmp_path):
    """Such as after ``--until``."""
    watch = Watch(jobs(1), Slots(number=1), pages=(str(tmp_path / "missing.html"), page))
    watch.run(1, 10.0)
    watch.handler.end(good=True)
    assert [line for line in watch.lines if "Open" in line] == [f"Open {page} in a browser.\n"]


def test_after_a_minute_of_silence_the_jobs_of_this_computer_are_counted(tmp_path):
    log = tmp_path / "1.log"
    watch = Watch(jobs(2, seconds=200.0, log=str(log)), Slots(number=1))
    watch.event("job_info", jobid=1, rule_name="train")
    log.write_text("2026-11-29 07:17:00,1 INFO 40 of 200 draws, 59 s so far, about 3 min 56 s left\n")
    watch.now += 59.0
    watch.handler.remind()
    assert len(watch.lines) == 1
    watch.now += 1.0
    watch.handler.remind()
    watch.handler.remind()
    assert watch.lines[1:] == [
        "0 of 2 jobs, 1 min 0 s so far, about 5 min 41 s left (train 1 runs, 40 of 200 draws, 59 s so far, "
        "about 3 min 56 s left)\n"
    ]
