"""What a run with --rerun-triggers prints about files that do not match."""

import subprocess
import sys

from tests.workflow.jobs.test_bundles import SCRIPT, SNAKEFILE


def test_without_the_comparison_of_parameters_files_that_do_not_match_are_kept_and_named(runs, tmp_path):
    (tmp_path / "interrupt").write_text("")
    (tmp_path / "Snakefile").write_text(SNAKEFILE)
    (tmp_path / "make.py").write_text(SCRIPT)

    def snakemake(*arguments):
        command = [sys.executable, "-m", "snakemake", "--cores", "1", "--nolock", *arguments]
        process = subprocess.run(
            command, cwd=tmp_path, env=runs.environment(), check=True, capture_output=True, text=True
        )
        return process.stdout + process.stderr

    snakemake()
    shown = snakemake("--dry-run", "--config", "root_seed=2", "--rerun-triggers", "mtime")
    kept = (
        "6 files do not match config and code, and are kept because of --rerun-triggers; the first: results/"
    )
    assert kept in shown
    assert "Nothing to be done" in shown
    remedy = "add a line `study: NAME` to the config: results then stand in results/NAME"
    assert remedy not in shown
    assert remedy in snakemake("--dry-run", "--config", "root_seed=2")
    assert remedy not in snakemake("--dry-run", "--config", "root_seed=2", "study=mine")
