"""The configuration of the SLURM that the tests start, and what keeps their commands away from any other SLURM."""

import os
import re
import socket
import subprocess
from pathlib import Path

CONFIGURATION = Path("/etc/slurm/slurm.conf")  # jobs look only here: the executor removes SLURM_CONF
CLUSTER = "rgcore_test"  # also the name of its partition
NODES = ("rgcore1", "rgcore2")
MEGABYTES_PER_NODE = 6000
MARK = "# Written by tests/slurm, which removes it at its end.\n"
_OF_SLURM = re.compile("(SLURM|SBATCH|SCANCEL|SCONTROL|SINFO|SQUEUE|SACCT|SALLOC|SRUN)")

_TEMPLATE = (
    MARK
    + """\
ClusterName={cluster}
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
PartitionName={cluster} Nodes={names} Default=YES MaxTime=INFINITE State=UP
"""
)


def environment(**more):
    """Return the variables for all that starts or asks this SLURM: the user's, without those of another SLURM."""
    kept = {name: value for name, value in os.environ.items() if not _OF_SLURM.match(name)}
    return {**kept, "SLURM_CONF": str(CONFIGURATION), **more}


def refuse_another_slurm():
    """Raise RuntimeError if this computer has, or this shell uses, a SLURM that the tests did not start."""
    chosen = os.environ.get("SLURM_CONF", str(CONFIGURATION))
    if chosen != str(CONFIGURATION):
        raise RuntimeError(f"SLURM_CONF must not be set for these tests, but it is {chosen}: unset it")
    if CONFIGURATION.exists() and not is_ours():
        raise RuntimeError(f"these tests need a computer without SLURM, but there is {CONFIGURATION}")


def is_ours():
    """Return whether slurm.conf was written by these tests."""
    return CONFIGURATION.exists() and CONFIGURATION.read_text().startswith(MARK)


def cluster_that_answers(variables):
    """Return the name of the cluster whose controller answers with these variables; None if there is none."""
    asked = ("scontrol", "show", "config")
    done = subprocess.run(asked, env=variables, text=True, capture_output=True, timeout=60, check=False)
    found = re.search(r"^ClusterName\s*=\s*(\S+)", done.stdout, re.MULTILINE)
    return found[1] if found and done.returncode == 0 else None


def check_that_ours_answers():
    """Raise RuntimeError if the commands reach another cluster, with SLURM_CONF or, as jobs ask, without."""
    given = environment()
    without = {name: value for name, value in given.items() if name != "SLURM_CONF"}
    for variables in (given, without):
        if (name := cluster_that_answers(variables)) != CLUSTER:
            raise RuntimeError(f"the cluster of these tests is {CLUSTER}, but scontrol reports {name}")


def configuration(folder):
    """Return slurm.conf of two nodes of two virtual cores each on this computer, whose files lie in a folder."""
    controller, *ports = free_ports(1 + len(NODES))
    nodes = "\n".join(
        f"NodeName={name} NodeHostname={socket.gethostname()} NodeAddr=127.0.0.1 Port={port} "
        f"CPUs=2 RealMemory={MEGABYTES_PER_NODE} State=UNKNOWN"
        for name, port in zip(NODES, ports, strict=True)
    )
    return _TEMPLATE.format(
        cluster=CLUSTER,
        host=socket.gethostname(),
        controller_port=controller,
        folder=folder,
        nodes=nodes,
        names=",".join(NODES),
    )


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
