"""The command of docs/cluster.md that tries a cluster, given in a folder of its own."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from .configuration import environment

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/cluster.md"
SMOKE = "workflow/presets/smoke.yaml"
QUICK = ("--slurm-init-seconds-before-status-checks", "2")


def documented_command():
    """Return the command of the page for the smoke preset."""
    lines = [
        line.strip() for line in PAGE.read_text().splitlines() if line.startswith("    .venv/bin/snakemake")
    ]
    [command] = [line for line in lines if "--profile" in line and SMOKE in line]
    return command


class DocumentedRun:
    """A run by that command.

    Parameters
    ----------
    folder : Path, where results go
    targets : sequence of paths
    config : path of a config file in place of the smoke preset
    options : further options of Snakemake
    printed : path of the file for what is printed; in the folder by default
    kernels : path of the cache of compiled kernels; beside the code by default
    """

    def __init__(self, folder, targets, *, config=SMOKE, options=QUICK, printed=None, kernels=None):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._place, self._targets, self._config, self._options = ROOT, targets, config, options
        self._printed = printed or self.folder / "printed.txt"
        self._process = None
        self._variables = {"NUMBA_CACHE_DIR": str(kernels)} if kernels else {}

    def start(self):
        """Start the command; what it prints is added to a file."""
        words = shlex.split(documented_command().replace(SMOKE, str(self._config)))
        place = words.index("--configfile")
        more = ["--directory", str(self.folder), *self._options]
        command = [sys.executable, "-m", "snakemake", *words[1:place], *self._targets, *more, *words[place:]]
        with self._printed.open("a") as output:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(XDG_CACHE_HOME=str(self.folder / "user_cache"), **self._variables),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        return self

    def kill(self):
        """End the command as a lost login node does: at once, and its jobs stay."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def press_ctrl_c(self):
        """Send SIGINT as a terminal does, wait for the end and return the exit code."""
        self.press(signal.SIGINT)
        return self.exit_code(seconds=120)

    def press(self, number):
        """Send a signal to all processes of the command, as a terminal does."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def send(self, number):
        """Send a signal to the command alone."""
        self._process.send_signal(number)

    def stop(self):
        """Press Ctrl-C if the command still runs, and wait for its end."""
        if self._process is not None and self._process.poll() is None:
            self.press_ctrl_c()

    def is_going_on(self):
        """Return whether the command runs."""
        return self._process.poll() is None

    def wait_for(self, happens, *, seconds):
        """Wait while the command runs until a function returns something true, and return it."""
        deadline = time.monotonic() + seconds
        while not (found := happens()):
            assert self.is_going_on() or happens(), f"ended too soon:\n{self.printed()}"
            assert time.monotonic() < deadline, f"{happens} did not happen in {seconds} s:\n{self.printed()}"
            time.sleep(0.2)
        return found

    def exit_code(self, seconds=900):
        """Wait for the end and return the exit code."""
        return self._process.wait(timeout=seconds)

    def printed(self):
        """Return all that was printed so far, of every start."""
        return self._printed.read_text() if self._printed.exists() else ""

    def name_of_jobs(self):
        """Return the name of the jobs of the last start."""
        return re.findall(r"SLURM run ID: (\S+)", self.printed())[-1]

    def scripts(self, name):
        """Return the processes that run a script for this run."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words, place = (entry / "cmdline").read_bytes(), (entry / "cwd").readlink()
            except OSError:
                continue  # it has ended
            if place == self.folder and f"{name}.py".encode() in words and b".snakemake/scripts/" in words:
                found.append(int(entry.name))
        return found
