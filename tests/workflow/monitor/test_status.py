"""The status of a run, from files alone."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime

import pytest

from rgcore.pipeline.monitor.journal import JOURNAL, Journal, last_run
from rgcore.pipeline.monitor.plan import Slots
from rgcore.pipeline.monitor.status import status_lines
from tests.workflow.monitor.runs import begun, train


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_log(path, *lines, at=1010.0):
    stamp = datetime.fromtimestamp(at).strftime("%Y-%m-%d %H:%M:%S,000")
    path.write_text("".join(f"{stamp} INFO {line}\n" for line in lines))
    return str(path)


def journal(folder, jobs, *events, slots=None):
    writer = Journal(folder / JOURNAL)
    writer.write(begun(jobs, slots or Slots(number=2)))
    for name, at, number, *fields in events:
        writer.write({"event": name, "at": at, "job": number, **(fields[0] if fields else {})})


def status(folder, alive=True, now=1100.0):
    return status_lines(folder, now, lambda state: alive)


def test_without_a_run_it_says_so(folder):
    assert status(folder) == ["No run has been started here yet: `make figures` starts one."]


def test_a_run_that_goes_on_shows_what_runs_where_and_what_waits(folder):
    reports = (
        "train starts on node7, code at commit x",
        "2 of 5 points: T2.0",
        "12 of 100 epochs, 9 s so far",
    )
    logs = [write_log(folder / "1.log", *reports), str(folder / "none.log"), str(folder / "none.log")]
    jobs = [train(number + 1, log=log) for number, log in enumerate(logs)]
    submitted = [("start", 1000, n) for n in (1, 2)] + [
        ("submit", 1001, n, {"external": f"17{n}"}) for n in (1, 2)
    ]
    failed = [("start", 1000, 3), ("fail", 1050, 3, {"cause": "a reason", "logs": ["c.log"]})]
    journal(folder, jobs, *submitted, *failed, slots=Slots(number=9, executor="slurm"))
    head, *rest = status(folder)
    assert head.endswith("on login1: goes on, 0 of 3 jobs are done, 1 min 40 s so far, about 18 s left")
    assert [" ".join(line.split()) for line in rest] == [
        "runs: train T1 (on node7, SLURM job 171), running for 1 min 30 s, "
        "2 of 5 points: T2.0, 12 of 100 epochs, 9 s so far",
        "waits in the queue: train T2 (SLURM job 172)",
        "failed: train T3: a reason; its log is c.log",
    ]


@pytest.mark.parametrize(
    ("reports", "shown"),
    [
        ([], "running for 1 min 40 s"),
        (["1 of 1 points: T2.1"], "running for 1 min 40 s"),
        (
            ["1 of 1 points: T2.1", "3 of 9 epochs, 8 s so far"],
            "running for 1 min 40 s, 3 of 9 epochs, 8 s so far",
        ),
    ],
)
def test_a_job_shows_for_how_long_it_has_run(folder, reports, shown):
    log = write_log(folder / "1.log", "train starts on node7, code at commit x", *reports)
    journal(folder, [train(1, log=log)], ("start", 1000, 1))
    assert status(folder)[1].split(": ", 1)[1].strip() == f"train T1, {shown}"


def test_an_old_log_is_not_taken_for_a_job_that_waits(folder):
    log = write_log(folder / "1.log", "train starts on node7, code", at=500.0)
    slots = Slots(number=9, executor="slurm")
    journal(folder, [train(1, log=log)], ("start", 1000, 1), slots=slots)
    assert [line.split(":")[0] for line in status(folder)[1:]] == ["waits in the queue"]
    assert "everything waits in the queue" in status(folder)[0]


def test_a_run_that_ended_says_how(folder):
    journal(
        folder,
        [train(1)],
        ("start", 1000, 1),
        ("done", 1010, 1, {"seconds": 9}),
        ("end", 1010, None, {"good": True}),
    )
    assert status(folder)[0].endswith("ended well after 10 s, 1 of 1 jobs are done")


def test_a_run_on_another_computer_goes_on_if_its_process_does(folder):
    journal(folder, [train(1)], ("start", 1000, 1))
    assert "goes on if its process 4711 on login1 is alive" in status(folder, alive=None)[0]


def test_a_killed_run_says_so_and_what_was_stopped(folder):
    journal(folder, [train(1)], ("start", 1000, 1))
    with (folder / JOURNAL).open("a") as file:
        file.write('{"event": "done", "at": 10')  # the kill came while a line was written
    head, stopped = status(folder, alive=False)
    assert head.endswith("was killed, 0 of 1 jobs are done; the same command continues it")
    assert stopped.split(":")[0] == "was stopped"


def test_a_journal_of_another_version_is_read_as_far_as_possible(folder):
    event = begun([train(1)], Slots(number=2))
    event["jobs"][0]["color"] = "blue"
    writer = Journal(folder / JOURNAL)
    writer.write(event)
    writer.write({"event": "start", "at": 1000.0, "job": 1})
    writer.write({"event": "dream"})
    writer.write({"event": "done", "at": 1010.0, "job": 1, "length": 3})
    assert list(last_run(folder).jobs) == [1]


def test_a_run_that_is_refused_at_its_start_leaves_the_journal_of_the_run_before(folder):
    journal(folder, [train(1)], ("start", 1000, 1))
    Journal(folder / JOURNAL).write(begun([train(7)], Slots(number=2)))
    assert list(last_run(folder).jobs) == [1]


def test_status_of_a_real_run_while_it_goes_on_and_after_kill_9(tiny):
    (tiny.folder / "good.py").write_text("import time\ntime.sleep(60)")
    run = subprocess.Popen(
        [sys.executable, "-m", "snakemake", "--nolock", "--cores", "2"],
        cwd=tiny.folder,
        env=tiny.environment(),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 60
        while '"done"' not in _text(tiny.folder / JOURNAL) and time.monotonic() < deadline:
            time.sleep(0.2)
        shown = _status(tiny.folder)
    finally:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    assert "goes on, 1 of 3 jobs are done" in shown
    assert "runs:               good" in shown
    assert "was killed, 1 of 3 jobs are done" in _status(tiny.folder)
    assert json.loads(_text(tiny.folder / JOURNAL).splitlines()[0])["pid"] == run.pid


def _text(path):
    return path.read_text() if path.exists() else ""


def _status(folder):
    command = [sys.executable, "-m", "rgcore.pipeline.monitor.status", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_folder_that_is_not_there_gets_one_sentence(tmp_path):
    command = [sys.executable, "-m", "rgcore.pipeline.monitor.status", str(tmp_path / "nowhere")]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert (
        done.stderr
        == f"Error: the folder of a run must be named, but there is no folder {tmp_path}/nowhere\n"
    )
