"""``python -m tests.slurm.whole_preset``: the smoke preset through a SLURM on this computer, compared with a local run.

Both are in ``build``. Every table, figure and page must have the same bytes.
"""

import subprocess
import sys
import tempfile
import time

from .cluster import Cluster
from .documented import ROOT, SMOKE, DocumentedRun
from .install import install

KINDS = ("tables/*.parquet", "figures/*", "pages/*.html")
ON_SLURM, LOCAL = ROOT / "build/slurm-smoke", ROOT / "build/smoke"


def main():
    """Run both and return a sentence on what differs, or None."""
    install()
    with tempfile.TemporaryDirectory(prefix="slurm") as folder, Cluster(folder):
        started = time.monotonic()
        run = DocumentedRun(ON_SLURM, [], options=()).start()
        try:
            if run.exit_code(seconds=None):
                return run.printed()
        finally:
            run.stop()
    print(f"{time.monotonic() - started:.0f} s through SLURM; {run.printed().strip().splitlines()[-1]}")
    command = [
        sys.executable,
        "-m",
        "snakemake",
        "--cores",
        "all",
        "--directory",
        str(LOCAL),
        "--configfile",
        SMOKE,
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return difference(ON_SLURM / "results", LOCAL / "results")


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
