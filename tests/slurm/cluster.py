"""A SLURM cluster on one computer: one controller and two virtual nodes, without systemd and without accounting.

``python -m tests.slurm.cluster COMMAND...`` runs a command while the cluster is there.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from .configuration import (
    CLUSTER,
    CONFIGURATION,
    NODES,
    check_that_ours_answers,
    cluster_that_answers,
    configuration,
    environment,
    is_ours,
    refuse_another_slurm,
)
from .processes import end_all, of_cluster, of_jobs, wait_until

DIE_WITH_US = ("setpriv", "--pdeathsig", "TERM")  # also where the tests are killed


class Cluster:
    """The daemons of one SLURM, started and ended by their process ids; a context manager.

    Parameters
    ----------
    folder : path of an empty folder for logs, state and sockets
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self._daemons = {}
        self._made_folder = False
        self._lock = FileLock(Path(tempfile.gettempdir()) / "rgcore-slurm.lock")

    def __enter__(self):
        self._lock.acquire(timeout=1200)
        try:
            refuse_another_slurm()
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._is_up("slurmctld"):
            self.end_all_jobs()
        started = list(self._daemons)
        for name in reversed(started):
            self.stop(name)
        if started:
            end_all(of_cluster(CLUSTER))  # the Snakemake of a lost job can wait without end
        if is_ours():
            CONFIGURATION.unlink()
        if self._made_folder:
            with suppress(OSError):  # packages may have put files there
                CONFIGURATION.parent.rmdir()
        Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()

    def __call__(self, *command):
        """Run a SLURM command and return what it prints; "" where it fails."""
        done = subprocess.run(
            command, env=environment(), text=True, capture_output=True, timeout=60, check=False
        )
        return done.stdout.strip() if done.returncode == 0 else ""

    def _start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "state").mkdir()
        key, socket_of_munge = self.folder / "munge.key", self.folder / "munge.socket"
        key.touch(mode=0o600)
        key.write_bytes(os.urandom(128))
        self._made_folder = not CONFIGURATION.parent.exists()
        CONFIGURATION.parent.mkdir(parents=True, exist_ok=True)
        CONFIGURATION.write_text(configuration(self.folder))
        self._run(
            "munged",
            *("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={socket_of_munge}"),
            *(f"--pid-file={self.folder}/munged.pid", f"--seed-file={self.folder}/munged.seed"),
        )
        wait_until(socket_of_munge.exists, seconds=20)
        self._run("slurmctld", "slurmctld", "-D")
        wait_until(lambda: cluster_that_answers(environment()), seconds=60)
        check_that_ours_answers()
        for node in NODES:
            self.start(node)
        self.wait_for_idle()

    def start(self, node):
        """Start the daemon of a node."""
        self._run(node, "slurmd", "-D", "-N", node)

    def lose(self, node):
        """Let a node lose its power: its daemon and all processes of its jobs end at once."""
        rows = self("squeue", "--noheader", "--states=RUNNING", f"--nodelist={node}", "--format=%i").split()
        daemon = self._daemons.pop(node)
        daemon.kill()
        daemon.wait()
        end_all(of_jobs(rows))
        self("scontrol", "update", f"NodeName={node}", "State=DOWN", "Reason=lost")

    def bring_back(self, node):
        """Start the daemon of a lost node again."""
        self.start(node)
        self("scontrol", "update", f"NodeName={node}", "State=RESUME")

    def stop(self, name):
        """End one daemon that this object started."""
        process = self._daemons.pop(name)
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def end_all_jobs(self):
        """Cancel all jobs of this cluster, also those that do not react; none if another cluster answers."""
        if cluster_that_answers(environment()) != CLUSTER:
            return
        ours = ("scancel", "--partition", CLUSTER)
        self(*ours, "--state=PENDING")
        self(*ours, "--signal=KILL", "--full", "--state=RUNNING")
        self(*ours, "--state=RUNNING")
        wait_until(lambda: not self("squeue", "--noheader"), seconds=30, patient=True)

    def wait_for_idle(self):
        """Wait until all nodes are there and nothing runs on them."""
        ready = "\n".join(["idle"] * len(NODES))
        wait_until(lambda: self("sinfo", "--noheader", "--Node", "--format=%t") == ready, seconds=60)

    def jobs(self, name, *states):
        """Return (number, comment, node) of the jobs of a name in some states, RUNNING by default."""
        chosen = ("--name", name, "--states", ",".join(states or ["RUNNING"]))
        rows = self("squeue", "--noheader", *chosen, "--format=%i|%k|%N").splitlines()
        return [tuple(row.split("|")) for row in rows]

    def attempts(self, name, comment):
        """Return (state, MB, seconds) of the jobs of a name with a comment, in the order of their submission."""
        chosen = ("--name", name, "--states=all", "--sort=i")
        rows = self("squeue", "--noheader", *chosen, "--format=%k|%T|%m|%l").splitlines()
        split = [row.split("|") for row in rows]
        return [
            (state, int(memory.removesuffix("M")), in_seconds(limit))
            for text, state, memory, limit in split
            if text == comment
        ]

    def _run(self, name, *command):
        with (self.folder / f"{name}.out").open("ab") as output:
            self._daemons[name] = subprocess.Popen(
                [*DIE_WITH_US, *command],
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def _is_up(self, name):
        return name in self._daemons and self._daemons[name].poll() is None


def in_seconds(limit):
    """Return a time limit such as 1:02:00 in seconds."""
    return sum(int(part) * 60**power for power, part in enumerate(reversed(limit.split(":"))))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="slurm") as place, Cluster(place):
        sys.exit(subprocess.run(sys.argv[1:], env=environment(), check=False).returncode)
