"""How make sets up .venv: checks before pip, one sentence for what is missing, nothing half-made, anew where it must.

A script stands in for Python, so that no packages are installed: it makes a .venv whose Python is itself, and writes
down what it was asked to do.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FAKE = r"""#!/bin/sh
# stands in for Python: "$CALLS" receives its arguments, FAKE_VERSION, FAKE_LACKS and FAKE_PIP change what it does
echo "$*" >> "$CALLS"
[ -z "${PYTHONPATH:-}${PYTHONHOME:-}" ] || { echo "a foreign PYTHON variable" >&2; exit 1; }
case $* in
  *fcntl*) exec "$REAL_PYTHON" "$@" ;;
  *ensurepip*) [ -z "${FAKE_LACKS:-}" ] ;;
  *'print("Python'*) echo "Python ${FAKE_VERSION:-3.11}" ;;
  *version_info*) echo "${FAKE_VERSION:-3.11}" ;;
  *sysconfig*) mkdir -p .venv/site && echo .venv/site ;;
  "-m venv --clear .venv" | "-m venv .venv")
    case $* in *--clear*) rm -rf .venv ;; esac
    mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *"-m pip"*)
    case ${FAKE_PIP:-} in
      slow) sleep 30 ;;
      ?*) echo "WARNING: Retrying" >&2; echo "ERROR: $FAKE_PIP" >&2; exit 1 ;;
    esac ;;
esac
"""


class Clone:
    """A folder with what make needs to set up .venv, and a Python that only pretends."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True)
        for name in ("Makefile", "requirements.lock", "pyproject.toml"):
            shutil.copy(ROOT / name, folder)
        shutil.copytree(
            ROOT / "workflow/plugins",
            folder / "workflow/plugins",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        shutil.copy(ROOT / "workflow/environment.sh", folder / "workflow")
        self.python = folder.parents[1] / "fake python"
        self.python.write_text(FAKE)
        self.python.chmod(0o755)

    def command(self, *arguments):
        return ["make", *(arguments or (".venv/ready",)), f"PYTHON={self.python}"]

    def environment(self, **changed):
        return {
            **os.environ,
            "CALLS": str(self.folder / "calls"),
            "REAL_PYTHON": sys.executable,
            "MAKEFLAGS": "",
            **changed,
        }

    def make(self, *arguments, **changed):
        (self.folder / "calls").write_text("")
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(**changed),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )

    def calls(self):
        return (self.folder / "calls").read_text()

    def left(self):
        return {path.name for path in self.folder.iterdir()} & {".venv", ".setup.log"}


@pytest.fixture
def clone(tmp_path):
    return Clone(tmp_path / "My Drive (it's #1)" / "rg")


def refused(process, *words):
    """Whether make stopped with one sentence that has all the words."""
    sentences = [line for line in process.stdout.splitlines() if line.startswith("Error: ")]
    return process.returncode and len(sentences) == 1 and all(word in sentences[0] for word in words)


def test_a_set_up_is_made_once_also_in_a_path_with_blanks_and_quotes(clone):
    process = clone.make()
    assert process.returncode == 0, process.stdout
    assert "requirements.lock" in clone.calls()
    assert (clone.folder / ".venv/site/rgcore_startup.pth").exists()
    assert "up to date" in clone.make().stdout
    assert "pip" not in clone.calls()
    assert clone.left() == {".venv"}


def test_a_clone_that_was_moved_is_set_up_from_nothing(clone, tmp_path):
    clone.make()
    clone.folder.rename(tmp_path / "moved")
    clone.folder = tmp_path / "moved"
    assert clone.make().returncode == 0
    assert "venv --clear" in clone.calls()
    assert str(tmp_path / "moved") in (clone.folder / ".venv/ready").read_text()


def test_another_version_of_python_is_noticed(clone):
    clone.make()
    clone.make(FAKE_VERSION="3.12")
    assert "venv --clear" in clone.calls()


def test_a_newer_lock_file_is_installed_into_what_is_there(clone):
    clone.make()
    later = time.time() + 5
    os.utime(clone.folder / "requirements.lock", (later, later))
    clone.make()
    assert "--clear" not in clone.calls()
    assert "requirements.lock" in clone.calls()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"FAKE_VERSION": "3.9"}, ["3.11 or newer", "is 3.9", "make PYTHON="]),
        ({"FAKE_VERSION": "2.7"}, ["3.11 or newer", "is 2.7"]),
        ({"FAKE_LACKS": "venv"}, ["venv", "apt install python3-venv"]),
    ],
)
def test_a_python_that_cannot_do_is_refused_before_pip(clone, changed, words):
    assert refused(clone.make(**changed), *words)
    assert "pip" not in clone.calls().replace("ensurepip", "")
    assert not clone.left()


def test_a_missing_python_is_named(clone):
    process = subprocess.run(
        ["make", ".venv/ready", "PYTHON=python3.99"],
        cwd=clone.folder,
        env=clone.environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert refused(process, "there is no python3.99", "make PYTHON=")


@pytest.mark.parametrize("name", ["a:b", 'a"b', "a$b"])
def test_a_path_that_the_tools_cannot_take_is_refused_before_pip(tmp_path, name):
    clone = Clone(tmp_path / name / "rg")
    assert refused(clone.make(), "must not contain", name)
    assert not clone.left()


def test_without_a_network_nothing_half_made_is_left_and_the_next_make_goes_on(clone):
    assert refused(
        clone.make(FAKE_PIP="No matching distribution found for x"), "network", "No matching", "again"
    )
    assert not clone.left()
    assert clone.make().returncode == 0


def test_an_update_that_fails_keeps_what_is_there_and_is_tried_again(clone):
    clone.make()
    later = time.time() + 5
    os.utime(clone.folder / "requirements.lock", (later, later))
    assert refused(clone.make(FAKE_PIP="no space left"), "no space left")
    clone.make()
    assert "--clear" not in clone.calls()
    assert "requirements.lock" in clone.calls()


def waiting_for_pip(clone):
    """Start make, and return its process when it has called pip."""
    (clone.folder / "calls").write_text("")
    process = subprocess.Popen(
        clone.command(),
        cwd=clone.folder,
        env=clone.environment(FAKE_PIP="slow"),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while "-m pip" not in clone.calls() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return process


def interrupted_during_pip(clone):
    """Start make, press Ctrl-C when it calls pip, and return its exit code and output."""
    process = waiting_for_pip(clone)
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    return process.returncode, output


def test_a_second_make_does_not_clear_what_the_first_one_installs(clone):
    first = waiting_for_pip(clone)
    try:
        assert refused(clone.make(), "another make sets up .venv", "wait until it has ended")
        assert (clone.folder / ".venv/bin/python").exists()
        assert first.poll() is None
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.communicate(timeout=60)
    assert clone.make().returncode == 0  # the lock went with the process


def test_ctrl_c_during_pip_leaves_nothing_and_says_how_to_go_on(clone):
    code, output = interrupted_during_pip(clone)
    assert code != 0
    assert "same command starts it again" in output
    assert not clone.left()


def test_ctrl_c_during_an_update_keeps_what_is_there_and_it_is_tried_again(clone):
    clone.make()
    later = time.time() + 5
    os.utime(clone.folder / "requirements.lock", (later, later))
    assert interrupted_during_pip(clone)[0] != 0
    assert clone.left() == {".venv"}
    clone.make()
    assert "--clear" not in clone.calls()
    assert "requirements.lock" in clone.calls()


def test_foreign_python_variables_do_not_reach_the_set_up(clone):
    assert clone.make(PYTHONPATH="/somewhere", PYTHONHOME="/elsewhere").returncode == 0


def test_a_config_is_found_whatever_its_name_and_a_missing_one_is_named(clone):
    clone.make()
    (clone.folder / "it's  mine.yaml").touch()
    assert clone.make("-n", "figures", "CONFIG=it's  mine.yaml").returncode == 0
    assert clone.make("-n", "figures", "CONFIG=~/mine.yaml", HOME=str(clone.folder)).returncode != 0
    (clone.folder / "mine.yaml").touch()
    assert clone.make("-n", "figures", "CONFIG=~/mine.yaml", HOME=str(clone.folder)).returncode == 0
    for wrong in ("none of these.yaml", str(clone.folder)):
        process = clone.make("figures", f"CONFIG={wrong}")
        assert process.returncode != 0
        assert f"there is no file {wrong}" in process.stdout
