"""A tiny workflow whose jobs end in different ways, and commands that stand in for those of SLURM."""

import os
import subprocess
import sys

import pytest

SNAKEFILE = """
import sys
from snakemake.logging import logger
from rgcore.pipeline.monitor.planned import Costs
from rgcore.pipeline.monitor.watch import watch_run

if workflow.is_main_process:
    WATCH = watch_run(logger, workflow, Costs(seconds={"good": 3.0}))

onsuccess: WATCH.end(good=True)
onerror: WATCH.end(good=False)

rule all:
    input: "good.txt", "other.txt"
"""

RULE = """
rule NAME:
    output: "NAME.txt"
    log: "results/logs/NAME.log"
    benchmark: "results/benchmarks/NAME.tsv"
    resources: mem_mb=345, runtime=30
    script: "NAME.py"
"""

SCRIPTS = {
    "good": 'open(snakemake.output[0], "w").write("x")',
    "other": 'open(snakemake.output[0], "w").write("x")',
    "nothing": "",
    "killed": "import os\nos.kill(os.getpid(), 9)",
    "mistake": """
from rgcore.errors import InputError
from rgcore.pipeline.job import job
with job(snakemake):
    raise InputError("datasets.mine.path: there is no file cells.npy")
""",
    "bug": """
from rgcore.pipeline.job import job
with job(snakemake):
    raise ZeroDivisionError("division by zero")
""",
}

SLURM = """#!{python}
import os, pathlib, sys
name, arguments, place = pathlib.Path(sys.argv[0]).name, sys.argv[1:], pathlib.Path(__file__).parent
if name == "sbatch" and "refused" in arguments:
    sys.exit("sbatch: error: invalid partition specified: refused\\nsbatch: error: Batch job submission failed: "
             "Invalid partition name specified")
if name == "sbatch":
    output = pathlib.Path(arguments[arguments.index("--output") + 1].replace("%j", "17"))
    output.write_text(os.environ.get("SLURM_LOG_TEXT", ""))
    print(17)
elif name == "squeue":
    print(f"17|{{os.environ['SLURM_STATE']}}")
elif name == "scontrol":
    print("MinJobAge = 300 sec")
elif name == "sacct":
    sys.exit(1)
"""


class Tiny:
    """The tiny workflow in a folder."""

    def __init__(self, folder):
        self.folder = folder
        rules = [RULE.replace("NAME", name) for name in SCRIPTS]
        (folder / "Snakefile").write_text(SNAKEFILE + "".join(rules))
        for name, text in SCRIPTS.items():
            (folder / f"{name}.py").write_text(text)
        self.commands = folder / "commands"
        self.commands.mkdir()
        for name in ("sbatch", "squeue", "scontrol", "sacct", "scancel", "sinfo", "sacctmgr", "sshare"):
            (self.commands / name).write_text(SLURM.format(python=sys.executable))
            (self.commands / name).chmod(0o755)

    def environment(self, **more):
        """Return the variables of a run: the commands that stand in for SLURM, and a cache of its own."""
        return {
            **os.environ,
            "PATH": f"{self.commands}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            **more,
        }

    def run(self, *arguments, **environment):
        """Run Snakemake and return the lines that it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "snakemake", "--nolock", "--latency-wait", "1", *arguments],
            cwd=self.folder,
            env=self.environment(**environment),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        return done.stdout.splitlines()

    def slurm(self, *arguments, partition="normal", **environment):
        """Run through the commands that stand in for SLURM; every job ends in the state ``SLURM_STATE``."""
        return self.run(
            *("--executor", "slurm", "--jobs", "4", "--slurm-status-command", "squeue"),
            *("--slurm-init-seconds-before-status-checks", "1"),
            *("--default-resources", f"slurm_partition={partition}", "slurm_account=ours"),
            "--",
            *arguments,
            **environment,
        )

    @property
    def log(self):
        """The text of Snakemake's own log of the last run."""
        return max((self.folder / ".snakemake/log").glob("*.log")).read_text()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    """Let the end of a run that is played in this process write its rates to a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def tiny(tmp_path):
    return Tiny(tmp_path)
