"""Compare the tables of this run, and the figures drawn from them, with the reference for its config."""

from pathlib import Path

from rgcore.pipeline.job import job
from rgcore.tables.frames import read_tables
from rgcore.verification import verify

with job(snakemake) as run:
    verify(read_tables(snakemake.input.tables), run.params.config, Path(run.params.references), print)
