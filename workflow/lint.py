"""Run Snakemake's linter; pass over the one lint that is answered for the whole project.

Snakemake asks for a conda environment or container per rule. All rules share one environment, pinned with hashes in
requirements.lock and made by ``make``.
"""

import re
import subprocess
import sys

ANSWERED = "Specify a conda environment or container for each rule."


def main() -> int:
    """Print what is left of the lints and return the exit code."""
    process = subprocess.run(
        [sys.executable, "-m", "snakemake", "--lint"],
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    titles = [title.rstrip(":") for title in re.findall(r"^ {4}\* (.*)$", process.stdout, re.MULTILINE)]
    left = [title for title in titles if title != ANSWERED]
    if left or (process.returncode and not titles):
        print(process.stdout)
        return 1
    print("Snakemake's linter found nothing else than the shared environment.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
