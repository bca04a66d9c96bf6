"""Ctrl-C: one sentence and no traceback on the console, and a second one that stops at once."""

import asyncio
import logging
import os
import pty
import select
import signal
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from rgcore.pipeline.process.interruption import CtrlC, wait_for_callbacks

ROOT = Path(__file__).parents[3]
STARTUP = (ROOT / "workflow/plugins/rgcore_startup.pth").read_text()
TRACES = ("Traceback", "KeyboardInterrupt", "Exception", "Error")


class Answer:
    """A CtrlC that writes down what it would do."""

    def __init__(self):
        self.text, self.left = "", []
        self.ctrl_c = CtrlC(self.write, self.left.append)

    def write(self, text):
        self.text += text

    def press(self):
        self.ctrl_c.take(signal.SIGINT, None)


def test_before_the_first_job_the_process_ends():
    answer = Answer()
    with pytest.raises(KeyboardInterrupt):  # only since nothing ended this process
        answer.press()
    assert answer.left == [130]
    assert "same command continues" in answer.text


def test_while_jobs_run_the_first_waits_and_the_second_ends_the_process():
    answer = Answer()
    answer.ctrl_c.jobs_begin()
    with pytest.raises(KeyboardInterrupt):
        answer.press()
    assert (answer.left, "Ctrl-C stops at once" in answer.text) == ([], True)
    with pytest.raises(KeyboardInterrupt):
        answer.press()
    assert answer.left == [130]


def test_what_fails_after_ctrl_c_is_no_failure_to_report():
    answer = Answer()
    record = logging.LogRecord("snakemake", logging.ERROR, "", 0, "failed", None, None)
    assert answer.ctrl_c.filter(record)
    answer.ctrl_c.jobs_begin()
    with pytest.raises(KeyboardInterrupt):
        answer.press()
    assert not answer.ctrl_c.filter(record)


def test_the_end_waits_for_what_other_threads_do_with_a_job():
    runner, began, ended = asyncio.Runner(), threading.Event(), threading.Event()

    async def work():
        began.set()
        await asyncio.sleep(0.3)
        ended.set()

    callback = threading.Thread(target=lambda: runner.run(work()))
    callback.start()
    began.wait()
    wait_for_callbacks(SimpleNamespace(_async_runners={1: runner, 2: asyncio.Runner()}))
    assert ended.is_set()
    callback.join()
    runner.close()


def test_snakemake_keeps_its_event_loops_where_the_end_looks_for_them():
    source = Path(find_spec("snakemake").origin).with_name("workflow.py").read_text()
    assert "self._async_runners = dict()" in source


def interrupted_script(code, tmp_path, ready="ready"):
    """Run a script of a job until it prints ``ready``, send SIGINT, and return exit code and output."""
    script = tmp_path / ".snakemake" / "scripts" / "job.py"
    script.parent.mkdir(parents=True)
    lines = [line for line in STARTUP.splitlines() if line.startswith("import")]
    script.write_text("\n".join([*lines, "import time", code]))  # as site would have done before the script
    process = subprocess.Popen(
        [sys.executable, "-S", script],  # without the file that is installed
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )
    for line in process.stdout:
        if ready in line:
            break
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    return process.returncode, output


def test_a_job_that_still_imports_ends_without_a_word(tmp_path):
    assert interrupted_script("print('ready'); time.sleep(30)", tmp_path) == (-signal.SIGINT, "")


def test_a_job_at_work_is_interrupted_so_that_it_can_clean_up(tmp_path):
    code = """
from rgcore.pipeline.process.interruption import interruptible
try:
    with interruptible():
        print("ready"); time.sleep(30)
except KeyboardInterrupt:
    print("cleaned up")
"""
    assert interrupted_script(code, tmp_path) == (0, "cleaned up\n")


def test_an_interrupt_within_a_callback_of_compiled_code_is_not_lost(tmp_path):
    code = """
import ctypes
from rgcore.pipeline.process.interruption import interruptible
@ctypes.CFUNCTYPE(None)
def callback():
    print("ready"); time.sleep(30)
try:
    with interruptible():
        callback(); time.sleep(30)
except KeyboardInterrupt:
    print("cleaned up")
"""
    assert interrupted_script(code, tmp_path) == (0, "cleaned up\n")


ASKS = "import signal; print(signal.getsignal(signal.SIGINT) == signal.SIG_DFL)"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["bin/snakemake", "--cores", "2"], True),
        (["-P", "-X", "dev", "bin/snakemake", "all"], True),
        (["-m", "snakemake", "-m", "x"], True),
        (["{folder}/.snakemake/scripts/job.py"], True),
        (["bin/mine.py", "-m", "snakemake"], False),
        (["bin/mine.py", "bin/snakemake", "/.snakemake/scripts/job.py"], False),
        (["snakemake-notes/mine.py"], False),
        (["-c", f"{ASKS}  # /.snakemake/scripts/"], False),
    ],
)
def test_the_start_up_file_leaves_other_programs_their_ctrl_c(tmp_path, arguments, expected):
    for name in (
        "bin/snakemake",
        "bin/mine.py",
        "snakemake-notes/mine.py",
        ".snakemake/scripts/job.py",
        "snakemake.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ASKS)
    command = [
        sys.executable,
        *(each.format(folder=tmp_path) for each in arguments),
    ]  # which reads the installed file
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    assert subprocess.check_output(command, cwd=tmp_path, env=environment, text=True) == f"{expected}\n"


def at_a_terminal(command, folder, presses, environment):
    """Run a command at a terminal; press Ctrl-C as the output has each of ``presses``; return exit code and output.

    Fails unless each press was made.
    """
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, environment)
    output, left, deadline = "", list(presses), time.monotonic() + 120
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                output += os.read(terminal, 4096).decode(errors="replace")
            except OSError:  # the end of a terminal
                break
        if left and left[0] in output:
            left.pop(0)
            os.write(terminal, b"\x03")
    os.close(terminal)
    assert not left, output
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), output


@pytest.mark.parametrize("presses", [["Building"], ["jobs, about"], ["1 of ", "Ctrl-C stops at once"]])
def test_a_run_at_a_terminal_ends_with_a_sentence_and_without_a_traceback(runs, tmp_path, presses):
    command = runs.command(tmp_path, "results/tables/ising_thermodynamics.parquet")
    code, output = at_a_terminal(command, tmp_path, presses, runs.environment())
    assert code != 0
    assert "same command continues this run" in output
    assert not [word for word in TRACES if word in output], output
    assert not list(tmp_path.glob("results/tables/*.parquet"))
