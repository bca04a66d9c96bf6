"""The name of the jobs of a run, as the installed executor and Snakemake give it."""

import re

ONSTART = """
onstart:
    from rgcore.pipeline.slurm import begin_run
    begin_run(workflow, "run_name")
"""


def test_the_installed_executor_gives_the_name_of_its_jobs(tiny):
    snakefile = tiny.folder / "Snakefile"
    snakefile.write_text(snakefile.read_text() + ONSTART)
    (tiny.commands / "sinfo").write_text("#!/bin/sh\necho refused\n")
    printed = "\n".join(tiny.slurm("nothing.txt", partition="refused"))
    written = (tiny.folder / "run_name").read_text()
    assert re.search(r"SLURM run ID: (\S+)", tiny.log)[1] == written, printed
