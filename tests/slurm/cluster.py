"""A SLURM cluster on one computer: one controller and two virtual nodes, without systemd and without accounting.

``python tests/slurm/cluster.py COMMAND...`` runs a command while the cluster is there.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

PACKAGES = ("slurmctld", "slurmd", "slurm-client", "munge")
PROGRAMS = ("slurmctld", "slurmd", "sbatch", "munged")
CONFIGURATION = Path("/etc/slurm/slurm.conf")  # jobs look only here: the executor removes SLURM_CONF
DIE_WITH_US = ("setpriv", "--pdeathsig", "TERM")  # also where the tests are killed
MARK = "# Written by tests/slurm, which removes it at its end.\n"
NODES = ("node1", "node2")
MEGABYTES_PER_NODE = 6000

_TEMPLATE = (
    MARK
    + """\
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=15
CryptoType=crypto/munge
StateSaveLocation={folder}/state
SlurmctldPidFile={folder}/slurmctld.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdSpoolDir={folder}/spool-%n
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmdLogFile={folder}/slurmd-%n.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerType=sched/backfill
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=task=1
JobAcctGatherParams=OverMemoryKill
AccountingStorageType=accounting_storage/none
ReturnToService=2
KillWait=5
OverTimeLimit=0
MinJobAge=900
{nodes}
PartitionName=normal Nodes={names} Default=YES MaxTime=INFINITE State=UP
"""
)


class Cluster:
    """The daemons of one SLURM, started and ended by their process ids; a context manager.

    Parameters
    ----------
    folder : path of an empty folder for logs, state and sockets
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self._daemons = {}
        self._lock = FileLock(Path(tempfile.gettempdir()) / "rgcore-slurm.lock")

    def __enter__(self):
        self._lock.acquire(timeout=1200)
        try:
            assert _is_ours() or not CONFIGURATION.exists(), (
                f"this computer has a SLURM already: {CONFIGURATION}"
            )
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._is_up("slurmctld"):
            self.end_all_jobs()
        for name in reversed(list(self._daemons)):
            self.stop(name)
        if _is_ours():
            CONFIGURATION.unlink()
        self._lock.release()

    def __call__(self, *command):
        """Run a SLURM command and return what it prints; "" where it fails."""
        done = subprocess.run(command, text=True, capture_output=True, timeout=60, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    def _start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "state").mkdir()
        key, socket_of_munge = self.folder / "munge.key", self.folder / "munge.socket"
        key.touch(mode=0o600)
        key.write_bytes(os.urandom(128))
        CONFIGURATION.parent.mkdir(parents=True, exist_ok=True)
        CONFIGURATION.write_text(configuration(self.folder))
        self._run(
            "munged",
            *("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={socket_of_munge}"),
            *(f"--pid-file={self.folder}/munged.pid", f"--seed-file={self.folder}/munged.seed"),
        )
        wait_until(socket_of_munge.exists, seconds=20)
        self._run("slurmctld", "slurmctld", "-D")
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
        for process in of_jobs(rows):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
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
        """Cancel all jobs, also those that do not react."""
        self("scancel", "--state=PENDING")
        self("scancel", "--signal=KILL", "--full", "--state=RUNNING")
        self("scancel", "--state=RUNNING")
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
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def _is_up(self, name):
        return name in self._daemons and self._daemons[name].poll() is None


def _is_ours():
    return CONFIGURATION.exists() and CONFIGURATION.read_text().startswith(MARK)


def configuration(folder):
    """Return slurm.conf of two nodes of two virtual cores each on this computer, whose files lie in a folder."""
    controller, *ports = free_ports(1 + len(NODES))
    nodes = "\n".join(
        f"NodeName={name} NodeHostname={socket.gethostname()} NodeAddr=127.0.0.1 Port={port} "
        f"CPUs=2 RealMemory={MEGABYTES_PER_NODE} State=UNKNOWN"
        for name, port in zip(NODES, ports, strict=True)
    )
    return _TEMPLATE.format(
        host=socket.gethostname(),
        controller_port=controller,
        folder=folder,
        nodes=nodes,
        names=",".join(NODES),
    )


def of_jobs(numbers):
    """Return the processes of SLURM for some jobs, and all that they started."""
    parents, chosen = {}, set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (entry / "cmdline").read_bytes().decode(errors="replace")
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            step = re.match(r"slurmstepd: \[(\d+)\.", words)
            if step and step[1] in numbers:
                chosen.add(int(entry.name))
    while more := {process for process, parent in parents.items() if parent in chosen} - chosen:
        chosen |= more
    return chosen


def in_seconds(limit):
    """Return a time limit such as 1:02:00 in seconds."""
    return sum(int(part) * 60**power for power, part in enumerate(reversed(limit.split(":"))))


def free_ports(number):
    """Return ports of this computer that nobody uses."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def install():
    """Install SLURM from the packages of Debian or Ubuntu, unless it is there."""
    if all(map(shutil.which, PROGRAMS)):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "--quiet"],
        ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *PACKAGES],
    ):
        done = subprocess.run(
            command,
            env=quiet,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}"


def wait_until(happens, *, seconds, patient=False):
    """Wait until a function returns something true and return it; after so many seconds fail, or not if patient."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(0.2)
    assert patient, f"{happens} did not happen in {seconds} s"
    return None


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="slurm") as place, Cluster(place):
        sys.exit(subprocess.run(sys.argv[1:], check=False).returncode)
