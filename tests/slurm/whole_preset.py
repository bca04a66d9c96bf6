"""``python -m tests.slurm.whole_preset``: the smoke preset through a SLURM on this computer, compared with a local run.

Both are in ``build``. Every table, figure and page must have the same bytes.
"""

import shutil
import subprocess
import sys
import tempfile
import time

from .cluster import Cluster
from .configuration import environment, refuse_another_slurm
from .documented import ROOT, SMOKE, DocumentedRun
from .install import install

KINDS = ("tables/*.parquet", "figures/*", "pages/*.html")
ON_SLURM, LOCAL = ROOT / "build/slurm-smoke", ROOT / "build/smoke"


def main():
    """Run both and return a sentence on what differs, or None."""
    refuse_another_slurm()
    install()
    for folder in (ON_SLURM, LOCAL):
        if folder.exists():
            shutil.rmtree(folder)
    with tempfile.TemporaryDirectory(prefix="slurm") as folder, Cluster(folder) as cluster:
        if mistake := run_on(cluster):
            return mistake
    run_here()
    return difference(ON_SLURM / "results", LOCAL / "results")


def run_on(cluster):
    """Run the preset on the cluster and return what it printed if it failed or submitted nothing, or None."""
    started = time.monotonic()
    run = DocumentedRun(ON_SLURM, [], options=()).start()
    try:
        if run.exit_code(seconds=None):
            return run.printed()
    finally:
        run.stop()
    submitted = cluster.jobs(run.name_of_jobs(), "all") if "SLURM run ID: " in run.printed() else []
    if not submitted:
        return f"nothing was submitted to SLURM:\n{run.printed()}"
    last = run.printed().strip().splitlines()[-1]
    print(f"{time.monotonic() - started:.0f} s and {len(submitted)} jobs through SLURM; {last}")
    return None


def run_here():
    """Run the preset on this computer."""
    arguments = ("--cores", "all", "--directory", str(LOCAL), "--configfile", SMOKE)
    LOCAL.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "snakemake", *arguments],
        env=environment(XDG_CACHE_HOME=str(LOCAL / "user_cache")),
        cwd=ROOT,
        check=True,
    )


def difference(results, others):
    """Return a sentence on the files that differ, or None."""
    names = {
        path.relative_to(place) for place in (results, others) for kind in KINDS for path in place.glob(kind)
    }
    missing = sorted(
        str(name) for name in names if not ((results / name).exists() and (others / name).exists())
    )
    if missing or not names:
        return f"files that only one of the runs has: {', '.join(missing) or 'all'}"
    differing = sorted(
        str(name) for name in names if (results / name).read_bytes() != (others / name).read_bytes()
    )
    if differing:
        return f"{len(differing)} of {len(names)} files differ: {', '.join(differing)}"
    print(f"all {len(names)} tables, figures and pages have the same bytes as in a local run")
    return None


if __name__ == "__main__":
    sys.exit(main())
